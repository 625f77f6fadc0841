import type { Facts } from '../../facts/facts.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, FunctionDef, Node } from '../../facts/nodes.ts';
import { blocksOf } from '../../facts/statement-blocks.ts';
import { ancestors, bodyScope, isWithin, parentOf } from '../../facts/walk.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { startsTasks as startsTasksByName } from '../../knowledge/conventions/tasks.ts';
import { executorDispatches, taskSpawners } from '../../knowledge/loop.ts';
import type { NameTable } from '../../knowledge/name-table.ts';
import { typeOf } from '../inference/expressions.ts';
import { lookup } from '../inference/tables.ts';
import { functionDefinition } from '../names/definitions.ts';
import type { Chunk, Project } from '../names/project.ts';
import type { Type } from '../types/types.ts';
import { runsIn } from './effect-sites.ts';
import { functionsRun } from './run-functions.ts';

/** Whether a function may have started a task or a server when it comes to a place in it. */
export function startsTaskBefore(chunk: Chunk, place: Node, within: FunctionDef): boolean {
  const { facts } = chunk;
  const loops = [...ancestors(facts, place)].filter(
    (outer) => (outer.kind === 'For' || outer.kind === 'While') && isWithin(facts, outer, within),
  );
  return callsIn(chunk, within).some((call) => {
    const isInLoop = loops.some((loop) => isWithin(facts, call, loop));
    const isBefore = isInLoop || (call.end <= place.start && !areAlternatives(facts, call, place));
    return isBefore && call !== place && startsTask(chunk, call);
  });
}

/** Whether a condition lets only one of two places run: `if x: a() else: b()`, the cases of a `match`. */
export function areAlternatives(facts: Facts, a: Node, b: Node): boolean {
  const around = [...ancestors(facts, a)].find((outer) => isWithin(facts, b, outer));
  const branches =
    around?.kind === 'If' ? blocksOf(around) : around?.kind === 'Match' ? around.cases.map(({ body }) => body) : [];
  const branchOf = (node: Node): number =>
    branches.findIndex((statements) => statements.some((statement) => isWithin(facts, node, statement)));
  return branchOf(a) >= 0 && branchOf(b) >= 0 && branchOf(a) !== branchOf(b);
}

/** Whether running a function may leave a task or a server behind. */
export function startsTasks(project: Project, ref: string): boolean {
  const definition = functionDefinition(project, ref);
  return (
    definition !== undefined &&
    callsIn(definition.chunk, definition.node).some((call) => startsTask(definition.chunk, call))
  );
}

function callsIn(chunk: Chunk, node: FunctionDef): readonly Call[] {
  const { facts } = chunk;
  const scope = bodyScope(facts, node);
  return facts.nodes
    .slice(node.id, facts.ends[node.id])
    .filter((inner): inner is Call => inner.kind === 'Call' && runsIn(chunk, inner, scope));
}

function startsTask(chunk: Chunk, call: Call): boolean {
  const callee = typeOf(chunk, call.func);
  if (lookup(chunk, callee, taskSpawners)) return !isAwaitedToTheEnd(chunk, call, callee);
  if (lookup(chunk, callee, executorDispatches)) return false;
  const name = lastNameIn(call.func) ?? '';
  if (callee.kind === 'unknown' || callee.kind === 'external') return isNamedBy(startsTasksByName, name);
  if (isOnlyMade(chunk, call, callee)) return false;
  const refs = functionsRun(chunk, call, callee);
  return refs.some((ref) =>
    functionDefinition(chunk.project, ref)?.chunk.file.isLibrary
      ? SERVER_STARTS.includes(name)
      : chunk.project.ask.startsTasks(ref),
  );
}

/** `await gather(load(1), load(2))`, `await wait_for(gather(…), 3)` go on when all are done, or raise. */
function isAwaitedToTheEnd(chunk: Chunk, call: Call, callee: Type): boolean {
  const holder = parentOf(chunk.facts, call);
  const taker = holder?.kind === 'Argument' ? parentOf(chunk.facts, holder) : undefined;
  const awaited =
    taker?.kind === 'Call' && lastNameIn(taker.func) === 'wait_for' ? parentOf(chunk.facts, taker) : holder;
  return awaited?.kind === 'Await' && lookup(chunk, callee, GATHERS) === true;
}

const GATHERS: NameTable<true> = { 'asyncio.gather': true };

/** `main = serve()`: a coroutine that is kept has not run. */
const isOnlyMade = ({ facts, project }: Chunk, call: Call, callee: Type): boolean =>
  callee.kind === 'function' &&
  project.ask.signature(callee.ref)?.isAsync === true &&
  parentOf(facts, call)?.kind === 'Assign';

/** Of the standard library: `asyncio.start_server`, `loop.create_unix_server`. */
const SERVER_STARTS = ['start_server', 'start_unix_server', 'create_server', 'create_unix_server'];
