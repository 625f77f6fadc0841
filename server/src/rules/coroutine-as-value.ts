import type { Binding } from '../facts/facts.ts';
import type { Call, Expression, Name, Node } from '../facts/nodes.ts';
import type { Fix } from '../fixes/fix.ts';
import { insertAwait } from '../fixes/insert-await.ts';
import { inFiles, makeAsyncWithCallers } from '../fixes/make-async-with-callers.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import {
  awaitableKind,
  type AwaitableKind,
  awaitableNouns,
  bindingsOf,
  calleeText,
  isCoroutine,
  passesOn,
  treatsAsCoroutine,
  usesOf,
} from '../project/coroutine-life.ts';
import { describeType } from '../project/describe-type.ts';
import { isCast } from '../project/special-calls.ts';
import { coroutineType, membersOf, unknown, type Type } from '../project/types.ts';
import { isAwaitedElsewhere } from './awaited-elsewhere.ts';
import { isByAnnotation } from './by-annotation.ts';
import { expectsFailure } from './expects-failure.ts';
import { fitsAwaited } from './fits-awaited.ts';
import { plainValueStored, readsOfStored } from './kept-in-attribute.ts';
import { awaitAdvice } from './await-advice.ts';
import { isAwaitedInOtherBranch } from './awaited-in-other-branch.ts';
import { defineRule, type Report } from './rule.ts';
import { isStepTakenForItem } from './step-of-iterator.ts';
import { ATTRIBUTES_OF_FUTURES, occurrenceOf, usedAsValue, type Occurrence } from './used-as-value.ts';

export const coroutineAsValue = defineRule({
  id: 'coroutine-as-value',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: 'A coroutine used as if it were its result.',
  docs: {
    why: [
      'Without `await`, a call of an `async def` function gives a coroutine object, not what the function returns.',
      'Using that object as the result fails (it has no such attributes, items or operators) or, worse, goes on with a wrong value: it is always true, never equal to anything, and prints as `<coroutine object …>`.',
    ].join(' '),
    examples: [
      {
        bad: 'import asyncio\n\n\nasync def load_user(name):\n    return {"name": name}\n\n\nasync def greet(name):\n    user = load_user(name)\n    print("Hello", user["name"])\n\n\nasyncio.run(greet("Ada"))\n',
        good: 'import asyncio\n\n\nasync def load_user(name):\n    return {"name": name}\n\n\nasync def greet(name):\n    user = await load_user(name)\n    print("Hello", user["name"])\n\n\nasyncio.run(greet("Ada"))\n',
        claim: { shows: "'coroutine' object is not subscriptable" },
      },
    ],
    limits: [
      'What may be meant as a coroutine is left alone: passed to a function of which nothing is known, stored where nothing is declared, awaited anywhere.',
      'Where parameters, fields, variables, items and results are annotated, what contradicts the annotation counts; where it is passed on through a variable, all uses of the variable in the function are looked at.',
      'A call of which nothing is known counts, as a warning, where all others of the same function in the class or file are awaited.',
      'Tasks, futures and other awaitables count where the use must fail, not where they are printed, compared or tested.',
    ].join(' '),
    peers: [
      'pyright reportAttributeAccessIssue',
      'pyright reportIndexIssue',
      'pyright reportUnnecessaryComparison',
      'pyright reportArgumentType',
      'pyright reportOperatorIssue',
      'pyright reportGeneralTypeIssues',
      'pyright reportAssignmentType',
      'pyright reportReturnType',
      'mypy attr-defined',
      'mypy index',
      'mypy truthy-bool',
      'mypy arg-type',
      'mypy assignment',
      'mypy operator',
      'mypy list-item',
      'mypy dict-item',
    ],
  },
  visit: {
    Call(call, view, report) {
      if (isStepTakenForItem(view, call)) {
        reportStep(view, call, report);
        return;
      }
      const kind = awaitableKind(view, view.typeOf(call));
      if (isCast(view.typeOf(call.func)) || isReturnedAsIs(view, call) || (!kind && !isAwaitedElsewhere(view, call)))
        return;
      const use = useOf(view, call, kind ? view.typeOf(call) : coroutineType(unknown));
      if (!use || expectsFailure(view, use.place) || (!kind && isAskedAsFuture(view, use))) return;
      if (isAwaitedInOtherBranch(view, call)) return;
      const callee = calleeText(view, call);
      report({
        at: call,
        message: kind
          ? `\`${callee}()\` is ${awaitableNouns[kind]} here, not its result: ${use.how}; ${awaitAdvice(view, call)}.`
          : `\`${callee}()\` is awaited in all other places, but used as its result here: as an awaitable, ${use.how}; ${awaitAdvice(view, call)}.`,
        ...(use.view === view ? { whole: { start: call.start, end: use.place.end } } : {}),
        related: use.place === call ? [] : [{ at: use.view.at(use.place), message: 'Used as the result here' }],
        fixes: () => fixesForUse(view, call, use, kind),
      });
    },
  },
});

