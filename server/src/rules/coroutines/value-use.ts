import type { Binding } from '../../facts/facts.ts';
import type { Call, Expression, Name, Node } from '../../facts/nodes.ts';
import {
  awaitableKind,
  bindingsOf,
  calleeText,
  isCoroutine,
  isEndedByHand,
  passesOn,
  treatsAsCoroutine,
  usesOf,
} from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { describeType } from '../../project/names/describe-type.ts';
import { membersOf, type Type } from '../../project/types/types.ts';
import { localized, type Localized } from '../../text/localized.ts';
import { isByAnnotation } from '../shared/by-annotation.ts';
import { plainValueStored, readsOfStored } from './kept-in-attribute.ts';
import { occurrenceOf, type Occurrence } from './awaitable-occurrence.ts';
import { useInContainer } from './use-in-container.ts';
import { usedAsValue } from './used-as-value.ts';

/** Where a coroutine is used as its result. */
export interface Use {
  readonly view: ChunkView;
  readonly place: Node;
  readonly how: Localized;
}

/** The first use of what a call gives as its result; undefined where it may be meant as it is. */
export function useOf(view: ChunkView, call: Call, type: Type): Use | undefined {
  if (isKeptByCast(view, call)) return undefined;
  const bindings = bindingsOf(view, call);
  if (bindings.some((binding) => usesOf(view, binding).some((use) => treatsAsCoroutine(view, use)))) return undefined;
  const how = usedAsValue(view, { node: call, type, isOneOfSeveral: false });
  if (how === undefined)
    return (
      useThroughVariable(view, type, bindings) ??
      useThroughAttribute(view, call) ??
      inContainer(view, call) ??
      amongResults(view, call, type, bindings)
    );
  return useThroughVariable(view, type, bindings) ?? { view, place: call, how };
}

/**
 * `reply = cast(Reply, ask())` may say for the sake of a type checker what is sorted out later, and so may a plain function
 * that returns what it has cast. Of what may be something else than a coroutine, the author knows more.
 */
function isKeptByCast(view: ChunkView, call: Call): boolean {
  const argument = view.expectedAt(call)?.by === 'cast' ? view.parent(call) : undefined;
  if (!argument) return false;
  if (!view.coroutineAround(call) || !isCoroutine(view, view.typeOf(call))) return true;
  const kept = view.parent(view.parent(argument)!);
  return kept?.kind === 'Assign' || kept?.kind === 'AnnAssign' || kept?.kind === 'NamedExpr';
}

function inContainer(view: ChunkView, call: Call): Use | undefined {
  const use = view.evidence.aside(() => useInContainer(view, call)) && useInContainer(view, call);
  return use && { view, ...use };
}

/** The first use as a value, anywhere in the file, of an attribute that the coroutine is stored in. */
function useThroughAttribute(view: ChunkView, call: Call): Use | undefined {
  const type = view.typeOf(call);
  const reads = isCoroutine(view, type) ? readsOfStored(view, call) : undefined;
  for (const { view: home, node } of reads ?? []) {
    const how = usedAsValue(home, { node, type, isOneOfSeveral: true });
    if (how !== undefined) return { view: home, place: node, how };
  }
  const other = reads && plainValueStored(view, call);
  const name = other && describeType(other);
  return name === undefined ? undefined : { view, place: call, how: texts.holds(storedAs(view, call), name) };
}

/** `self.buffer` */
function storedAs(view: ChunkView, call: Call): string {
  const statement = view.parent(call);
  const [target] = statement?.kind === 'Assign' ? statement.targets : [];
  return target ? view.source(target) : '';
}

/** The first use as a value of a variable that holds the coroutine. */
function useThroughVariable(view: ChunkView, type: Type, bindings: readonly Binding[]): Use | undefined {
  for (const binding of bindings) {
    const uses = usesOf(view, binding);
    const isKnown = uses.some((use) => isEndedByHand(view, use));
    for (const use of uses) {
      if (isTestedForNone(view, use) && uses.some((other) => isHandedOn(view, other))) continue;
      const occurrence = occurrenceOfUse(view, type, binding, use);
      const how = occurrence && usedAsValue(view, occurrence, isKnown);
      if (how !== undefined) return { view, place: use, how };
    }
  }
  return undefined;
}

