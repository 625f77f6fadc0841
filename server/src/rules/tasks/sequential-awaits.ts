import type { Assign, Await, Call, Expression, Name, Node, Statement } from '../../facts/nodes.ts';
import { blockAround } from '../../facts/statement-blocks.ts';
import { preorder } from '../../facts/walk.ts';
import type { Fix, MakeEdits } from '../../fixes/fix.ts';
import { taskGroupForEach, taskGroupForRow } from '../../fixes/task-group.ts';
import { usedByOneTask } from '../../knowledge/conventions/connections.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { notConcurrent, sleeps } from '../../knowledge/loop.ts';
import { calleeText, isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import { hasPython, type ChunkView } from '../../project/model/chunk-view.ts';
import type { Type } from '../../project/types/types.ts';
import { localized, type Localized } from '../../text/localized.ts';
import type { Range } from '../../text/range.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { isInstance } from '../shared/held-locks.ts';

export const sequentialAwaits = defineRule({
  id: 'sequential-awaits',
  category: 'tasks',
  severity: 'off',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: 'Awaits that do not depend on each other wait one after the other.',
    'zh-cn': '互不依赖的等待，却是一个接一个地进行。',
  },
  docs: {
    why: {
      en: [
        'Each `await` waits until its coroutine is done before the next one starts. Coroutines that do not need each other’s results can wait at the same time, which takes as long as the slowest instead of the sum of all.',
        'Whether they may do so only the author knows: the order, a limit of the server or a shared connection can forbid it.',
      ].join(' '),
      'zh-cn': [
        '每个 `await` 都会等到自己的协程结束，下一个才开始。不需要彼此结果的协程可以同时等待，总时间只等于最慢的那一个，而不是全部相加。',
        '能不能这样做只有作者知道：先后顺序、服务器的限制或共用的连接都可能不允许。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def load(name):
              print("asks for", name)
              await asyncio.sleep(0.1)
              print("has", name)
              return name


          async def main(names):
              return [await load(name) for name in names]


          asyncio.run(main(["tea", "milk"]))
        `,
        good: python`
          import asyncio


          async def load(name):
              print("asks for", name)
              await asyncio.sleep(0.1)
              print("has", name)
              return name


          async def main(names):
              async with asyncio.TaskGroup() as group:
                  tasks = [group.create_task(load(name)) for name in names]
              return [task.result() for task in tasks]


          asyncio.run(main(["tea", "milk"]))
        `,
        claim: {
          shows: 'has tea\nasks for milk',
          meaning: { en: 'the second one begins when the first has ended', 'zh-cn': '第一个结束后，第二个才开始' },
          python: '3.11',
        },
      },
    ],
    limits: {
      en: 'Only assignments in a row, and list comprehensions, whose coroutines are known and share no connection, cursor or session that may be used by one task only, told by its type, or by its name where that says so (`session`, `conn`, `reader`, `ws`, …). Blocks of more than 300 statements are left alone.',
      'zh-cn':
        '只看连续的赋值和列表推导式，其中的协程必须是已知的，而且没有共用只能由一个任务使用的连接、游标或会话：根据类型判断，或者在名称足以说明时根据名称判断（`session`、`conn`、`reader`、`ws` 等）。超过 300 条语句的代码块不看。',
    },
    peers: [],
  },
  visit: {
    Comprehension(node, view, report) {
      const { element, generators, type } = node;
      const [generator, ...others] = generators;
      if (type !== 'list' || !generator || others.length > 0 || generator.isAsync || !view.coroutineAround(node))
        return;
      if (element.kind !== 'Await' || !isIndependentCall(view, element.value)) return;
      if (awaitsMore(view, node, element) || !namesItem(view, element, generator.target)) return;
      report({
        at: element,
        message: texts.eachWaits(calleeText(view, element.value), inGroup(view)),
        fixes: () => together(taskGroupForEach(view, node, element)),
      });
    },
    Assign(node, view, report) {
      const run = runFrom(view, node);
      if (run.length < 2) return;
      const callees = run.map(({ call }) => calleeText(view, call));
      report({
        at: rangeOf(run),
        message: texts.rowWaits(callees, inGroup(view)),
        fixes: () =>
          together(
            taskGroupForRow(
              view,
              run.map(({ statement: { start, end }, target, call }) => ({ start, end, target: target.name, call })),
            ),
          ),
      });
    },
  },
});

const inGroup = (view: ChunkView): Localized => (hasPython(view, 11) ? texts.inGroup : texts.withGather);

// ------------------------------------------------------------------------------------ independence

/** A call that makes a coroutine and shares nothing that only one task may use. */
function isIndependentCall(view: ChunkView, value: Expression): value is Call {
  if (value.kind !== 'Call' || view.library !== 'asyncio' || !isCoroutine(view, view.typeOf(value))) return false;
  if (view.lookupCall(value, sleeps)) return false;
  return [...preorder(view.facts, value)].every((node) => node.kind !== 'Name' || !isShared(view, node));
}

const isShared = (view: ChunkView, name: Name): boolean => {
  const type = view.typeOf(name);
  return isInstance(view, type, notConcurrent) || (!isText(view, type) && isNamedBy(usedByOneTask, name.name));
};

/** `"session"`, `session_count` */
const isText = (view: ChunkView, type: Type): boolean =>
  ['builtins.str', 'builtins.bytes', 'builtins.int'].some((name) => view.isInstanceOf(type, name));

/** `read() for _ in range(3)` may read from one source, in order. */
const namesItem = (view: ChunkView, element: Node, target: Expression): boolean => {
  const items = new Set([...preorder(view.facts, target)].flatMap((node) => (node.kind === 'Name' ? [node.name] : [])));
  return [...preorder(view.facts, element)].some((node) => node.kind === 'Name' && items.has(node.name));
};

const awaitsMore = (view: ChunkView, root: Node, only: Await): boolean =>
  [...preorder(view.facts, root)].some((node) => node.kind === 'Await' && node !== only);

// ------------------------------------------------------------------------------- assignments in a row

interface Step {
  readonly statement: Assign;
  readonly target: Name;
  readonly call: Call;
}

/** Statements of a block in which every step is compared with all before it. */
const LONGEST = 300;

/** The run of `x = await f()` that begins with a statement, none of which reads what another one assigns. */
function runFrom(view: ChunkView, node: Assign): readonly Step[] {
  const around = view.coroutineAround(node) && stepOf(view, node) ? blockAround(view.facts, node) : undefined;
  if (!around || around.block.length > LONGEST) return [];
  let run: Step[] = [];
  for (const statement of around.block) {
    const step = stepOf(view, statement);
    const continues = step && !reads(view, step, run) && !sharesReceiver(view, step, run);
    if (continues) run.push(step);
    else if (run[0]?.statement === node) return run;
    else run = step ? [step] : [];
  }
  return run[0]?.statement === node ? run : [];
}

function stepOf(view: ChunkView, statement: Statement): Step | undefined {
  if (statement.kind !== 'Assign' || statement.targets.length !== 1) return undefined;
  const [target] = statement.targets;
  const { value } = statement;
  if (target?.kind !== 'Name' || value.kind !== 'Await' || !isIndependentCall(view, value.value)) return undefined;
  return { statement, target, call: value.value };
}

const reads = (view: ChunkView, { call, target }: Step, earlier: readonly Step[]): boolean =>
  earlier.some(
    (other) =>
      other.target.name === target.name ||
      [...preorder(view.facts, call)].some((node) => node.kind === 'Name' && node.name === other.target.name),
  );

/** Methods of one object may well need their order, and so may a function that is given the object. */
const sharesReceiver = (view: ChunkView, step: Step, run: readonly Step[]): boolean =>
  run.some(
    ({ call }) => uses(view, call, receiverOf(view, step.call)) || uses(view, step.call, receiverOf(view, call)),
  );

const uses = (view: ChunkView, call: Call, receiver: string | undefined): boolean =>
  receiver !== undefined &&
  (receiverOf(view, call) === receiver ||
    call.args.some((argument) => [...preorder(view.facts, argument)].some((node) => isObject(view, node, receiver))));

const isObject = (view: ChunkView, node: Node, receiver: string): boolean =>
  (node.kind === 'Name' || node.kind === 'Attribute') && view.source(node) === receiver;

const receiverOf = (view: ChunkView, { func }: Call): string | undefined =>
  func.kind === 'Attribute' && view.typeOf(func.value).kind !== 'module' ? view.source(func.value) : undefined;

// ------------------------------------------------------------------------------------------- fixing

function together(edits: MakeEdits | undefined): readonly Fix[] {
  return edits ? [{ title: texts.runTogether, safety: 'unsafe', edits }] : [];
}

const rangeOf = (run: readonly Step[]): Range => ({
  start: run[0]?.statement.start ?? 0,
  end: run.at(-1)?.statement.end ?? 0,
});

// ------------------------------------------------------------------------------------------- texts

const texts = {
  eachWaits: localized({
    en: (callee: string, inGroup: string) =>
      `Each \`${callee}()\` waits for the one before; run them together ${inGroup}.`,
    'zh-cn': (callee, inGroup) => `每个 \`${callee}()\` 都要等前一个结束；请${inGroup}让它们并发运行。`,
  }),
  rowWaits: localized({
    en: (callees: readonly string[], inGroup: string) => {
      const calls = callees.map((callee) => `\`${callee}()\``);
      return `${calls.slice(0, -1).join(', ')} and ${calls.at(-1) ?? ''} do not need each other, but wait one after the other; run them together ${inGroup}.`;
    },
    'zh-cn': (callees, inGroup) =>
      `${callees.map((callee) => `\`${callee}()\``).join('、')} 互不依赖，却逐个等待；请${inGroup}让它们并发运行。`,
  }),
  inGroup: { en: 'in an `asyncio.TaskGroup`', 'zh-cn': '用 `asyncio.TaskGroup`' },
  withGather: { en: 'with `asyncio.gather()`', 'zh-cn': '用 `asyncio.gather()`' },
  runTogether: { en: 'Run them together in an `asyncio.TaskGroup`', 'zh-cn': '用 `asyncio.TaskGroup` 让它们并发运行' },
};
