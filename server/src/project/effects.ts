import type { Call, Expression, FunctionDef, Node } from '../facts/nodes.ts';
import { ancestors, parentOf } from '../facts/walk.ts';
import { argumentsAt, isOpenEnded } from '../knowledge/argument-place.ts';
import { blocking, diskClasses, type ArgumentCondition, type BlockingCall } from '../knowledge/blocking.ts';
import { loopStarters, runningLoopGuards } from '../knowledge/loop.ts';
import type { Effect, EffectStep } from './chunk-view.ts';
import { functionDefinition } from './definitions.ts';
import { typeOf } from './expressions.ts';
import type { Chunk, Project } from './project.ts';
import { lookup } from './tables.ts';
import { membersOf, type Type } from './types.ts';

/** What calling a function does to the thread that calls it, each effect once, with the shortest path first found. */
export function effectsOfFunction(project: Project, ref: string): readonly Effect[] {
  const definition = functionDefinition(project, ref);
  const signature = project.ask.signature(ref);
  if (!definition || !signature || signature.isAsync || signature.isGenerator) return [];
  const { chunk, node } = definition;
  if (chunk.file.isLibrary || chunk.file.isStub) return [];
  const found = new Map<string, Effect>();
  const calls = callsIn(chunk, node);
  const looksForLoop = calls.some((call) => asksForLoop(chunk, call));
  for (const call of calls)
    for (const effect of effectsOfCall(chunk, call)) {
      if (effect.type === 'runs-loop' && looksForLoop) continue;
      const key = `${effect.rule} ${effect.name}`;
      const known = found.get(key);
      if (!known || known.path.length > effect.path.length) found.set(key, effect);
    }
  return [...found.values()].slice(0, MAX_EFFECTS);
}

/** Whether a call finds out if a loop runs: code that asks starts one only where none does. */
const asksForLoop = (chunk: Chunk, call: Call): boolean =>
  (call.func.kind === 'Attribute' && call.func.attribute === 'is_running') ||
  lookup(chunk, typeOf(chunk, call.func), runningLoopGuards) !== undefined;

/** Whether a call stands in a `try` that is ready for the `RuntimeError` of a loop that runs already. */
function expectsRunningLoop({ facts }: Chunk, call: Call): boolean {
  for (const node of ancestors(facts, call)) {
    if (node.kind === 'FunctionDef') return false;
    if (node.kind === 'Try' && node.handlers.some(({ type }) => type?.kind === 'Name' && type.name === 'RuntimeError'))
      return true;
  }
  return false;
}

const MAX_EFFECTS = 8;
const MAX_PATH = 12;

export const equalEffects = (a: readonly Effect[], b: readonly Effect[]): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/** The calls that run when the function's body runs: not those in nested functions, lambdas and lazy generator expressions. */
function callsIn(chunk: Chunk, node: FunctionDef): readonly Call[] {
  const { facts } = chunk;
  const scope = facts.scopes.findIndex((candidate) => candidate.node === node.id);
  const calls: Call[] = [];
  for (let id = node.id + 1; id < facts.nodes.length; id++) {
    const inner = facts.nodes[id];
    if (!inner || inner.start >= node.end) break;
    if (inner.kind === 'Call' && runsIn(chunk, inner, scope)) calls.push(inner);
  }
  return calls;
}

/** Whether a node is evaluated when the body of the scope runs; comprehensions are part of it, generator expressions are not. */
export function runsIn(chunk: Chunk, node: Node, scope: number): boolean {
  const { facts } = chunk;
  let index = facts.scopeOf[node.id] ?? 0;
  while (index !== scope) {
    const inner = facts.scopes[index];
    const owner = inner && facts.nodes[inner.node];
    if (inner?.type !== 'comprehension' || (owner?.kind === 'Comprehension' && owner.type === 'generator'))
      return false;
    index = inner.parent;
  }
  return true;
}

export function effectsOfCall(chunk: Chunk, call: Call): readonly Effect[] {
  const effects = everyEffectOfCall(chunk, call);
  const startsLoop = effects.some(({ type }) => type === 'runs-loop');
  return startsLoop && expectsRunningLoop(chunk, call) ? effects.filter(({ type }) => type !== 'runs-loop') : effects;
}

