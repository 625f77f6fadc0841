import { everywhere } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

export const dns: Library = {
  packages: ['dns'],
  blocking: joinTables(
    under('dns.resolver', 'resolve query resolve_address zone_for_name', {
      rule: 'blocking-socket',
      counterpart: everywhere('`dns.asyncresolver`'),
    }),
    under('dns.resolver.Resolver', 'resolve query resolve_address resolve_name', {
      rule: 'blocking-socket',
      counterpart: everywhere('`dns.asyncresolver.Resolver`'),
    }),
    under('dns.query', 'udp tcp tls https quic udp_with_fallback', {
      rule: 'blocking-socket',
      counterpart: everywhere('`dns.asyncquery`'),
    }),
  ),
};
