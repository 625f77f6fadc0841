import type { ArgumentPlace } from '../argument-place.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const handler = (position: number): ArgumentPlace => ({ position, name: 'handler' });

export const aiohttp: Library = {
  packages: ['aiohttp'],
  loopStarters: { 'aiohttp.web.run_app': { instead: '`aiohttp.web.AppRunner`' } },
  loopBound: under('aiohttp', 'ClientSession TCPConnector UnixConnector', 'made'),
  needsRunningLoop: under('aiohttp', 'ClientSession TCPConnector', true),
  asyncCallers: { 'aiohttp.web._Hooks.append': { callback: { position: 0 } } },
  runsForEach: joinTables<ArgumentPlace | 'decorated'>(
    under('aiohttp.web', 'get post put patch delete', handler(1)),
    under(
      'aiohttp.web.UrlDispatcher',
      'add_get add_post add_put add_patch add_delete add_head add_options',
      handler(1),
    ),
    under('aiohttp.web.UrlDispatcher', 'add_route', handler(2)),
    under('aiohttp.web.RouteTableDef', 'get post put patch delete head options route', 'decorated'),
  ),
  valueConsumers: {
    'aiohttp.web.json_response': { argument: { position: 0, name: 'data' }, effect: 'raises', within: 'depths' },
  },
  decorators: joinTables(
    under('aiohttp.web.RouteTableDef', 'get post put patch delete head options view route', 'transparent'),
    under('aiohttp.web', 'middleware', 'transparent'),
  ),
  testCases: { 'aiohttp.test_utils.AioHTTPTestCase': 'async' },
  ofOneTask: { 'aiohttp.web.View': true },
  bodies: { 'aiohttp.StreamReader': true },
};
