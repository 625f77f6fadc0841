import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

export const homeAssistant: Library = {
  packages: ['homeassistant'],
  ofOneTask: joinTables(
    under('homeassistant.config_entries', 'ConfigFlow ConfigSubentryFlow OptionsFlow OptionsFlowWithReload', true),
    under('homeassistant.components.repairs', 'RepairsFlow', true),
    under('homeassistant.data_entry_flow', 'FlowHandler', true),
    under('homeassistant.helpers.config_entry_oauth2_flow', 'AbstractOAuth2FlowHandler', true),
  ),
  calledInTurn: {
    'homeassistant.helpers.entity.Entity': ['async_update'],
    'homeassistant.helpers.update_coordinator.DataUpdateCoordinator': ['_async_setup', '_async_update_data'],
  },
};
