import type { Call, Expression, Name } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import { asListComprehension } from '../../fixes/collect-items.ts';
import { insertAt } from '../../fixes/edits.ts';
import type { Fix, MakeEdits } from '../../fixes/fix.ts';
import { insertAwait } from '../../fixes/insert-await.ts';
import { editsOf, inFiles, makeAsyncWithCallers } from '../../fixes/make-async-with-callers.ts';
import { familyOf } from '../../fixes/method-family.ts';
import { canAwaitInCell } from '../../fixes/top-of-cell.ts';
import { usesInProject } from '../../fixes/uses-in-project.ts';
import { valueConsumers } from '../../knowledge/loop.ts';
import {
  awaitableKind,
  type AwaitableKind,
  awaitableNouns,
  bindingsOf,
  calleeText,
  treatsAsCoroutine,
  usesOf,
} from '../../project/coroutines/coroutine-life.ts';
import { isCast } from '../../project/inference/special-calls.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { coroutineType, unknown } from '../../project/types/types.ts';
import { localized } from '../../text/localized.ts';
import { defineRule, type Report } from '../rule.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { titles } from '../shared/titles.ts';
import { asyncGeneratorUse } from './async-generator-use.ts';
import { awaitAdvice } from './await-advice.ts';
import { isAwaitedElsewhere } from './awaited-elsewhere.ts';
import { isAwaitedInOtherBranch } from './awaited-in-other-branch.ts';
import { coroutineAsValueDocs } from './coroutine-as-value-docs.ts';
import { fitsAwaited, isList } from './fits-awaited.ts';
import { isNone } from './lookalike-use.ts';
import { isStepTakenForItem } from './step-of-iterator.ts';
import { ATTRIBUTES_OF_FUTURES } from './failing-use.ts';
import { usedAsValue } from './used-as-value.ts';
import { occurrenceOfUse, useOf, type Use } from './value-use.ts';
import { returnedAsAnswer } from './returned-as-answer.ts';

export const coroutineAsValue = defineRule({
  id: 'coroutine-as-value',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: { en: 'A coroutine used as if it were its result.', 'zh-cn': '把协程当成了它的结果来用。' },
  docs: coroutineAsValueDocs,
  visit: {
    Call(call, view, report) {
      if (isStepTakenForItem(view, call)) {
        reportStep(view, call, report);
        return;
      }
      const misused = asyncGeneratorUse(view, call);
      if (misused !== undefined && !expectsFailure(view, call)) {
        report({
          at: call,
          message: (view.parent(call)?.kind === 'WithItem' ? texts.decorateGenerator : texts.goThroughGenerator)(
            calleeText(view, call),
            misused,
          ),
          fixes: () => itemsInList(view, call),
        });
        return;
      }
      // `max(load(i) for i in ids)` fails before it gives one of them.
      if (view.lookupCall(call, valueConsumers)?.within === 'elements') return;
      const kind = awaitableKind(view, view.typeOf(call));
      const answer = kind === 'coroutine' ? returnedAsAnswer(view, call) : undefined;
      if (isCast(view.typeOf(call.func)) || (!kind && !isAwaitedElsewhere(view, call))) return;
      if (!answer && isReturnedAsIs(view, call)) return;
      const use = answer ?? useOf(view, call, kind ? view.typeOf(call) : coroutineType(unknown));
      if (!use || expectsFailure(view, use.place) || (!kind && isAskedAsFuture(view, use))) return;
      if (view.isSortAsked(call) || isAwaitedInOtherBranch(view, call)) return;
      const callee = calleeText(view, call);
      report({
        at: call,
        message: kind
          ? texts.notResult(callee, awaitableNouns[kind], use.how, awaitAdvice(view, call))
          : texts.awaitedElsewhere(callee, use.how, awaitAdvice(view, call)),
        ...(use.view === view ? { whole: { start: call.start, end: use.place.end } } : {}),
        related: use.place === call ? [] : [{ at: use.view.at(use.place), message: texts.usedHere }],
        fixes: () => fixesForUse(view, call, use, kind),
      });
    },
  },
});

