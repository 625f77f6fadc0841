import { lastNameIn, lastNameOf } from '../../facts/last-name.ts';
import type { Argument, Assign, Call, Decorator, Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import { occurrencesOf } from '../../facts/occurrences.ts';
import { ancestors, isWithin, parentOf } from '../../facts/walk.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import {
  applicationClasses,
  endsApplication,
  spansApplication,
  startAndEndHooks,
} from '../../knowledge/conventions/life-cycle.ts';
import { loopForEach } from '../../knowledge/libraries.ts';
import { loopStarters } from '../../knowledge/loop.ts';
import type { NameTable } from '../../knowledge/name-table.ts';
import { typeOf } from '../inference/expressions.ts';
import { lookup } from '../inference/tables.ts';
import { functionDefinition, referenceTo } from '../names/definitions.ts';
import { chunkOf, type Chunk, type Project } from '../names/project.ts';
import { isKeptByCode } from './done-once.ts';
import { usesOf, type Use } from './function-uses.ts';
import { isRunByDecorator } from './loop-starts.ts';
import { startsTaskBefore } from './task-starts.ts';

/**
 * When a coroutine runs that can hold up nobody: while an application starts or ends, or as the one task of a loop, `alone`, as
 * long as it has not started another. `once`: it keeps what it makes there, and asks for that first. `own loop`: each call has one.
 */
export type Occasion = 'start or end' | 'alone' | 'once' | 'own loop';

/** The occasion of a place in a coroutine; undefined where other tasks may wait for the loop, as far as one can see. */
export function occasionAt(chunk: Chunk, place: Node, coroutine: FunctionDef): Occasion | undefined {
  const occasion = chunk.project.ask.occasionOf(referenceTo(chunk, coroutine));
  if (occasion && !(occasion === 'alone' && startsTaskBefore(chunk, place, coroutine))) return occasion;
  if (isKeptByCode(chunk, place, coroutine)) return 'once';
  return endsLoopBehind(chunk, place, coroutine) ? 'start or end' : undefined;
}

/**
 * What all that is seen of a function's uses agrees on: each hands it to a framework to run at the start or the end, starts a
 * loop with it, or awaits it on such an occasion. A decorator may start the loop, too. Uses in other files that neither call it nor name it as a hook are not looked for.
 */
export function occasionOf(project: Project, ref: string): Occasion | undefined {
  const definition = functionDefinition(project, ref);
  if (!definition || definition.chunk.file.isLibrary) return undefined;
  const { chunk, node } = definition;
  if (node.decorators.some(isHookDecorator) || isLifespan(node) || isTearDown(node)) return 'start or end';
  if (isRunByDecorator(chunk, node)) return 'alone';
  if (node.decorators.some((decorator) => hasOwnLoop(chunk, decorator))) return 'own loop';
  if (node.name.startsWith('__') || !node.decorators.every(leavesUsesAlone)) return undefined;
  const occasions = new Set<Occasion | undefined>();
  for (const use of usesOf(project, ref, chunk) ?? [undefined]) occasions.add(use && occasionOfUse(use));
  if (occasions.has(undefined)) return undefined;
  return occasions.has('alone') ? 'alone' : [...occasions][0];
}

// ----------------------------------------------------------------------------------- definitions

/** `@app.on_event("startup")`, `@app.before_serving` */
const isHookDecorator = ({ expression }: Decorator): boolean =>
  expression.kind === 'Call' ? isHookCall(expression) : isNamedBy(startAndEndHooks, lastNameIn(expression));

/** Jobs of a worker that runs one after the other, views that a thread waits for */
const hasOwnLoop = (chunk: Chunk, { expression }: Decorator): boolean =>
  lookup(chunk, typeOf(chunk, expression.kind === 'Call' ? expression.func : expression), loopForEach) === true;

/** `@asynccontextmanager async def lifespan(app): …`, `… async def logging(app: Starlette)`, often handed over in another file. */
const isLifespan = ({ name, decorators, parameters: [first, ...others] }: FunctionDef): boolean =>
  (isNamedBy(spansApplication, name) || (others.length === 0 && isApplication(first?.annotation))) &&
  decorators.some((decorator) => lastNameOf(decorator) === 'asynccontextmanager');

/** Whoever calls it, which is often a library: nobody does while they serve. */
const isTearDown = ({ name }: FunctionDef): boolean => isNamedBy(endsApplication, name);

const isApplication = (annotation: Expression | undefined): boolean =>
  annotation !== undefined && isNamedBy(applicationClasses, lastNameIn(annotation));

const leavesUsesAlone = (decorator: Decorator): boolean =>
  ['staticmethod', 'classmethod', 'asynccontextmanager', 'override'].includes(lastNameOf(decorator) ?? '');

// ------------------------------------------------------------------------------------------ uses

