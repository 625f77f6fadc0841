import type { Binding } from '../facts/facts.ts';
import type { Call, Expression, Name, Node } from '../facts/nodes.ts';
import { insertAwait } from '../fixes/insert-await.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import {
  awaitableKind,
  awaitableNouns,
  bindingsOf,
  calleeText,
  isCoroutine,
  passesOn,
  treatsAsCoroutine,
  usesOf,
} from '../project/coroutine-life.ts';
import { describeType } from '../project/describe-type.ts';
import { expectsFailure } from './expects-failure.ts';
import { plainValueStored, readsOfStored } from './kept-in-attribute.ts';
import { defineRule } from './rule.ts';
import { occurrenceOf, usedAsValue, type Occurrence } from './used-as-value.ts';

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
      'mypy misc',
    ],
  },
  visit: {
    Call(call, view, report) {
      const kind = awaitableKind(view, view.typeOf(call));
      if (!kind || isReturnedAsIs(view, call)) return;
      const use = useOf(view, call);
      if (!use || expectsFailure(view, use.place)) return;
      const callee = calleeText(view, call);
      report({
        at: call,
        message: `\`${callee}()\` is ${awaitableNouns[kind]} here, not its result: ${use.how}; \`await\` it.`,
        related: use.place === call ? [] : [{ at: use.view.at(use.place), message: 'Used as the result here' }],
        fixes: () =>
          view.coroutineAround(call)
            ? [{ title: `Await \`${callee}()\``, safety: 'safe', edits: insertAwait(view, call) }]
            : [],
      });
    },
  },
});

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

function useOf(view: ChunkView, call: Call): Use | undefined {
  const bindings = bindingsOf(view, call);
  if (bindings.some((binding) => usesOf(view, binding).some((use) => treatsAsCoroutine(view, use)))) return undefined;
  const how = usedAsValue(view, occurrenceOf(view, call));
  if (how === undefined) return useThroughVariable(view, call, bindings) ?? useThroughAttribute(view, call);
  return useThroughVariable(view, call, bindings) ?? { view, place: call, how };
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
  return name === undefined ? undefined : { view, place: call, how: `what it is stored in holds ${name} elsewhere` };
}

/** The first use as a value of a variable that holds the coroutine. */
function useThroughVariable(view: ChunkView, call: Call, bindings: readonly Binding[]): Use | undefined {
  for (const binding of bindings) {
    const uses = usesOf(view, binding);
    for (const use of uses) {
      if (isTestedForNone(view, use) && uses.some((other) => isHandedOn(view, other))) continue;
      const occurrence = occurrenceOfUse(view, call, binding, use);
      const how = occurrence && usedAsValue(view, occurrence);
      if (how !== undefined) return { view, place: use, how };
    }
  }
  return undefined;
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
function occurrenceOfUse(view: ChunkView, call: Call, binding: Binding, use: Name): Occurrence | undefined {
  const reaching = view.bindingsReaching(use);
  if (!reaching.some((other) => passesOn(view, other, binding)))
    return awaitableKind(view, view.typeOf(use)) ? occurrenceOf(view, use) : undefined;
  return { node: use, type: view.typeOf(call), isOneOfSeveral: reaching.length > 1 };
}
