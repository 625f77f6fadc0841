import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, Expression } from '../../facts/nodes.ts';
import { ancestors, isWithin, preorder } from '../../facts/walk.ts';
import { typeOf } from '../inference/expressions.ts';
import type { Chunk } from '../names/project.ts';
import { isStandard } from '../types/standard-names.ts';
import { membersOf } from '../types/types.ts';
import { isSamePlace } from './settled-tests.ts';

/** Whether a name or an address is looked up for which no server is asked. */
export function asksNoServer(chunk: Chunk, site: Call): boolean {
  const host = site.args[0]?.value;
  if (!host || site.func.kind !== 'Attribute') return false;
  const method = site.func.attribute;
  if (method === 'getnameinfo') return saysNumeric(chunk, site, 'NI_NUMERICHOST');
  if (!RESOLVES.includes(method)) return false;
  return (
    isLocalHost(host) ||
    isComparedWithLocalHost(chunk, site, host) ||
    (method === 'getaddrinfo' && (isAddress(chunk, host) || saysNumeric(chunk, site, 'AI_NUMERICHOST')))
  );
}

const RESOLVES = ['gethostbyname', 'gethostbyname_ex', 'gethostbyaddr', 'getaddrinfo'];

/** `getnameinfo(address, socket.NI_NUMERICHOST)` */
const saysNumeric = ({ facts }: Chunk, { args }: Call, flag: string): boolean =>
  args.some(({ value }) =>
    [...preorder(facts, value)].some(
      (node) => (node.kind === 'Name' || node.kind === 'Attribute') && lastNameIn(node) === flag,
    ),
  );

/** `getaddrinfo(str(address), port)` of an `ipaddress.ip_address()` */
const isAddress = (chunk: Chunk, host: Expression): boolean =>
  host.kind === 'Call' &&
  lastNameIn(host.func) === 'str' &&
  host.args.length === 1 &&
  membersOf(typeOf(chunk, host.args[0]!.value)).every((item) =>
    isStandard(item, 'ipaddress.IPv4Address', 'ipaddress.IPv6Address'),
  );

/** `if host == "localhost": host = socket.gethostbyname(host)` */
const isComparedWithLocalHost = ({ facts }: Chunk, site: Call, host: Expression): boolean =>
  [...ancestors(facts, site)].some(
    (node) =>
      node.kind === 'If' &&
      node.test.kind === 'Compare' &&
      node.test.operators.join() === '==' &&
      isSamePlace(node.test.left, host) &&
      isLocalHost(node.test.comparators[0]) &&
      node.body.some((statement) => isWithin(facts, site, statement)),
  );

const isLocalHost = (node: Expression | undefined): boolean =>
  node?.kind === 'Constant' && (node.value === 'localhost' || node.value === '127.0.0.1');
