import type { BlockingCall } from '../blocking/blocking-call.ts';
import { underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: { asyncio: '`geopy.adapters.AioHTTPAdapter`' } };

export const geopy: Library = {
  packages: ['geopy'],
  blocking: underEach(
    [
      'geopy.geocoders.Nominatim',
      'geopy.geocoders.GoogleV3',
      'geopy.geocoders.Photon',
      'geopy.geocoders.ArcGIS',
      'geopy.geocoders.Bing',
      'geopy.geocoders.OpenCage',
    ],
    'geocode reverse',
    call,
  ),
};
