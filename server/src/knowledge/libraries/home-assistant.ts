import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

export const homeAssistant: Library = {
  packages: ['homeassistant'],
  executorDispatches: under(
    'homeassistant.core.HomeAssistant',
    'async_add_executor_job async_add_import_executor_job',
    {
      function: { position: 0, name: 'target' },
      to: 'thread',
      returns: 'awaitable',
    },
  ),
  taskSpawners: under('homeassistant.core.HomeAssistant', 'async_create_task async_create_background_task', {
    spawns: { what: 'coroutine', argument: { position: 0, name: 'target' } },
    returns: 'task',
  }),
  coroutineConsumers: under('homeassistant.core.HomeAssistant', 'async_create_task async_create_background_task', {
    argument: { position: 0, name: 'target' },
  }),
  decorators: { 'homeassistant.core.callback': 'calls-plainly' },
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
