import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

export const aiohttp: Library = {
  packages: ['aiohttp'],
  loopStarters: { 'aiohttp.web.run_app': { instead: '`aiohttp.web.AppRunner`' } },
  loopBound: under('aiohttp', 'ClientSession TCPConnector UnixConnector', 'made'),
  needsRunningLoop: under('aiohttp', 'ClientSession TCPConnector', true),
  asyncCallers: { 'aiohttp.web._Hooks.append': { callback: { position: 0 } } },
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
