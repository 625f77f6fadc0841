import type { Call, Expression } from '../../facts/nodes.ts';
import { occurrencesOf } from '../../facts/occurrences.ts';
import { ancestors, parentOf } from '../../facts/walk.ts';
import { notReadyErrors, socketWaits } from '../../knowledge/blocking.ts';
import { dominates } from '../inference/dominance.ts';
import { typeOf } from '../inference/expressions.ts';
import { lookup } from '../inference/tables.ts';
import { chunksOfClassNaming } from '../names/class-parts.ts';
import type { Chunk } from '../names/project.ts';
import { sendsDatagram } from './datagrams.ts';
import { sourceName } from './effect-sites.ts';
import { asksNoServer } from './resolved-here.ts';
import { valuesPassedFor } from './passed-values.ts';
import { isSamePlace } from './settled-tests.ts';

/** Whether the code has seen to it that a socket does not wait. */
export const isSocketReady = (chunk: Chunk, site: Call, socket: Expression): boolean =>
  isMadeReady(chunk, site, socket) ||
  expectsNotReady(chunk, site) ||
  isSeenReady(chunk, site, socket) ||
  asksNoServer(chunk, site) ||
  valuesPassedFor(chunk, socket).some((passed) => isMadeReady(passed.chunk, site, passed.node));

const isMadeReady = (chunk: Chunk, site: Call, socket: Expression): boolean =>
  isNonBlocking(chunk, socket) || isForLoop(chunk, socket) || sendsDatagram(chunk, site, socket);

/** `sock.setblocking(False)` or `sock.settimeout(0)` anywhere in the function, or in the class. */
function isNonBlocking(chunk: Chunk, socket: Expression): boolean {
  const name = sourceName(socket);
  const nodes = ['setblocking', 'settimeout'].flatMap((method) =>
    chunksOfClassNaming(chunk, method).flatMap(({ facts }) =>
      occurrencesOf(facts, method).flatMap((use) => parentOf(facts, use) ?? []),
    ),
  );
  return nodes.some(
    (node) =>
      node.kind === 'Call' &&
      node.func.kind === 'Attribute' &&
      (node.func.attribute === 'setblocking' || node.func.attribute === 'settimeout') &&
      sourceName(node.func.value) === name &&
      node.args[0]?.value.kind === 'Constant' &&
      !node.args[0].value.value,
  );
}

/** `await loop.sock_recv(sock, n)` anywhere in the function, or in the class: asyncio wants sockets that do not wait. */
function isForLoop(chunk: Chunk, socket: Expression): boolean {
  const name = sourceName(socket);
  return LOOP_METHODS.some((method) =>
    chunksOfClassNaming(chunk, method).some(({ facts }) =>
      occurrencesOf(facts, method).some((use) => {
        const call = parentOf(facts, use);
        const taken = call?.kind === 'Call' && call.func === use ? call.args[0]?.value : undefined;
        return taken !== undefined && sourceName(taken) === name;
      }),
    ),
  );
}

/** Of event loops; an application's own names for its loop are seldom of a known type. */
const LOOP_METHODS = ['sock_recv', 'sock_recv_into', 'sock_recvfrom', 'sock_sendall', 'sock_sendto', 'sock_accept'];

/** `try: sock.recv(n) except BlockingIOError: …`: the socket, or the pipe, does not wait. */
export function expectsNotReady(chunk: Chunk, site: Call): boolean {
  for (const node of ancestors(chunk.facts, site)) {
    if (node.kind === 'FunctionDef') return false;
    if (node.kind === 'Try' && node.handlers.some(({ type }) => type && isNotReady(chunk, type))) return true;
  }
  return false;
}

const isNotReady = (chunk: Chunk, type: Expression): boolean =>
  type.kind === 'Collection'
    ? type.elements.some((element) => isNotReady(chunk, element))
    : lookup(chunk, typeOf(chunk, type), notReadyErrors) === true;

/** `await wait_readable(sock)` in front of `sock.recv(…)` */
const isSeenReady = (chunk: Chunk, site: Call, socket: Expression): boolean =>
  chunk.facts.nodes.some(
    (node) =>
      node.kind === 'Await' &&
      node.value.kind === 'Call' &&
      node.value.args.some(({ value }) => isSamePlace(value, socket)) &&
      dominates(chunk.facts, node, site) &&
      lookup(chunk, typeOf(chunk, node.value.func), socketWaits) === true,
  );
