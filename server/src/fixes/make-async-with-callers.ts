import type { Call, Expression, FunctionDef, Node } from '../facts/nodes.ts';
import { decorators } from '../knowledge/decorators.ts';
import { isDunder } from '../knowledge/dunders.ts';
import { bindingsOf, isCoroutine, isHandedToLoop, usesOf } from '../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import type { Type } from '../project/types/types.ts';
import { isLocalized, type Localized } from '../text/localized.ts';
import { joinEdits, replaceRange } from './edits.ts';
import type { MakeEdits } from './fix.ts';
import { insertAwait } from './insert-await.ts';
import { mayBeTheSame, texts } from './make-async-texts.ts';
import { makeAsync } from './make-async.ts';
import { familyOf, overridden, type Family, type Place } from './method-family.ts';
import { startLoop } from './start-loop.ts';
import { canAwaitInCell } from './top-of-cell.ts';
import { usesInProject, type FunctionUses } from './uses-in-project.ts';

/** A chain of callers longer than this is no change to make with one click. */
const MAX_FAMILIES = 25;

/** A change that goes through a project. */
export interface Spread {
  readonly changes: readonly Change[];
  /** What it leaves to the user, as edits that change nothing. */
  readonly left: readonly Change[];
}

/** What is changed in one place of a file. */
export interface Change {
  readonly uri: string;
  readonly edits: MakeEdits;
}

/**
 * `def` → `async def`, and `await` at every call of it in the project, whose functions become async in turn; calls at the top
 * of a module and in tests start a loop, and what is handed to the loop already stays as it is. Undefined where the project
 * uses the function in a way that cannot follow: as a value, in a lambda, a property, a generator, in functions that others
 * outside may call.
 */
export function makeAsyncWithCallers(view: ChunkView, node: FunctionDef): readonly Change[] | undefined {
  const spread = spreadAsync(view, node);
  return spread?.left.length === 0 ? spread.changes : undefined;
}

/** The same as far as it goes: what cannot follow is left. Undefined where the function itself cannot be async. */
export function spreadAsync(view: ChunkView, node: FunctionDef): Spread | undefined {
  const first = groupOf({ view, node });
  if (!first) return undefined;
  const groups = [first];
  const left: Change[] = first.uses.others.map((place) => leave(place, texts.handedOn(node.name)));
  left.push(...first.uses.unsure.map((place) => leave(place, mayBeTheSame(node.name))));
  const followedCalls = new Set<Node>();
  for (const group of groups) {
    for (const call of group.uses.calls) {
      if (followedCalls.has(call.node)) continue;
      followedCalls.add(call.node);
      const followed = followCall(call);
      if (!followed) {
        left.push(leave(calleeOf(call), texts.noAwait));
        continue;
      }
      const { caller } = followed;
      const known = caller && groups.find(({ family }) => family.members.some((each) => each.node === caller.node));
      const next = caller && !known ? followable(caller, call, groups.length) : known;
      if (next === 'entry') group.changes.push(looked(started(call), texts.startsLoop(caller!.node.name)));
      else if (next && isLocalized(next)) left.push(leave(calleeOf(call), next));
      else {
        if (next && next !== known) groups.push(next);
        if (followed.change) (next ?? group).changes.push(followed.change);
      }
    }
  }
  for (const { changes, family } of groups)
    for (const place of family.members)
      for (const call of coroutinesReturnedBy(place))
        if (!followedCalls.has(call)) changes.push(awaited({ view: place.view, node: call }));
  return { changes: groups.flatMap(({ changes }) => changes), left };
}

export const editsOf =
  (changes: readonly Change[]): MakeEdits =>
  () =>
    joinEdits(changes.flatMap(({ edits }) => edits()));

/** For titles: how many files change, where it is more than one. */
export function inFiles(changes: readonly Change[]): Localized {
  const files = new Set(changes.map(({ uri }) => uri)).size;
  return files > 1 ? texts.files(files) : texts.oneFile;
}

