import type { Await, Call, Expression, Node } from '../../facts/nodes.ts';
import { isStatement } from '../../facts/flow-statements.ts';
import { ancestors, preorder } from '../../facts/walk.ts';
import { addKeyword } from '../../fixes/add-argument.ts';
import { replaceRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { taskGroupInstead } from '../../fixes/task-group.ts';
import { sleeps, taskSpawners } from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import { dominates } from '../../project/inference/dominance.ts';
import { hasPython, type ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf, type Type } from '../../project/types/types.ts';
import { localized, type Localized } from '../../text/localized.ts';
import type { Range } from '../../text/range.ts';
import { defineRule } from '../rule.ts';
import { notRunnable } from '../shared/not-runnable.ts';
import { isTestFunction } from '../shared/tests.ts';
import { cancelsTasks } from './cancels-tasks.ts';
import { gatherExceptionsDocs } from './gather-exceptions-docs.ts';
import { areResultsLost, areTasksAsked, isWatched } from './lost-results.ts';
import { whyItMatters } from './left-behind.ts';
import { isNamedInExcept } from './named-in-except.ts';
import { seesToErrors } from './sees-to-errors.ts';
import { isJustException, testForErrors } from './tested-results.ts';
import { startedHere } from './started-here.ts';

export const gatherExceptions = defineRule({
  id: 'gather-exceptions',
  category: 'tasks',
  severity: 'hint',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: 'An error in one of the coroutines of `gather()` leaves the others unattended, or is lost.',
    'zh-cn': '`gather()` 的一个协程出错时，其余协程无人看管，或者错误会丢失。',
  },
  docs: gatherExceptionsDocs,
  visit: {
    Call(call, view, report) {
      const cls = testForErrors(view, call);
      if (!cls) return;
      report({
        at: cls,
        message: texts.cancelledToo(view.source(cls)),
        fixes: () => [
          { title: texts.testForAll, safety: 'unsafe', edits: () => [replaceRange(view, cls, 'BaseException')] },
        ],
      });
    },
    Await(node, view, report) {
      const call = node.value;
      if (call.kind !== 'Call' || !isGather(view, call) || isPrepared(view, call)) return;
      if (notRunnable(view, call).length > 0) return;
      const collects = call.args.find(({ name }) => name === 'return_exceptions')?.value;
      if (call.args.some(({ stars }) => stars === 2)) return;
      if (!collects) {
        if (!runsSeveral(call) || everyoneIsSafe(view, call)) return;
        const why = whyItMatters(view, call);
        report({
          at: why === undefined ? nameOf(call.func) : call,
          ...(why === undefined ? {} : { severity: 'information' }),
          message: unattendedMessage(view, call, why),
          fixes: () => unattendedFixes(view, node, call),
        });
      } else if (
        collects.kind === 'Constant' &&
        collects.value === true &&
        areResultsLost(view, node) &&
        !isWatched(view, call) &&
        !areTasksAsked(view, node) &&
        !everyoneIsSafe(view, call)
      ) {
        report({
          at: call,
          severity: startedHere(view, call).some((made) => made.length > 0) ? 'warning' : 'information',
          message: texts.vanish(calleeText(view, call)),
          fixes: () => groupFix(view, node, call),
        });
      }
    },
  },
});

const isGather = (view: ChunkView, call: Call): boolean =>
  view.lookupCall(call, taskSpawners)?.spawns.argument.rest === true;

const runsSeveral = ({ args }: Call): boolean => {
  const positional = args.filter(({ name }) => name === undefined);
  const [first] = positional;
  if (positional.length === 1 && first?.stars === 0)
    return (
      first.value.kind === 'Comprehension' || (first.value.kind === 'Collection' && first.value.elements.length > 1)
    );
  return positional.length > 0;
};

/** Whether the author sees to the others: cancels them, or is in a test that fails as a whole. */
function isPrepared(view: ChunkView, call: Call): boolean {
  const around = view.functionAround(call);
  if (!around) return false;
  if (around.kind === 'Lambda' || isInTest(view, call)) return true;
  return (
    cancelsTasks(view, around) ||
    [...preorder(view.facts, around)].some(
      (node) => node.kind === 'Call' && dominates(view.facts, node, call) && hasWaitedFor(view, node, call),
    )
  );
}

const isInTest = (view: ChunkView, node: Node): boolean =>
  [...ancestors(view.facts, node)].some((outer) => outer.kind === 'FunctionDef' && isTestFunction(view, outer));

/** `await asyncio.wait(tasks)` before `gather(*tasks)`: all are done. */
function hasWaitedFor(view: ChunkView, wait: Call, { args: [gathered] }: Call): boolean {
  const [waited, ...options] = wait.args;
  return (
    waited?.value.kind === 'Name' &&
    gathered?.value.kind === 'Name' &&
    waited.value.name === gathered.value.name &&
    options.length === 0 &&
    view.lookupCall(wait, WAIT) !== undefined
  );
}

const WAIT = { 'asyncio.wait': true } as const;

// --------------------------------------------------------------- without `return_exceptions=True`

/** Whether none of the coroutines can fail: sleeps, and functions that see to their errors. */
function everyoneIsSafe(view: ChunkView, call: Call): boolean {
  const started = startedHere(view, call);
  return started.length > 0 && started.every((made) => made.length > 0 && made.every((node) => isSafe(view, node)));
}

function isSafe(view: ChunkView, node: Expression): boolean {
  if (node.kind !== 'Call') return false;
  if (view.lookupCall(node, sleeps)) return true;
  const definition = view.definition(view.typeOf(node.func));
  return definition !== undefined && seesToErrors(definition.view, definition.node);
}

