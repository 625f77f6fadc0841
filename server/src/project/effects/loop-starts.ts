import type { Call, Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import { ancestors, parentOf } from '../../facts/walk.ts';
import { loopStarters, runningLoopGuards } from '../../knowledge/loop.ts';
import { typeOf } from '../inference/expressions.ts';
import { lookup } from '../inference/tables.ts';
import { functionDefinition } from '../names/definitions.ts';
import type { Chunk } from '../names/project.ts';
import type { Type } from '../types/types.ts';
import type { EffectSite } from './effect.ts';

/** Whether a call starts an event loop and waits until it is done. */
export function startsLoop(chunk: Chunk, call: Call, callee: Type): boolean {
  const starter = lookup(chunk, callee, loopStarters);
  if (starter) return !starter.onCallOfResult;
  const maker = makerOf(chunk, call.func);
  return maker !== undefined && lookup(chunk, typeOf(chunk, maker.func), loopStarters)?.onCallOfResult === true;
}

/**
 * Whether a decorator runs the coroutine on a loop of its own: its code, as far as it can be read, starts one, or hands on what
 * does (`asyncio.to_thread(asyncio.run, function())`).
 */
export const isRunByDecorator = (chunk: Chunk, { decorators }: FunctionDef): boolean =>
  decorators.some(({ expression }) => {
    const type = typeOf(chunk, expression.kind === 'Call' ? expression.func : expression);
    const made = type.kind === 'function' ? functionDefinition(chunk.project, type.ref) : undefined;
    return made !== undefined && startsLoopIn(made.chunk, made.node);
  });

const startsLoopIn = (chunk: Chunk, root: Node): boolean =>
  chunk.facts.nodes
    .slice(root.id, chunk.facts.ends[root.id])
    .some(
      (node) =>
        (node.kind === 'Name' || node.kind === 'Attribute') &&
        lookup(chunk, typeOf(chunk, node), loopStarters) !== undefined,
    );

/** The call that made what is called here: `async_to_sync(f)(…)`, also through a variable. */
function makerOf(chunk: Chunk, func: Expression): Call | undefined {
  if (func.kind === 'Call') return func;
  if (func.kind !== 'Name') return undefined;
  const { facts } = chunk;
  const [index, ...others] = facts.reaching.get(func.id) ?? [];
  const binding = index === undefined || others.length > 0 ? undefined : facts.bindings[index];
  const target = binding?.type === 'value' ? facts.nodes[binding.node] : undefined;
  const statement = target && parentOf(facts, target);
  return statement?.kind === 'Assign' && statement.value.kind === 'Call' && statement.targets.some((t) => t === target)
    ? statement.value
    : undefined;
}

/** Whether a call finds out if a loop runs: code that asks starts one only where none does. */
export const asksForLoop = (chunk: Chunk, site: EffectSite): boolean =>
  site.kind === 'Call' &&
  ((site.func.kind === 'Attribute' && site.func.attribute === 'is_running') ||
    lookup(chunk, typeOf(chunk, site.func), runningLoopGuards) !== undefined);

/** Whether a call stands in a `try` that is ready for the `RuntimeError` of a loop that runs already. */
export function expectsRunningLoop({ facts }: Chunk, site: EffectSite): boolean {
  for (const node of ancestors(facts, site)) {
    if (node.kind === 'FunctionDef') return false;
    if (node.kind === 'Try' && node.handlers.some(({ type }) => type?.kind === 'Name' && type.name === 'RuntimeError'))
      return true;
  }
  return false;
}

/** `for attempt in range(attempts)`: the caller says how often a loop is started, and perhaps that none is. */
export function startsAsOftenAsTold({ facts }: Chunk, site: EffectSite, within: FunctionDef): boolean {
  for (const node of ancestors(facts, site)) {
    if (node === within) return false;
    if (node.kind !== 'For' || node.iter.kind !== 'Call') continue;
    const { func, args } = node.iter;
    if (func.kind === 'Name' && func.name === 'range' && args.some(({ value }) => isParameter(within, value)))
      return true;
  }
  return false;
}

const isParameter = ({ parameters }: FunctionDef, node: Expression): boolean =>
  node.kind === 'Name' && parameters.some(({ name }) => name === node.name);
