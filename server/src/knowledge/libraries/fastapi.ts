import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const ROUTES = 'get post put patch delete head options trace api_route';

export const fastapi: Library = {
  packages: ['fastapi', 'starlette'],
  routes: joinTables(
    under('fastapi.FastAPI', ROUTES, true),
    under('fastapi.APIRouter', ROUTES, true),
    under('starlette.applications.Starlette', 'route', true),
    under('starlette.routing.Router', 'route', true),
  ),
  ofOneTask: under('starlette.endpoints', 'HTTPEndpoint WebSocketEndpoint', true),
};
