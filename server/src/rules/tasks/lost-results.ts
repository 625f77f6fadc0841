import { bindingsBehindTests } from '../../facts/behind-tests.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Await, Call, Expression, Name, Node } from '../../facts/nodes.ts';
import { ancestors, isWithin, preorder } from '../../facts/walk.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { cleansUp } from '../../knowledge/conventions/life-cycle.ts';
import { isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { leadsTo } from '../shared/awaits.ts';
import { discarded } from '../shared/discarded.ts';
import { tellsOfEverything } from './catches-all.ts';
import { gatheredBy } from '../shared/gathered.ts';

/** Whether the results of a `gather()` with `return_exceptions=True` are thrown away, and not because everything comes to its end. */
export function areResultsLost(view: ChunkView, node: Await): boolean {
  if (!discarded(view, node) || isCleanUp(view, node) || isSeenTo(view, node)) return false;
  return ![...preorder(view.facts, node)].some(
    (inner) => inner.kind === 'Call' && inner.func.kind === 'Attribute' && isNamedBy(cleansUp, inner.func.attribute),
  );
}

/** Whether tasks among what is gathered may tell a callback how they end. */
export const isWatched = (view: ChunkView, call: Call): boolean =>
  (gatheredBy(view, call) ?? []).some(({ node, type }) => node.kind !== 'Call' && !isCoroutine(view, type)) &&
  view.occurrences('add_done_callback').some(({ view: chunk, node }) => !isForgetting(chunk, node));

/** `failed = [task for task in tasks if task.exception()]` behind it: the results are looked at in the tasks. */
export function areTasksAsked(view: ChunkView, node: Await): boolean {
  const around = view.functionAround(node);
  const gathered = namesIn(view, node.value);
  return (
    around !== undefined &&
    [...preorder(view.facts, around)].some(
      (inner) =>
        inner.kind === 'Call' &&
        inner.start > node.end &&
        inner.args.length === 0 &&
        inner.func.kind === 'Attribute' &&
        (inner.func.attribute === 'exception' || inner.func.attribute === 'result') &&
        isAmong(view, inner.func.value, gathered) &&
        leadsTo(view, node, inner),
    )
  );
}

const namesIn = (view: ChunkView, root: Node): ReadonlySet<string> =>
  new Set(
    [...preorder(view.facts, root)].flatMap((node) =>
      node.kind === 'Name' || node.kind === 'Attribute' ? (lastNameIn(node) ?? []) : [],
    ),
  );

/** Whether a value is one of those that are named, or taken out of them: `task`, `tasks[0]`, `task` of `for task in tasks`. */
function isAmong(view: ChunkView, value: Expression, names: ReadonlySet<string>): boolean {
  if (value.kind === 'Subscript') return isAmong(view, value.value, names);
  if (names.has(lastNameIn(value) ?? '')) return true;
  return (
    value.kind === 'Name' &&
    view.bindingsReaching(value).some(({ node }) => {
      const target = view.facts.nodes[node];
      const loop = target && [...ancestors(view.facts, target)].find((outer) => !isTarget(outer));
      const isOf = loop?.kind === 'For' || loop?.kind === 'ComprehensionFor';
      return isOf && [...namesIn(view, loop.iter)].some((name) => names.has(name));
    })
  );
}

const isTarget = ({ kind }: Node): boolean => kind === 'Collection' || kind === 'Starred' || kind === 'Name';

/** `task.add_done_callback(tasks.discard)` */
function isForgetting(view: ChunkView, method: Node): boolean {
  const call = view.parent(method);
  const callback = call?.kind === 'Call' ? call.args[0]?.value : undefined;
  return callback?.kind === 'Attribute' && (callback.attribute === 'discard' || callback.attribute === 'remove');
}

/** A decorator may catch what its functions raise, or log it. */
function isSeenTo(view: ChunkView, { value: call }: Await): boolean {
  if (call.kind !== 'Call') return false;
  const gathered = gatheredBy(view, call) ?? [];
  return gathered.length > 0 && gathered.every(({ node }) => node.kind === 'Call' && isCaught(view, node.func));
}

/** `@log_exceptions def set_up(): …` in the same function or module */
const isCaught = (view: ChunkView, func: Expression): boolean =>
  func.kind === 'Name' &&
  originsOf(view, func).some(
    (made) => made.kind === 'FunctionDef' && made.decorators.some(({ expression }) => catchesErrors(view, expression)),
  );

/** Whether the code of a decorator sees all exceptions of something; one of which no code is seen may do so. */
function catchesErrors(view: ChunkView, decorator: Expression): boolean {
  const made = view.definition(view.typeOf(decorator.kind === 'Call' ? decorator.func : decorator));
  if (!made) return true;
  return [...preorder(made.view.facts, made.node)].some(
    (node) => node.kind === 'Try' && node.handlers.some(tellsOfEverything),
  );
}

/** What has bound a name: behind tests, what is tested. */
const originsOf = ({ facts }: ChunkView, name: Name): readonly Node[] =>
  bindingsBehindTests(facts, facts.reaching.get(name.id) ?? []).map(
    (index) => facts.nodes[facts.bindings[index]!.node]!,
  );

/** In clean-up code, or in what only that calls in the file. */
function isCleanUp(view: ChunkView, node: Node, mayBeCalled = true): boolean {
  for (const outer of ancestors(view.facts, node)) {
    if (outer.kind === 'FunctionDef')
      return isNamedBy(cleansUp, outer.name) || (mayBeCalled && isCalledToCleanUp(view, outer.name));
    if (outer.kind === 'ExceptHandler') return true;
    if (outer.kind === 'Try' && outer.finalbody.some((statement) => isWithin(view.facts, node, statement))) return true;
  }
  return false;
}

function isCalledToCleanUp(view: ChunkView, name: string): boolean {
  const uses = view.occurrences(name).filter(({ node }) => node.context === 'load');
  return uses.length > 0 && uses.every(({ view: home, node }) => isCleanUp(home, node, false));
}