function occasionOfUse({ chunk, node }: Use): Occasion | undefined {
  const { facts } = chunk;
  const parent = parentOf(facts, node);
  const call = parent?.kind === 'Call' && parent.func === node ? parent : undefined;
  const holder = parentOf(facts, call ?? node);
  if (holder?.kind === 'Argument' || holder?.kind === 'Collection') {
    const taker = callAround(chunk, holder);
    if (!taker) return undefined;
    if (isHookCall(taker.call, taker.argument)) return 'start or end';
    if (startsLoopWith(chunk, taker.call)) return occasionOfStart(chunk, taker.call);
    return call && isAwaited(chunk, taker.call) && lastNameIn(taker.call.func) === 'wait_for'
      ? occasionAround(chunk, taker.call)
      : undefined;
  }
  if (call && holder?.kind === 'Assign') return occasionOfVariable(chunk, holder);
  return call && isAwaited(chunk, call) ? occasionAround(chunk, call) : undefined;
}

/** `executor.shutdown()` in front of `loop.stop()`, with nothing awaited in between */
function endsLoopBehind(chunk: Chunk, place: Node, coroutine: FunctionDef): boolean {
  const { facts } = chunk;
  const behind = facts.nodes.slice(place.id, facts.ends[coroutine.id]).filter(({ start }) => start >= place.end);
  return behind.some(
    (node) =>
      node.kind === 'Call' &&
      endsLoop(chunk, node) &&
      parentOf(facts, node)?.kind === 'Expr' &&
      isWithin(facts, place, parentOf(facts, parentOf(facts, node)!)!) &&
      !behind.some(({ kind, end }) => kind === 'Await' && end < node.start),
  );
}

/** `sys.exit()`, `loop.stop()`; a loop is what the file also calls `run_forever()` of. */
function endsLoop(chunk: Chunk, { func }: Call): boolean {
  const { file, project } = chunk;
  const callee = typeOf(chunk, func);
  if (lookup(chunk, callee, ENDS_LOOP) === true) return true;
  if (func.kind !== 'Attribute' || func.attribute !== 'stop' || callee.kind !== 'unknown') return false;
  const name = lastNameIn(func.value);
  return project.ask
    .chunksNaming(file.uri, 'run_forever')
    .flatMap((id) => occurrencesOf(chunkOf(project, file.uri, id)?.facts ?? chunk.facts, 'run_forever'))
    .some((node) => node.kind === 'Attribute' && lastNameIn(node.value) === name);
}

const ENDS_LOOP: NameTable<true> = {
  'sys.exit': true,
  'os._exit': true,
  'asyncio.AbstractEventLoop.stop': true,
  'asyncio.BaseEventLoop.stop': true,
};

/** `main = serve(port)`, `asyncio.run(main)` */
function occasionOfVariable(chunk: Chunk, { targets: [target, ...others] }: Assign): Occasion | undefined {
  const { facts } = chunk;
  const variable = facts.bindings.find(({ node }) => node === target?.id);
  if (!variable || variable.escapes || variable.uses.length === 0 || others.length > 0) return undefined;
  const isEachStart = variable.uses.every((id) => {
    const argument = parentOf(facts, facts.nodes[id]!);
    const start = argument?.kind === 'Argument' ? callAround(chunk, argument)?.call : undefined;
    return start && startsLoopWith(chunk, start) && occasionOfStart(chunk, start) === 'alone';
  });
  return isEachStart ? 'alone' : undefined;
}

function callAround({ facts }: Chunk, holder: Node): { call: Call; argument: Argument } | undefined {
  const argument = holder.kind === 'Argument' ? holder : parentOf(facts, holder);
  const call = argument && parentOf(facts, argument);
  return argument?.kind === 'Argument' && call?.kind === 'Call' ? { call, argument } : undefined;
}

/** `FastAPI(lifespan=…)`, `app.on_startup.append(…)`, `app.add_event_handler("startup", …)` */
function isHookCall({ func, args }: Call, argument?: Argument): boolean {
  const owner = func.kind === 'Attribute' ? lastNameIn(func.value) : undefined;
  const events = args.flatMap(({ value }) =>
    value.kind === 'Constant' && typeof value.value === 'string' ? [value.value] : [],
  );
  return [argument?.name, lastNameIn(func), owner, ...events].some((name) => isNamedBy(startAndEndHooks, name));
}

const startsLoopWith = (chunk: Chunk, call: Call): boolean =>
  lookup(chunk, typeOf(chunk, call.func), loopStarters)?.runs !== undefined ||
  lastNameIn(call.func) === 'run_until_complete';

/** In `loop.create_task(poll())`, `loop.run_until_complete(main())` it is not alone. */
function occasionOfStart(chunk: Chunk, start: Call): Occasion | undefined {
  const around = functionAround(chunk, start);
  return around && startsTaskBefore(chunk, start, around) ? undefined : 'alone';
}

/** `await load()`, `async with load()`, `async for … in load()` */
function isAwaited({ facts }: Chunk, call: Call): boolean {
  const parent = parentOf(facts, call);
  return parent?.kind === 'Await' || parent?.kind === 'WithItem' || (parent?.kind === 'For' && parent.iter === call);
}

function occasionAround(chunk: Chunk, call: Call): Occasion | undefined {
  const around = functionAround(chunk, call);
  return around?.isAsync ? occasionAt(chunk, call, around) : undefined;
}

/** The function around; undefined within a lambda, too. */
function functionAround({ facts }: Chunk, node: Node): FunctionDef | undefined {
  const around = [...ancestors(facts, node)].find(({ kind }) => kind === 'FunctionDef' || kind === 'Lambda');
  return around?.kind === 'FunctionDef' ? around : undefined;
}
