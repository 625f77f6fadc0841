import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import { enclosing } from '../../facts/walk.ts';
import { creationsOf } from '../inference/creations.ts';
import { typeOf } from '../inference/expressions.ts';
import { functionDefinition } from '../names/definitions.ts';
import { chunkOf, type Chunk } from '../names/project.ts';
import type { EffectSite } from './effect.ts';

/**
 * `connect()` of a socket for datagrams only notes the address, and what is sent goes at once or is lost; to receive one waits. That of
 * a socket in the file system is answered by the system itself.
 */
export const sendsDatagram = (chunk: Chunk, site: EffectSite, receiver: Expression): boolean =>
  site.kind === 'Call' &&
  site.func.kind === 'Attribute' &&
  GO_AT_ONCE.includes(site.func.attribute) &&
  (creationsOf(chunk, receiver)?.every(({ call, at }) => {
    const home = at.uri === chunk.file.uri ? chunkOf(chunk.project, at.uri, at.chunk) : undefined;
    return (
      home !== undefined && (isForDatagrams(home, call) || (isConnect(site) && holdsName(home, call, ['AF_UNIX'])))
    );
  }) ??
    false);

const isConnect = ({ func }: Call): boolean => lastNameIn(func)?.startsWith('connect') === true;

/** `socket(AF_INET, SOCK_DGRAM)`, or `socket(family, kind)` in a function that speaks of no other kind, or a call of such a function. */
function isForDatagrams(chunk: Chunk, made: Call): boolean {
  if (holdsName(chunk, made, ['SOCK_DGRAM'])) return true;
  const callee = typeOf(chunk, made.func);
  const maker = callee.kind === 'function' ? functionDefinition(chunk.project, callee.ref) : undefined;
  if (maker && !maker.chunk.file.isLibrary) return isOfDatagrams(maker.chunk, maker.node);
  const around = enclosing(chunk.facts, made, 'FunctionDef');
  return made.args.length > 1 && around !== undefined && isOfDatagrams(chunk, around);
}

const isOfDatagrams = (chunk: Chunk, root: FunctionDef): boolean =>
  holdsName(chunk, root, ['SOCK_DGRAM']) && !holdsName(chunk, root, ['SOCK_STREAM', 'SOCK_SEQPACKET', 'SOCK_RAW']);

const GO_AT_ONCE = ['connect', 'connect_ex', 'send', 'sendall', 'sendto', 'sendmsg'];

const holdsName = (chunk: Chunk, root: Node, names: readonly string[]): boolean =>
  chunk.facts.nodes.slice(root.id, chunk.facts.ends[root.id]).some((node) => {
    const name = node.kind === 'Name' || node.kind === 'Attribute' ? lastNameIn(node) : undefined;
    return name !== undefined && names.includes(name);
  });
