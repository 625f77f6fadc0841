import { lastNameIn } from '../../facts/last-name.ts';
import type { Argument, Call, Decorator, Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import { occurrencesOf, type Occurrence } from '../../facts/occurrences.ts';
import { ancestors, parentOf } from '../../facts/walk.ts';
import { loopStarters } from '../../knowledge/loop.ts';
import { applicationClasses, startAndEndHooks } from '../../knowledge/loop/start-and-end.ts';
import { typeOf } from '../inference/expressions.ts';
import { lookup } from '../inference/tables.ts';
import { functionDefinition, lastName, partsOf, referenceTo } from '../names/definitions.ts';
import { chunksCalling } from '../names/mentioned-places.ts';
import { chunkOf, type Chunk, type Project } from '../names/project.ts';
import { membersOf, type Type } from '../types/types.ts';
import { isKeptByCode } from './done-once.ts';
import { startsTaskBefore } from './task-starts.ts';

/**
 * When a coroutine runs that can hold up nobody: while an application starts or ends, or as the one task of a loop, `alone`, as
 * long as it has not started another. `once`: it keeps what it makes there, and asks for that first.
 */
export type Occasion = 'start or end' | 'alone' | 'once';

/** The occasion of a place in a coroutine; undefined where other tasks may wait for the loop, as far as one can see. */
export function occasionAt(chunk: Chunk, place: Node, coroutine: FunctionDef): Occasion | undefined {
  if (isKeptByCode(chunk, place, coroutine)) return 'once';
  const occasion = chunk.project.ask.occasionOf(referenceTo(chunk, coroutine));
  return occasion === 'alone' && startsTaskBefore(chunk, place, coroutine) ? undefined : occasion;
}

/**
 * What all that is seen of a function's uses agrees on: each hands it to a framework to run at the start or the end, starts a
 * loop with it, or awaits it on such an occasion. Uses in other files that neither call it nor name it as a hook are not looked for.
 */
export function occasionOf(project: Project, ref: string): Occasion | undefined {
  const definition = functionDefinition(project, ref);
  if (!definition || definition.chunk.file.isLibrary) return undefined;
  const { chunk, node } = definition;
  if (node.decorators.some(isHookDecorator) || isLifespan(node) || isTearDown(node)) return 'start or end';
  if (node.name.startsWith('__') || !node.decorators.every(leavesUsesAlone)) return undefined;
  const occasions = new Set<Occasion | undefined>();
  for (const use of usesOf(project, ref, chunk) ?? [undefined]) occasions.add(use && occasionOfUse(use));
  if (occasions.has(undefined)) return undefined;
  return occasions.has('alone') ? 'alone' : [...occasions][0];
}

// ----------------------------------------------------------------------------------- definitions

/** `@app.on_event("startup")`, `@app.before_serving` */
const isHookDecorator = ({ expression }: Decorator): boolean =>
  expression.kind === 'Call' ? isHookCall(expression) : startAndEndHooks.has(lastNameIn(expression) ?? '');

/** `@asynccontextmanager async def lifespan(app): …`, `… async def logging(app: Starlette)`, often handed over in another file. */
const isLifespan = ({ name, decorators, parameters: [first, ...others] }: FunctionDef): boolean =>
  (/(^|_)lifespan$/.test(name) || (others.length === 0 && isApplication(first?.annotation))) &&
  decorators.some((decorator) => decoratorName(decorator) === 'asynccontextmanager');

/** Whoever calls it, which is often a library: nobody does while they serve. */
const isTearDown = ({ name }: FunctionDef): boolean => /^(?:on_)?(?:tear_?down|shutdown)$/.test(name);

const isApplication = (annotation: Expression | undefined): boolean =>
  annotation !== undefined && applicationClasses.has(lastNameIn(annotation) ?? '');

const leavesUsesAlone = (decorator: Decorator): boolean =>
  ['staticmethod', 'classmethod', 'asynccontextmanager', 'override'].includes(decoratorName(decorator) ?? '');

const decoratorName = ({ expression }: Decorator): string | undefined =>
  lastNameIn(expression.kind === 'Call' ? expression.func : expression);

// ------------------------------------------------------------------------------------------ uses

interface Use {
  readonly chunk: Chunk;
  readonly node: Occurrence;
}

/** Tests aside; undefined where there is none, or a name may stand for the function that nobody can tell. */
function usesOf(project: Project, ref: string, { file }: Chunk): readonly Use[] | undefined {
  const name = lastName(ref);
  const calling = chunksCalling(project, name);
  if (!calling) return undefined;
  const here = project.ask.chunksNaming(`${file.uri}|${name}`).map((chunk) => ({ uri: file.uri, chunk }));
  const places = new Map([...here, ...calling].map((place) => [place.chunk, place]));
  const uses: Use[] = [];
  for (const { uri, chunk: id } of places.values()) {
    const chunk = chunkOf(project, uri, id);
    for (const node of chunk ? occurrencesOf(chunk.facts, name) : []) {
      if (!chunk || node.context !== 'load' || isInTest(chunk, node)) continue;
      const meant = isMeant(chunk, node, ref);
      if (meant === undefined) return undefined;
      if (meant) uses.push({ chunk, node });
    }
  }
  return uses.length > 0 ? uses : undefined;
}

/** Whether a name stands for the function; undefined where nobody can tell. */
function isMeant(chunk: Chunk, node: Occurrence, ref: string): boolean | undefined {
  const isMethod = partsOf(ref).qualifiedName.includes('.') && !partsOf(ref).qualifiedName.includes('<locals>');
  const type = typeOf(chunk, node);
  if (type.kind === 'unknown' || type.kind === 'external')
    return (node.kind === 'Attribute') === isMethod ? undefined : false;
  return membersOf(type).some((item) => isMeantBy(chunk.project, item, ref));
}

/** Also by the method of a base class that the function overrides. */
function isMeantBy({ ask }: Project, type: Type, ref: string): boolean {
  const named = type.kind === 'callable' ? type.of : type;
  if (named?.kind !== 'function' || lastName(named.ref) !== lastName(ref)) return false;
  if (named.ref === ref) return true;
  const own = ask.signature(ref)?.ownerClass;
  const other = ask.signature(named.ref)?.ownerClass;
  return own !== undefined && (ask.classInfo(own)?.mro ?? []).some((entry) => entry.ref === other);
}

function isInTest({ facts }: Chunk, node: Node): boolean {
  for (const outer of ancestors(facts, node))
    if (outer.kind === 'FunctionDef' && (outer.name.startsWith('test_') || isFixture(outer))) return true;
  return false;
}

/** `@pytest.fixture`, `@pytest_asyncio.fixture` */
export const isFixture = ({ decorators }: FunctionDef): boolean =>
  decorators.some((decorator) => decoratorName(decorator) === 'fixture');

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
  return call && isAwaited(chunk, call) ? occasionAround(chunk, call) : undefined;
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
  return [argument?.name, lastNameIn(func), owner, ...events].some((name) => startAndEndHooks.has(name ?? ''));
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