/** `rows()[0]` → `[item async for item in rows()][0]`; a context manager would need a decorator. */
function itemsInList(view: ChunkView, call: Call): readonly Fix[] {
  if (!view.coroutineAround(call) || view.parent(call)?.kind === 'WithItem') return [];
  const edits = () => [insertAt(view, call.start, '[item async for item in '), insertAt(view, call.end, ']')];
  return [{ title: titles.collectItems, safety: 'unsafe', edits }];
}

function reportStep(view: ChunkView, call: Call, report: (report: Report) => void): void {
  const kept = bindingsOf(view, call);
  if (kept.length === 0 || kept.some((binding) => usesOf(view, binding).some((use) => treatsAsCoroutine(view, use))))
    return;
  const callee = calleeText(view, call);
  report({
    at: call,
    message: texts.notNextItem(callee, awaitAdvice(view, call)),
    fixes: () => fixesFor(view, call, callee, 'safe'),
  });
}

/** A task or future that has a name may be needed as such, too: then what is awaited is its use. */
function fixesForUse(view: ChunkView, call: Call, use: Use, kind: AwaitableKind | undefined): readonly Fix[] {
  const callee = calleeText(view, call);
  const { view: home, place } = use;
  const isNeeded = kind === 'task' || (kind === 'future' && !home.evidence.aside(() => isMeantForValue(view, call)));
  const type = kind ? view.typeOf(call) : coroutineType(unknown);
  const fits = home.evidence.aside(() => fitsAwaited(home, place, type));
  if (isNeeded && place.kind === 'Name' && home.coroutineAround(place))
    return fits && !isAwaitedTwice(home, place)
      ? [{ title: titles.awaitIt(place.name), safety: 'safe', edits: () => insertAwait(home, place) }]
      : [];
  if (fits) return fixesFor(view, call, callee, kind ? 'safe' : 'unsafe');
  return place === call && isAddedToList(view, call) ? [asItem(view, call, callee)] : [];
}

/** `await (await read())`: callers await what the function returns, too, so that only its annotation is wrong. */
function isAwaitedTwice(view: ChunkView, place: Name): boolean {
  const node = view.functionAround(place);
  const family = view.parent(place)?.kind === 'Return' && node?.kind === 'FunctionDef' && familyOf({ view, node });
  if (!family) return false;
  return usesInProject(family).calls.some(({ view: caller, node: call }) => {
    const awaited = caller.parent(call);
    return awaited?.kind === 'Await' && caller.parent(awaited)?.kind === 'Await';
  });
}

/** `reply = client.fetch(url)`, where all that is done with the variable wants the result. */
const isMeantForValue = (view: ChunkView, call: Call): boolean =>
  bindingsOf(view, call).every((binding) =>
    usesOf(view, binding).every((use) => {
      const asked = view.parent(use);
      // A future is never `None`.
      if (asked?.kind === 'Compare' && isNone(asked.comparators[0]) && view.bindingsReaching(use).length === 1)
        return true;
      const occurrence = occurrenceOfUse(view, view.typeOf(call), binding, use);
      return occurrence && usedAsValue(view, occurrence) !== undefined;
    }),
  );

/** `jobs += fetch()`, which cannot be meant with an `await`: a list wants an iterable there. */
const isAddedToList = (view: ChunkView, call: Call): boolean => {
  const statement = view.parent(call);
  return (
    statement?.kind === 'AugAssign' &&
    statement.operator === '+=' &&
    view.evidence.aside(() => isList(view, statement.target))
  );
};

const asItem = (view: ChunkView, call: Call, callee: string): Fix => ({
  title: texts.addAsItem(callee),
  safety: 'unsafe',
  edits: () => [insertAt(view, call.start, '['), insertAt(view, call.end, ']')],
});