function everyEffectOfCall(chunk: Chunk, call: Call): readonly Effect[] {
  const callee = typeOf(chunk, call.func);
  const direct = directEffect(chunk, call, callee);
  if (direct) return [direct];
  const members = membersOf(callee);
  const [only] = members;
  if (members.length !== 1 || !only) return [];
  const step = stepAt(chunk, call);
  return refsRunBy(chunk, only).flatMap((ref) =>
    chunk.project.ask
      .effectsOfFunction(ref)
      .filter((effect) => effect.path.length < MAX_PATH)
      .map((effect) => ({ ...effect, path: [step, ...effect.path] })),
  );
}

/** The functions that run when the type is called: the function, or a class's `__init__`. */
function refsRunBy(chunk: Chunk, type: Type): readonly string[] {
  if (type.kind === 'function') return [type.ref];
  if (type.kind === 'callable') return type.of ? refsRunBy(chunk, type.of) : [];
  if (type.kind !== 'class') return [];
  return (chunk.project.ask.classInfo(type.ref)?.mro ?? [])
    .map((entry) => chunk.project.ask.ownMember(`${entry.ref}|__init__`))
    .filter((init) => init !== undefined)
    .slice(0, 1)
    .flatMap((init) => (init.kind === 'function' ? [init.ref] : []));
}

function directEffect(chunk: Chunk, call: Call, callee: Type): Effect | undefined {
  const known = lookup(chunk, callee, blocking);
  const name = sourceName(call.func);
  if (known)
    return blocks(chunk, call, known)
      ? { type: 'blocks', rule: known.rule, name, path: [stepAt(chunk, call)] }
      : undefined;
  if (startsLoop(chunk, call, callee))
    return { type: 'runs-loop', rule: 'asyncio-run-in-loop', name, path: [stepAt(chunk, call)] };
  return undefined;
}

function startsLoop(chunk: Chunk, call: Call, callee: Type): boolean {
  const starter = lookup(chunk, callee, loopStarters);
  if (starter) return !starter.onCallOfResult;
  const maker = makerOf(chunk, call.func);
  return maker !== undefined && lookup(chunk, typeOf(chunk, maker.func), loopStarters)?.onCallOfResult === true;
}

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

/** Whether this call waits: `acquire(blocking=False)` does not. */
export function blocks(chunk: Chunk, call: Call, known: BlockingCall): boolean {
  if (known.lazy) return false;
  if (known.unless?.some((condition) => mayHold(call, condition))) return false;
  if (known.through)
    return argumentsAt(call, known.through).some((argument) => isOnDisk(chunk, typeOf(chunk, argument.value)));
  return known.onlyBounded !== true;
}

function mayHold(call: Call, condition: ArgumentCondition): boolean {
  const args = argumentsAt(call, condition.argument);
  if ('given' in condition) return condition.given ? args.length > 0 || isOpenEnded(call) : args.length === 0;
  if (args.length === 0) return isOpenEnded(call);
  const { equals } = condition;
  if (typeof equals === 'string') return args.some(({ value }) => mentions(value, equals));
  return args.some(({ value }) => value.kind !== 'Constant' || value.value === equals);
}

const mentions = (node: Node, dotted: string): boolean => {
  const last = dotted.slice(dotted.lastIndexOf('.') + 1);
  if (node.kind === 'BinOp') return mentions(node.left, dotted) || mentions(node.right, dotted);
  return node.kind === 'Attribute' ? node.attribute === last : node.kind === 'Name' && node.name === last;
};

function isOnDisk(chunk: Chunk, type: Type): boolean {
  return membersOf(type).every((item) => {
    if (item.kind !== 'instance') return false;
    const line = chunk.project.ask.classInfo(item.ref)?.mro.map(({ ref }) => ref) ?? [];
    return diskClasses.some((name) => {
      const cls = chunk.project.ask.publicName(`${name}|${chunk.file.uri}`);
      return cls?.kind === 'class' && line.includes(cls.ref);
    });
  });
}

function stepAt(chunk: Chunk, call: Call): EffectStep {
  return {
    at: { uri: chunk.file.uri, chunk: chunk.id, start: call.func.start, end: call.func.end },
    name: sourceName(call.func),
  };
}

/** The called name as the user wrote it, without what stands in brackets. */
export function sourceName(node: Node): string {
  if (node.kind === 'Name') return node.name;
  if (node.kind === 'Attribute') {
    const owner = sourceName(node.value);
    return owner === '' ? node.attribute : `${owner}.${node.attribute}`;
  }
  if (node.kind === 'Call') return `${sourceName(node.func)}()`;
  return '';
}
