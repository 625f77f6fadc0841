import type { Call, Expression, FunctionDef, Node, WithItem } from '../../facts/nodes.ts';
import { ancestors, isWithin } from '../../facts/walk.ts';
import { exclusiveLocks } from '../../knowledge/loop.ts';
import { type NameTable, under } from '../../knowledge/name-table.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView, Definition } from '../../project/model/chunk-view.ts';
import { localized, type Localized } from '../../text/localized.ts';
import { isInstance, isThreadLock } from '../shared/held-locks.ts';
import { gatheredBy } from '../shared/gathered.ts';

/**
 * Why it matters that the others go on when one coroutine of a `gather()` has failed: they work with what is closed by then,
 * hold what the next one wants, or write what the handler undoes. Undefined where nothing of the kind is seen.
 */
export const whyItMatters = (view: ChunkView, call: Call): Localized | undefined =>
  closedUnder(view, call) ?? heldOn(view, call) ?? undone(view, call);

/** `async with ClientSession() as session: await gather(f(session), g(session))` */
function closedUnder(view: ChunkView, call: Call): Localized | undefined {
  for (const item of itemsAround(view, call)) {
    const { context, target } = item;
    if (isLock(view, context)) return texts.released(view.source(context));
    if (target?.kind === 'Name' && isNamed(view, call, target.name) && isClosed(view, item))
      return texts.closed(target.name);
  }
  return undefined;
}

/** A lock, a file or a connection that one of the coroutines has in its own `with`. */
function heldOn(view: ChunkView, call: Call): Localized | undefined {
  for (const { callee, definition } of coroutinesOf(view, call)) {
    const { view: home, node } = definition;
    const held = home.facts.nodes
      .slice(node.id, home.facts.ends[node.id])
      .find(
        (inner): inner is WithItem =>
          inner.kind === 'WithItem' && home.functionAround(inner) === node && isHeld(home, inner),
      );
    if (held) return texts.holds(callee, home.source(held.target ?? held.context));
  }
  return undefined;
}

/** `try: await gather(self.load(), …)`, `except: self.items = []`, where `load()` writes `self.items`, too. */
function undone(view: ChunkView, call: Call): Localized | undefined {
  const restored = new Set(
    [...ancestors(view.facts, call)].flatMap((outer) =>
      outer.kind === 'Try' && outer.body.some((statement) => isWithin(view.facts, call, statement))
        ? [...outer.handlers, ...outer.finalbody].flatMap((part) => stores(view, part))
        : [],
    ),
  );
  if (restored.size === 0) return undefined;
  for (const { callee, definition } of coroutinesOf(view, call)) {
    const written = stores(definition.view, definition.node).find((name) => restored.has(name));
    if (written !== undefined) return texts.writes(callee, written);
  }
  return undefined;
}

// ------------------------------------------------------------------------------------ what is seen

interface Coroutine {
  readonly callee: string;
  readonly definition: Definition;
}

const coroutinesOf = (view: ChunkView, call: Call): readonly Coroutine[] =>
  (gatheredBy(view, call) ?? []).flatMap(({ node }) => {
    const definition = node.kind === 'Call' ? view.definition(view.typeOf(node.func)) : undefined;
    return node.kind === 'Call' && definition && !definition.isLibrary
      ? [{ callee: calleeText(view, node), definition }]
      : [];
  });

/** What the `with` statements around a node, up to its function, enter; the innermost first. */
function itemsAround(view: ChunkView, node: Node): readonly WithItem[] {
  const found: WithItem[] = [];
  for (const outer of ancestors(view.facts, node)) {
    if (outer.kind === 'FunctionDef' || outer.kind === 'Lambda') break;
    if (outer.kind === 'With') found.push(...outer.items);
  }
  return found;
}

const isNamed = (view: ChunkView, root: Node, name: string): boolean =>
  view.facts.nodes
    .slice(root.id, view.facts.ends[root.id])
    .some((node) => node.kind === 'Name' && node.context === 'load' && node.name === name);

/** Not semaphores: they limit how many go at a time, and keep nobody out of a half-done change. */
function isLock(view: ChunkView, context: Expression): boolean {
  const type = view.typeOf(context);
  return isInstance(view, type, exclusiveLocks) || isThreadLock(view, type);
}

const FILES: NameTable<true> = under('io', 'TextIOWrapper BufferedReader BufferedWriter BufferedRandom FileIO', true);

const isHeld = (view: ChunkView, item: WithItem): boolean =>
  isLock(view, item.context) ||
  isInstance(view, view.typeOf(item.context), FILES) ||
  has(view, item, ['commit', 'rollback']);

const isClosed = (view: ChunkView, item: WithItem): boolean => has(view, item, ['close', 'aclose', 'commit']);

/** Whether what is entered, or what that gives, has a method that tells what it is: a connection, a session, a file. */
function has(view: ChunkView, item: WithItem, methods: readonly string[]): boolean {
  const statement = view.parent(item);
  const type = view.typeOf(item.context);
  const entered = statement?.kind === 'With' ? view.entered(type, statement.isAsync) : undefined;
  return [type, ...(entered ? [entered] : [])].some(
    (value) => value.kind === 'instance' && methods.some((name) => view.member(value, name)?.kind === 'function'),
  );
}

/** The attributes that are set below a node in the function's own object. */
const stores = (view: ChunkView, root: Node | FunctionDef): readonly string[] =>
  view.facts.nodes
    .slice(root.id, view.facts.ends[root.id])
    .flatMap((node) =>
      node.kind === 'Attribute' && node.context === 'store' && view.source(node.value) === 'self'
        ? [view.source(node)]
        : [],
    );

// ------------------------------------------------------------------------------------------- texts

/** What follows 'the others go on', '其余协程不会被取消，仍在后台运行'. */
const texts = {
  released: localized({
    en: (lock: string) => ` although \`${lock}\` is released by then`,
    'zh-cn': (lock) => `，而那时 \`${lock}\` 已经释放`,
  }),
  closed: localized({
    en: (resource: string) => ` and work with \`${resource}\`, which is closed by then`,
    'zh-cn': (resource) => `，继续使用那时已经关闭的 \`${resource}\``,
  }),
  holds: localized({
    en: (callee: string, resource: string) => ` and \`${callee}()\` goes on holding \`${resource}\``,
    'zh-cn': (callee, resource) => `，\`${callee}()\` 会继续占用 \`${resource}\``,
  }),
  writes: localized({
    en: (callee: string, state: string) => ` and \`${callee}()\` may write \`${state}\` after the handler has`,
    'zh-cn': (callee, state) => `，\`${callee}()\` 可能在异常处理代码之后又写入 \`${state}\``,
  }),
};