function fixesFor(view: ChunkView, call: Call, callee: string, safety: Fix['safety']): readonly Fix[] {
  const edits = () => insertAwait(view, call);
  const around = view.functionAround(call);
  if (view.coroutineAround(call) || canAwaitInCell(view, call))
    return [{ title: titles.awaitIt(`${callee}()`), safety, edits }];
  const asList = inListInstead(view, call);
  if (asList) return [{ title: texts.awaitInList(callee), safety: 'unsafe', edits: () => [...asList(), ...edits()] }];
  // In a generator expression of a coroutine, where an `await` would make an async generator.
  if (around?.kind !== 'FunctionDef' || around.isAsync) return [];
  const changes = makeAsyncWithCallers(view, around);
  if (!changes) return [];
  const title = titles.makeAsyncAndAwait(around.name, `${callee}()`, inFiles(changes));
  // What an async function returns, it awaits already.
  return [
    {
      title,
      safety: 'unsafe',
      edits: () => (isReturnedAsIs(view, call) ? editsOf(changes)() : [...edits(), ...editsOf(changes)()]),
    },
  ];
}

/** `max(load(n) + 1 for n in ns)`, `any(n for n in ns if is_new(n))`; not for `next()`, which goes through no list. */
function inListInstead(view: ChunkView, call: Call): MakeEdits | undefined {
  const generator = [...ancestors(view.facts, call)].find(({ kind }) => kind === 'Comprehension' || kind === 'Lambda');
  if (generator?.kind !== 'Comprehension' || generator.type !== 'generator') return undefined;
  const argument = view.parent(generator);
  const consumer = argument?.kind === 'Argument' ? view.parent(argument) : undefined;
  if (consumer?.kind !== 'Call' || !view.coroutineAround(consumer)) return undefined;
  return view.lookupCall(consumer, { 'builtins.next': true })
    ? undefined
    : () => asListComprehension(view, consumer, generator);
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

// ------------------------------------------------------------------------------------------- texts

const texts = {
  notResult: localized({
    en: (callee: string, noun: string, how: string, advice: string) =>
      `\`${callee}()\` is ${noun} here, not its result: ${how}; ${advice}.`,
    'zh-cn': (callee, noun, how, advice) =>
      `\`${callee}()\` 在这里得到的是${noun}，不是它的返回值：${how}；${advice}。`,
  }),
  awaitedElsewhere: localized({
    en: (callee: string, how: string, advice: string) =>
      `\`${callee}()\` is awaited in all other places, but used as its result here: as an awaitable, ${how}; ${advice}.`,
    'zh-cn': (callee, how, advice) =>
      `其他地方都等待了 \`${callee}()\`，这里却直接把它当作返回值使用：它如果是可等待对象，${how}；${advice}。`,
  }),
  usedHere: { en: 'Used as the result here', 'zh-cn': '在这里被当作返回值使用' },
  notNextItem: localized({
    en: (callee: string, advice: string) =>
      `\`${callee}()\` is an awaitable here, not the next item: it raises \`StopAsyncIteration\` only where it is awaited; ${advice}.`,
    'zh-cn': (callee, advice) =>
      `\`${callee}()\` 在这里得到的是可等待对象，不是下一个元素：等待它时才会抛出 \`StopAsyncIteration\`；${advice}。`,
  }),
  decorateGenerator: localized({
    en: (callee: string, how: string) =>
      `\`${callee}()\` is an async generator here, not its items: ${how}; decorate it with \`@contextlib.asynccontextmanager\`.`,
    'zh-cn': (callee, how) =>
      `\`${callee}()\` 在这里得到的是异步生成器，不是其中的元素：${how}；请用 \`@contextlib.asynccontextmanager\` 装饰它。`,
  }),
  goThroughGenerator: localized({
    en: (callee: string, how: string) =>
      `\`${callee}()\` is an async generator here, not its items: ${how}; go through it with \`async for\`.`,
    'zh-cn': (callee, how) =>
      `\`${callee}()\` 在这里得到的是异步生成器，不是其中的元素：${how}；请用 \`async for\` 遍历它。`,
  }),
  addAsItem: localized({
    en: (callee: string) => `Add \`${callee}()\` as an item`,
    'zh-cn': (callee) => `把 \`${callee}()\` 作为一个元素添加`,
  }),
  awaitInList: localized({
    en: (callee: string) => `Await \`${callee}()\` in a list`,
    'zh-cn': (callee) => `在列表中等待 \`${callee}()\``,
  }),
};
