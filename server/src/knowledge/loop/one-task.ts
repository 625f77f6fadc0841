import { joinTables, under, type NameTable } from '../name-table.ts';

/** Classes of which frameworks make an object for each request, connection or dialog: no two tasks work with it. */
export const ofOneTask: NameTable<true> = joinTables(
  under('aiohttp.web', 'View', true),
  under('django.views', 'View', true),
  under('django.views.generic', 'View', true),
  under('homeassistant.config_entries', 'ConfigFlow ConfigSubentryFlow OptionsFlow OptionsFlowWithReload', true),
  under('homeassistant.components.repairs', 'RepairsFlow', true),
  under('homeassistant.data_entry_flow', 'FlowHandler', true),
  under('homeassistant.helpers.config_entry_oauth2_flow', 'AbstractOAuth2FlowHandler', true),
  under('starlette.endpoints', 'HTTPEndpoint WebSocketEndpoint', true),
  under('tornado.web', 'RequestHandler', true),
);

/** Methods that frameworks call on an object one after the other. */
export const calledInTurn: NameTable<readonly string[]> = {
  'homeassistant.helpers.entity.Entity': ['async_update'],
  'homeassistant.helpers.update_coordinator.DataUpdateCoordinator': ['_async_setup', '_async_update_data'],
};