/** An edit that changes nothing, and shows a place that the user has to look after. */
export const leave = ({ view, node }: Place<Node>, look: Localized): Change => ({
  uri: view.uri,
  edits: () => [{ ...replaceRange(view, node, view.source(node)), look }],
});

const awaited = ({ view, node }: Place<Call>): Change => ({ uri: view.uri, edits: () => insertAwait(view, node) });

const looked = ({ uri, edits }: Change, look: Localized): Change => ({
  uri,
  edits: () => edits().map((edit) => ({ ...edit, look })),
});

const started = ({ view, node }: Place<Call>): Change => ({ uri: view.uri, edits: () => startLoop(view, node) });

/** Where a call can be shown without coming into the way of what is put around it. */
export const calleeOf = ({ view, node: { func } }: Place<Call>): Place<Node> => ({ view, node: func });

// -------------------------------------------------------------------------------- who becomes async

/** Functions that become async together, and what that changes in them and at their calls. */
interface Group {
  readonly family: Family;
  readonly uses: FunctionUses;
  readonly changes: Change[];
}

/** Undefined where a member cannot be async. */
function groupOf(target: Place<FunctionDef>): Group | undefined {
  const family = familyOf(target);
  if (!family?.ofLibraries.every((type) => isAsync(target.view, type))) return undefined;
  const plain = family.members.filter(({ view, node }) => !isAsync(view, view.typeOfDefinition(node)));
  if (!plain.every(canBeAsync)) return undefined;
  const changes = plain.map(({ view, node }) => ({ uri: view.uri, edits: () => makeAsync(view, node) }));
  return { family, uses: usesInProject(family), changes };
}

/** A caller that can become async with all that calls it, or why it stays as it is; an entry point starts a loop. */
function followable(caller: Place<FunctionDef>, call: Place<Call>, count: number): Group | Localized | 'entry' {
  const { name } = caller.node;
  if (count >= MAX_FAMILIES) return texts.tooMany(name);
  if (isExported(caller)) return texts.exported(name);
  const group = groupOf(caller);
  if (!group) return texts.cannotBeAsync(name);
  const { calls, others, unsure } = group.uses;
  if (others.length + unsure.length > 0) return texts.calledUnseen(name);
  // Who calls the method that it overrides awaits it already.
  const isAwaited = group.family.members.some((each) => isAsync(each.view, each.view.typeOfDefinition(each.node)));
  if (calls.length > 0 || isAwaited) return group;
  // Whoever calls it elsewhere, such as a script that is installed, calls a plain function.
  return isEntry(caller, call) ? 'entry' : texts.nobodyCalls(name);
}

/** A function of a module, in which nobody has put an `await` before the call. */
const isEntry = ({ view, node }: Place<FunctionDef>, call: Place<Call>): boolean =>
  view.parent(node) === undefined && call.view.parent(call.node)?.kind !== 'Await';

/** `__all__` names it. */
const isExported = ({ view, node }: Place<FunctionDef>): boolean =>
  view.parent(node) === undefined &&
  view
    .fileChunks()
    .some(({ facts }) =>
      facts.body.some(
        (statement) =>
          statement.kind === 'Assign' &&
          statement.targets.some((target) => target.kind === 'Name' && target.name === '__all__') &&
          statement.value.kind === 'Collection' &&
          statement.value.elements.some((each) => each.kind === 'Constant' && each.value === node.name),
      ),
    );

function canBeAsync({ view, node }: Place<FunctionDef>): boolean {
  const own = view.facts.scopes.find((scope) => scope.node === node.id && scope.type === 'function');
  const isPlain = !node.isAsync && own !== undefined && !own.isGenerator && !own.hasError;
  return isPlain && !isDunder(node.name) && hasKnownDecorators(view, node);
}