/** Advice for most: only the name is marked. */
const nameOf = (func: Expression): Range =>
  func.kind === 'Attribute' ? { start: func.attributeStart, end: func.end } : func;

function unattendedMessage(view: ChunkView, call: Call, why: Localized = texts.nobodySees): Localized {
  const message = hasPython(view, 11) ? texts.unattended : texts.unattendedInOldPython;
  return message(calleeText(view, call), why);
}

function unattendedFixes(view: ChunkView, node: Await, call: Call): readonly Fix[] {
  const group = groupFix(view, node, call);
  const tests = testsOfResults(view, node);
  if (tests.length === 0) return group;
  const edits = () => [
    ...addKeyword(view, call, 'return_exceptions=True'),
    ...tests.filter((cls) => isJustException(view, cls)).map((cls) => replaceRange(view, cls, 'BaseException')),
  ];
  return [{ title: texts.returnExceptions, safety: 'unsafe', edits }, ...group];
}

/** The classes in `isinstance(result, Exception)` behind it: else exceptions among the results would be taken for results. */
function testsOfResults(view: ChunkView, node: Await): readonly Expression[] {
  const around = view.functionAround(node);
  const kept = view.parent(node)?.kind;
  if (!around || (kept !== 'Assign' && kept !== 'AnnAssign' && kept !== 'NamedExpr')) return [];
  return [...preorder(view.facts, around)].flatMap((test) => {
    const isTest = test.kind === 'Call' && test.func.kind === 'Name' && test.func.name === 'isinstance';
    const [value, asked] = isTest ? test.args : [];
    return value !== undefined &&
      asked !== undefined &&
      isOneOfResults(view, value.value, node) &&
      membersOf(view.typeOf(asked.value)).every((type) => isExceptionClass(view, type))
      ? [asked.value]
      : [];
  });
}

/** `result` of `for result in results:`, of `first, result = await gather(…)`, `results[0]`, by the bindings that reach the place. */
function isOneOfResults(view: ChunkView, value: Expression, gathered: Await): boolean {
  return [...preorder(view.facts, value)].some(
    (part) =>
      part.kind === 'Name' &&
      view.bindingsReaching(part).some(({ node }) => {
        const target = view.facts.nodes[node];
        for (const outer of target ? ancestors(view.facts, target) : []) {
          if (outer.kind === 'For' || outer.kind === 'ComprehensionFor')
            return isOneOfResults(view, outer.iter, gathered);
          if (outer.kind === 'Assign' || outer.kind === 'AnnAssign' || outer.kind === 'NamedExpr')
            return outer.value === gathered;
          if (isStatement(outer)) return false;
        }
        return false;
      }),
  );
}

const isExceptionClass = (view: ChunkView, type: Type): boolean =>
  type.kind === 'class' && view.isInstanceOf(type, 'builtins.BaseException');

function groupFix(view: ChunkView, node: Await, call: Call): readonly Fix[] {
  const edits = isNamedInExcept(view, node) ? undefined : taskGroupInstead(view, node, call);
  return edits ? [{ title: texts.useGroup, safety: 'unsafe', edits }] : [];
}

// ------------------------------------------------------------------------------------------- texts

const texts = {
  cancelledToo: localized({
    en: (exception: string) =>
      `Of a task that was cancelled, \`gather()\` gives the \`CancelledError\`, which is no \`${exception}\` and is taken for a result here; test for \`BaseException\`.`,
    'zh-cn': (exception) =>
      `对于被取消的任务，\`gather()\` 给出的是 \`CancelledError\`，它不是 \`${exception}\` 的子类，在这里会被当作结果；请检查 \`BaseException\`。`,
  }),
  testForAll: { en: 'Test for `BaseException`', 'zh-cn': '检查 `BaseException`' },
  vanish: localized({
    en: (gather: string) =>
      `Exceptions in this \`${gather}()\` vanish: \`return_exceptions=True\` puts them among the results, which nobody looks at; go through the results.`,
    'zh-cn': (gather) =>
      `这个 \`${gather}()\` 中的异常会悄然消失：\`return_exceptions=True\` 把异常放进结果里，而结果无人检查；请逐个检查结果。`,
  }),
  unattended: localized({
    en: (gather: string, why: string) =>
      `If one coroutine of this \`${gather}()\` fails, the others go on${why}; use an \`asyncio.TaskGroup\`, or pass \`return_exceptions=True\` and look at the results.`,
    'zh-cn': (gather, why) =>
      `这个 \`${gather}()\` 中如有一个协程出错，其余协程不会被取消，仍在后台运行${why}；请改用 \`asyncio.TaskGroup\`，或传入 \`return_exceptions=True\` 并检查结果。`,
  }),
  unattendedInOldPython: localized({
    en: (gather: string, why: string) =>
      `If one coroutine of this \`${gather}()\` fails, the others go on${why}; pass \`return_exceptions=True\` and look at the results.`,
    'zh-cn': (gather, why) =>
      `这个 \`${gather}()\` 中如有一个协程出错，其余协程不会被取消，仍在后台运行${why}；请传入 \`return_exceptions=True\` 并检查结果。`,
  }),
  nobodySees: { en: ' and nobody sees their errors', 'zh-cn': '，它们的异常也无人处理' },
  returnExceptions: { en: 'Add `return_exceptions=True`', 'zh-cn': '加上 `return_exceptions=True`' },
  useGroup: { en: 'Use an `asyncio.TaskGroup`', 'zh-cn': '改用 `asyncio.TaskGroup`' },
};
