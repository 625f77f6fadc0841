import type { Call, Expression, FunctionDef, Name, Node } from '../../facts/nodes.ts';
import { isReceiver } from '../../facts/receiver.ts';
import { resolve } from '../../facts/scopes.ts';
import { ancestors, enclosing, preorder } from '../../facts/walk.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { calledAgain, executorDispatches, loopGetters, loopStarters } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Localized } from '../../text/localized.ts';
import type { RelatedPlace } from '../rule.ts';
import { leadsTo } from '../shared/awaits.ts';
import { onlyValue } from '../../facts/only-value.ts';

/** What keeps an object: a variable of the module, or an attribute of the objects of a class. */
export interface Kept {
  readonly name: string;
  readonly cls?: string | undefined;
}

interface Start {
  readonly view: ChunkView;
  readonly call: Call;
  /** The same for starts of one loop, as in `loop.run_until_complete(a())`, `loop.run_until_complete(b())`. */
  readonly loop: Call | string;
}

/** The places in the file that start loops on which a coroutine uses what is kept; none where that may be one loop alone. */
export function loopsThatUse(view: ChunkView, kept: Kept): readonly RelatedPlace[] {
  const names = kept.cls === undefined ? madeOf(view, kept.name) : new Set([kept.name]);
  const starts = view.fileChunks().flatMap((chunk) => startsIn(chunk, names, kept.cls));
  const loops = new Map(starts.map((start) => [start.loop, start]));
  const [first] = loops.values();
  if (loops.size > 1) return [...loops.values()].map((start) => placeOf(start, texts.startedHere));
  return first && first.loop === first.call && runsAgain(first.view, first.call)
    ? [placeOf(first, texts.startedAnew)]
    : [];
}

const placeOf = ({ view, call }: Start, message: Localized): RelatedPlace => ({ at: view.at(call), message });

/** `engine = …`, `Session = async_sessionmaker(engine)`: what is made of it at the top of the module. */
function madeOf(view: ChunkView, name: string): ReadonlySet<string> {
  const names = new Set([name]);
  for (const chunk of view.fileChunks())
    for (const statement of chunk.facts.body) {
      const [target] = statement.kind === 'Assign' ? statement.targets : [];
      if (statement.kind !== 'Assign' || target?.kind !== 'Name' || statement.value.kind !== 'Call') continue;
      if (statement.value.args.some(({ value }) => value.kind === 'Name' && names.has(value.name)))
        names.add(target.name);
    }
  return names;
}

function startsIn(view: ChunkView, names: ReadonlySet<string>, cls: string | undefined): readonly Start[] {
  return view.facts.nodes.flatMap((call) => {
    const runs = call.kind === 'Call' ? view.lookupCall(call, loopStarters)?.runs : undefined;
    if (call.kind !== 'Call' || !runs) return [];
    if (cls !== undefined && enclosing(view.facts, call, 'ClassDef')?.name !== cls) return [];
    const main = argumentsAt(call, runs.argument)[0]?.value;
    const type = main && view.typeOf(main.kind === 'Call' ? main.func : main);
    const definition = type && view.definition(type);
    if (!definition || !uses(definition.view, definition.node, names, cls, new Set())) return [];
    return [{ view, call, loop: loopOf(view, call) }];
  });
}

/** Calls of `asyncio.run()` make a loop each, and so does a function that makes the loop that it runs. */
function loopOf(view: ChunkView, call: Call): Call | string {
  const { func } = call;
  if (func.kind !== 'Attribute' || func.attribute !== 'run_until_complete') return call;
  const assigned = func.value.kind === 'Name' ? onlyValue(view.facts, func.value) : undefined;
  const isNew =
    assigned?.kind === 'Call' && view.lookupCall(assigned, loopGetters) === 'new' && view.functionAround(assigned);
  return isNew ? call : view.source(func.value);
}

/** Whether a function, or what it calls in the file, works with what is kept. */
function uses(
  view: ChunkView,
  node: FunctionDef,
  names: ReadonlySet<string>,
  cls: string | undefined,
  seen: Set<FunctionDef>,
): boolean {
  if (seen.has(node)) return false;
  seen.add(node);
  return [...preorder(view.facts, node)].some((inner) => {
    if (inner.kind === 'Name') return cls === undefined && names.has(inner.name) && isOfModule(view, inner);
    if (inner.kind === 'Attribute' && cls !== undefined && names.has(inner.attribute) && isOwn(view, inner.value))
      return enclosing(view.facts, inner, 'ClassDef')?.name === cls;
    if (inner.kind !== 'Call') return false;
    const called = view.definition(view.typeOf(inner.func));
    return called?.view.uri === view.uri && uses(called.view, called.node, names, cls, seen);
  });
}

const isOwn = (view: ChunkView, node: Expression): boolean => isReceiver(view.facts, node);

function isOfModule(view: ChunkView, name: Name): boolean {
  const found = resolve(view.facts, name);
  return found === 'module' || found.scope === 0;
}

/** Whether a place in a function is come to several times while the program runs. */
function runsAgain(view: ChunkView, place: Call): boolean {
  if (isInLoop(view, place)) return true;
  const owner = view.functionAround(place);
  if (owner?.kind !== 'FunctionDef') return false;
  if (owner.decorators.some(({ expression }) => isCalledAgain(view, expression))) return true;
  const starts = view.occurrences(owner.name).filter(({ view: home, node }) => isStart(home, node));
  return starts.some(
    ({ view: home, node }, index) =>
      isInLoop(home, node) ||
      starts.slice(index + 1).some((other) => other.view.chunk === home.chunk && follows(home, node, other.node)),
  );
}

const isCalledAgain = (view: ChunkView, decorator: Expression): boolean =>
  view.lookup(view.typeOf(decorator.kind === 'Call' ? decorator.func : decorator), calledAgain) === true;

/** `work()`, `Thread(target=work)` */
function isStart(view: ChunkView, node: Node): boolean {
  const parent = view.parent(node);
  if (parent?.kind === 'Call') return parent.func === node;
  const call = parent?.kind === 'Argument' ? view.parent(parent) : undefined;
  return call?.kind === 'Call' && view.lookupCall(call, executorDispatches) !== undefined;
}

const follows = (view: ChunkView, first: Node, later: Node): boolean =>
  view.functionAround(first) === view.functionAround(later) && leadsTo(view, first, later);

function isInLoop(view: ChunkView, node: Node): boolean {
  for (const outer of ancestors(view.facts, node)) {
    if (outer.kind === 'FunctionDef' || outer.kind === 'Lambda') return false;
    if (outer.kind === 'For' || outer.kind === 'While' || outer.kind === 'Comprehension') return true;
  }
  return false;
}

const texts = {
  startedHere: { en: 'A loop that uses it is started here', 'zh-cn': '使用它的一个事件循环在这里启动' },
  startedAnew: {
    en: 'A loop that uses it is started here, each time another one',
    'zh-cn': '使用它的事件循环在这里启动，每次都是新的一个',
  },
};