function reportStep(view: ChunkView, call: Call, report: (report: Report) => void): void {
  const kept = bindingsOf(view, call);
  if (kept.length === 0 || kept.some((binding) => usesOf(view, binding).some((use) => treatsAsCoroutine(view, use))))
    return;
  const callee = calleeText(view, call);
  report({
    at: call,
    message: `\`${callee}()\` is an awaitable here, not the next item: it raises \`StopAsyncIteration\` only where it is awaited; ${awaitAdvice(view, call)}.`,
    fixes: () => fixesFor(view, call, callee, 'safe'),
  });
}

/** A task or future that has a name may be needed as such, too: what is awaited is its use. */
function fixesForUse(view: ChunkView, call: Call, use: Use, kind: AwaitableKind | undefined): readonly Fix[] {
  const callee = calleeText(view, call);
  const { view: home, place } = use;
  if ((kind === 'task' || kind === 'future') && place.kind === 'Name' && home.coroutineAround(place))
    return [{ title: `Await \`${place.name}\``, safety: 'safe', edits: insertAwait(home, place) }];
  const type = kind ? view.typeOf(call) : coroutineType(unknown);
  return fixesFor(
    view,
    call,
    callee,
    kind && home.evidence.aside(() => fitsAwaited(home, place, type)) ? 'safe' : 'unsafe',
  );
}

function fixesFor(view: ChunkView, call: Call, callee: string, safety: Fix['safety']): readonly Fix[] {
  const edits = insertAwait(view, call);
  const around = view.functionAround(call);
  if (view.coroutineAround(call) || (view.isNotebook && !around))
    return [{ title: `Await \`${callee}()\``, safety, edits }];
  const spread = around?.kind === 'FunctionDef' ? makeAsyncWithCallers(view, around) : undefined;
  if (!spread || around?.kind !== 'FunctionDef') return [];
  const title = `Make \`${around.name}\` async and await \`${callee}()\`${inFiles(spread)}`;
  return [{ title, safety: 'unsafe', edits: [...edits, ...spread] }];
}

/** A future that others wait for may be asked how it is here. */
function isAskedAsFuture(view: ChunkView, { place }: Use): boolean {
  const user = view.parent(place);
  return user?.kind === 'Attribute' && ATTRIBUTES_OF_FUTURES.has(user.attribute);
}

/** That is the matter of `unawaited-return`. */
function isReturnedAsIs(view: ChunkView, node: Expression): boolean {
  const parent = view.parent(node);
  if (parent?.kind === 'IfExp') return parent.test !== node && isReturnedAsIs(view, parent);
  if (parent?.kind === 'BoolOp') return parent.right === node && isReturnedAsIs(view, parent);
  return parent?.kind === 'Return';
}

interface Use {
  readonly view: ChunkView;
  readonly place: Node;
  readonly how: string;
}

function useOf(view: ChunkView, call: Call, type: Type): Use | undefined {
  if (isKeptByCast(view, call)) return undefined;
  const bindings = bindingsOf(view, call);
  if (bindings.some((binding) => usesOf(view, binding).some((use) => treatsAsCoroutine(view, use)))) return undefined;
  const how = usedAsValue(view, { node: call, type, isOneOfSeveral: false });
  if (how === undefined)
    return (
      useThroughVariable(view, type, bindings) ??
      useThroughAttribute(view, call) ??
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
  return name === undefined
    ? undefined
    : { view, place: call, how: `\`${storedAs(view, call)}\` holds ${name} elsewhere` };
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
    for (const use of uses) {
      if (isTestedForNone(view, use) && uses.some((other) => isHandedOn(view, other))) continue;
      const occurrence = occurrenceOfUse(view, type, binding, use);
      const how = occurrence && usedAsValue(view, occurrence);
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
    return { view, place: call, how: `\`${calleeText(view, call)}()\` is awaited where it is stored there elsewhere` };
  const result = view.awaited(type);
  if (result?.kind !== 'instance' || view.mayAwait(result)) return undefined;
  const name = describeType(result);
  const isAmong =
    holdsBoth(view, call, result) ||
    others.some((values) => values.length > 0 && values.every((value) => value && view.typeOf(value) === result));
  return isAmong && name !== undefined
    ? { view, place: call, how: `what it is stored in holds ${name} elsewhere` }
    : undefined;
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
function occurrenceOfUse(view: ChunkView, type: Type, binding: Binding, use: Name): Occurrence | undefined {
  const reaching = view.bindingsReaching(use);
  if (!reaching.some((other) => passesOn(view, other, binding)))
    return awaitableKind(view, view.typeOf(use)) ? occurrenceOf(view, use) : undefined;
  return { node: use, type, isOneOfSeveral: reaching.length > 1 };
}