/** A variable that elsewhere holds what awaiting the call would give: `ok = True` in one branch, `ok = check()` in another. */
function amongResults(view: ChunkView, call: Call, type: Type, bindings: readonly Binding[]): Use | undefined {
  if (!view.coroutineAround(call) || isByAnnotation(view, call)) return undefined;
  const others = bindings.flatMap((binding) =>
    usesOf(view, binding).map((use) =>
      view
        .bindingsReaching(use)
        .filter((other) => !passesOn(view, other, binding))
        .map((other) => valueOf(view, other)),
    ),
  );
  const callee = view.source(call.func);
  if (others.some((values) => values.length > 0 && values.every((value) => value && awaitsCall(view, value, callee))))
    return { view, place: call, how: texts.awaitedElsewhere(calleeText(view, call)) };
  const result = view.awaited(type);
  if (result?.kind !== 'instance' || view.mayAwait(result)) return undefined;
  const name = describeType(result);
  const isAmong =
    holdsBoth(view, call, result) ||
    others.some((values) => values.length > 0 && values.every((value) => value && view.typeOf(value) === result));
  return isAmong && name !== undefined ? { view, place: call, how: texts.containerHolds(name) } : undefined;
}

/** `await` of a call of the same function. */
const awaitsCall = (view: ChunkView, value: Expression, callee: string): boolean =>
  value.kind === 'Await' && value.value.kind === 'Call' && view.source(value.value.func) === callee;

/** Whether it is put into a container that is given results as well: `replies.append(await ask())` here, `replies.append(ask())` there. */
function holdsBoth(view: ChunkView, call: Call, result: Type): boolean {
  const container = containerOf(view, call);
  const type = container && view.typeOf(container);
  const items = type?.kind === 'instance' ? type.args.at(-1) : undefined;
  return items?.kind === 'union' && membersOf(items).includes(result) && membersOf(items).includes(view.typeOf(call));
}

/** `xs` in `xs.append(value)` and `xs[key] = value`. */
function containerOf(view: ChunkView, value: Expression): Expression | undefined {
  const parent = view.parent(value);
  if (parent?.kind === 'Argument') {
    const call = view.parent(parent);
    return call?.kind === 'Call' && call.func.kind === 'Attribute' ? call.func.value : undefined;
  }
  const target = parent?.kind === 'Assign' ? parent.targets[0] : undefined;
  return target?.kind === 'Subscript' ? target.value : undefined;
}

/** What an assignment gives its variable. */
function valueOf(view: ChunkView, { type, node }: Binding): Expression | undefined {
  const target = type === 'value' ? view.facts.nodes[node] : undefined;
  const statement = target && view.parent(target);
  return statement?.kind === 'Assign' && statement.targets.includes(target as Name) ? statement.value : undefined;
}

/** `if reply is not None: await ensure_async(reply)`: the author is ready for both. */
function isTestedForNone(view: ChunkView, use: Name): boolean {
  const parent = view.parent(use);
  return parent?.kind === 'Compare' && parent.operators.every((operator) => operator === 'is' || operator === 'is not');
}

function isHandedOn(view: ChunkView, use: Name): boolean {
  const call = view.parent(use)?.kind === 'Argument' ? view.parent(view.parent(use)!) : undefined;
  return call !== undefined && view.parent(call)?.kind === 'Await';
}

/** A variable that holds the value of the call in some case holds it for sure in that case. */
export function occurrenceOfUse(view: ChunkView, type: Type, binding: Binding, use: Name): Occurrence | undefined {
  const reaching = view.bindingsReaching(use);
  if (!reaching.some((other) => passesOn(view, other, binding)))
    return awaitableKind(view, view.typeOf(use)) ? occurrenceOf(view, use) : undefined;
  return { node: use, type, isOneOfSeveral: reaching.length > 1 };
}

const texts = {
  holds: localized({
    en: (name: string, what: string) => `\`${name}\` holds ${what} elsewhere`,
    'zh-cn': (name, what) => `\`${name}\` 在别处保存的是${what}`,
  }),
  awaitedElsewhere: localized({
    en: (callee: string) => `\`${callee}()\` is awaited where it is stored there elsewhere`,
    'zh-cn': (callee) => `别处把 \`${callee}()\` 存入其中时都先等待了它`,
  }),
  containerHolds: localized({
    en: (what: string) => `what it is stored in holds ${what} elsewhere`,
    'zh-cn': (what) => `存放它的地方在别处保存的是${what}`,
  }),
};