export const hasKnownDecorators = (view: ChunkView, node: FunctionDef): boolean =>
  node.decorators.every(({ expression }) => {
    const type = view.typeOf(expression.kind === 'Call' ? expression.func : expression);
    return view.lookup(type, decorators) === 'transparent';
  });

/** Whether a base has a method of that name that is certainly not async. */
export const overridesPlain = (view: ChunkView, node: FunctionDef): boolean =>
  overridden(view, node).some((type) => view.signature(type) !== undefined && !isAsync(view, type));

function isAsync(view: ChunkView, type: Type): boolean {
  const signature = view.signature(type);
  return signature?.isAsync === true && !signature.isGenerator;
}

/** What a plain function hands on as a coroutine, a coroutine function must await: its callers await once. */
function coroutinesReturnedBy({ view, node }: Place<FunctionDef>): readonly Call[] {
  return view.facts.nodes.slice(node.id, view.facts.ends[node.id]).flatMap((inner) => {
    const value = inner.kind === 'Return' && view.functionAround(inner) === node ? inner.value : undefined;
    return value?.kind === 'Call' && isCoroutine(view, view.typeOf(value)) ? value : [];
  });
}

// ------------------------------------------------------------------------------------ following

interface Followed {
  /** Undefined where nothing is to be done. */
  readonly change: Change | undefined;
  /** The function around the call, which becomes async too. */
  readonly caller: Place<FunctionDef> | undefined;
}

function followCall({ view, node }: Place<Call>): Followed | undefined {
  const around = view.functionAround(node);
  if (view.parent(node)?.kind === 'Await') {
    const caller = around?.kind === 'FunctionDef' && !around.isAsync ? { view, node: around } : undefined;
    return { change: undefined, caller };
  }
  if (isTakenAsCoroutine(view, node)) return { change: undefined, caller: undefined };
  if (isLazy(view, node) || around?.kind === 'Lambda') return undefined;
  if (around?.isAsync) return { change: awaited({ view, node }), caller: undefined };
  if (around && !isTest(view, around)) return { change: awaited({ view, node }), caller: { view, node: around } };
  if (!around && view.scope(node).type !== 'module') return undefined;
  if (!view.isNotebook) return { change: started({ view, node }), caller: undefined };
  return canAwaitInCell(view, node) ? { change: awaited({ view, node }), caller: undefined } : undefined;
}

/** Whether what becomes a coroutine is one to its user already: `asyncio.run(f())`, `jobs = [f(), f()]` for `gather(*jobs)`. */
function isTakenAsCoroutine(view: ChunkView, value: Expression): boolean {
  if (isHandedToLoop(view, value)) return true;
  const parent = view.parent(value);
  if (parent?.kind === 'Collection') return isTakenAsCoroutine(view, parent);
  if (parent?.kind === 'Comprehension') return parent.element === value && isTakenAsCoroutine(view, parent);
  return bindingsOf(view, value).some((binding) =>
    usesOf(view, binding).some((use) => view.parent(use)?.kind === 'Await' || isHandedToLoop(view, use)),
  );
}

/** A plain test is where the tester's loop ends: not every runner awaits coroutines. */
const isTest = (view: ChunkView, { name }: FunctionDef): boolean =>
  name.startsWith('test') && /(^|\/)(test_[^/]*|[^/]*_test|tests?)\.py$/.test(view.uri);

/** Whether it stands in the part of a generator expression that runs when somebody asks for its items. */
function isLazy(view: ChunkView, node: Node): boolean {
  for (let child = node, parent = view.parent(node); parent; child = parent, parent = view.parent(parent)) {
    if (parent.kind === 'FunctionDef' || parent.kind === 'Lambda') return false;
    if (parent.kind !== 'Comprehension' || parent.type !== 'generator') continue;
    const isFirstIterable = child === parent.generators[0] && contains(parent.generators[0].iter, node);
    if (!isFirstIterable) return true;
  }
  return false;
}

const contains = (outer: Node, inner: Node): boolean => outer.start <= inner.start && inner.end <= outer.end;
