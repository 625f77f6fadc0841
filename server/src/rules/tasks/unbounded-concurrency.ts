import type { Call, Comprehension, Expression, For, Node } from '../../facts/nodes.ts';
import { ancestors, preorder } from '../../facts/walk.ts';
import { asyncLocks, coroutineConsumers, taskSpawners } from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { isInstance } from '../shared/held-locks.ts';
import { onlyValue } from '../../facts/only-value.ts';

export const unboundedConcurrency = defineRule({
  id: 'unbounded-concurrency',
  category: 'tasks',
  severity: 'off',
  fix: 'never',
  summary: {
    en: 'As many tasks at once as a collection has items, without a limit.',
    'zh-cn': '集合有多少元素，就同时启动多少任务，没有上限。',
  },
  docs: {
    why: {
      en: [
        '`gather()` starts all that it is assigned at once, and so does a loop around `create_task()`.',
        'With ten items that is what is wanted; with ten thousand, servers refuse connections, files run out, and memory holds all that is under way.',
        'A semaphore in the coroutine, or a few workers that take from a queue, keep the number down.',
      ].join(' '),
      'zh-cn': [
        '`gather()` 会把交给它的全部同时启动，在循环里调用 `create_task()` 也是如此。十个元素时这正是想要的；一万个时，服务器会拒绝连接，文件句柄会耗尽，内存里装满所有正在进行的工作。',
        '在协程里使用信号量，或者用几个从队列取任务的工作协程，就可以控制同时进行的数量。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def load(name):
              await asyncio.sleep(0.01)
              return name


          async def load_all(names):
              return await asyncio.gather(*[load(name) for name in names])
        `,
        good: python`
          import asyncio

          limit = asyncio.Semaphore(10)


          async def load(name):
              async with limit:
                  await asyncio.sleep(0.01)
                  return name


          async def load_all(names):
              return await asyncio.gather(*[load(name) for name in names])
        `,
        claim: { because: 'It shows only with many items, and in what they ask of others.' },
      },
    ],
    limits: {
      en: 'A coroutine that enters a semaphore or a limiter has a limit, and so has a collection that is written there or counted by `range()` with a constant. How long others are is not known.',
      'zh-cn':
        '会进入信号量或限流器的协程有上限；直接写在那里的集合，以及由 `range()` 用常量计数的集合也有上限。其他集合有多长，无从得知。',
    },
    peers: [],
  },
  visit: {
    Call(call, view, report) {
      const started = startedForEach(view, call);
      if (!started || isShort(started.iter) || isLimited(view, started.made)) return;
      report({
        at: call.func,
        message: runsAll(calleeText(view, call), view.source(started.iter)),
      });
    },
  },
});

interface Started {
  readonly iter: Expression;
  readonly made: Expression;
}

/** `gather(*(f(x) for x in xs))`, `[create_task(f(x)) for x in xs]`, `for x in xs: group.create_task(f(x))` */
function startedForEach(view: ChunkView, call: Call): Started | undefined {
  if (view.lookupCall(call, coroutineConsumers)?.argument.rest) {
    const starred = call.args.find(({ stars }) => stars === 1)?.value;
    const assigned = starred?.kind === 'Name' ? onlyValue(view.facts, starred) : starred;
    return assigned?.kind === 'Comprehension' && isCall(assigned.element) && !isSpawned(view, assigned.element)
      ? { iter: assigned.generators[0]!.iter, made: assigned.element }
      : undefined;
  }
  const [first] = call.args;
  if (!first || view.lookupCall(call, taskSpawners)?.spawns.what !== 'coroutine' || !isCall(first.value))
    return undefined;
  const loop = loopAround(view, call);
  return loop && { iter: loop.kind === 'For' ? loop.iter : loop.generators[0]!.iter, made: first.value };
}

const isCall = (node: Expression): node is Call => node.kind === 'Call';

const isSpawned = (view: ChunkView, call: Call): boolean => view.lookupCall(call, taskSpawners) !== undefined;

/** The plain `for` that starts one each time round, and waits for nothing meanwhile. */
function loopAround(view: ChunkView, call: Call): For | Comprehension | undefined {
  for (const outer of ancestors(view.facts, call)) {
    if (outer.kind === 'FunctionDef' || outer.kind === 'Lambda' || outer.kind === 'While') return undefined;
    if (outer.kind === 'Comprehension') return outer;
    if (outer.kind === 'For') {
      const waits = [...preorder(view.facts, outer)].some(({ kind }) => kind === 'Await');
      return outer.isAsync || waits ? undefined : outer;
    }
  }
  return undefined;
}

/** A collection that is written there, or `range(10)`. */
const isShort = (iter: Expression): boolean =>
  iter.kind === 'Collection' ||
  iter.kind === 'Dict' ||
  (iter.kind === 'Call' &&
    iter.func.kind === 'Name' &&
    iter.func.name === 'range' &&
    iter.args.every(({ value }) => value.kind === 'Constant'));

/** Whether the coroutine takes a semaphore, or is not known. */
function isLimited(view: ChunkView, made: Expression): boolean {
  if (made.kind !== 'Call') return true;
  const found = view.definition(view.typeOf(made.func));
  if (!found) return view.typeOf(made).kind !== 'coroutine';
  return [...preorder(found.view.facts, found.node)].some((node: Node) =>
    node.kind === 'WithItem'
      ? isInstance(found.view, found.view.typeOf(node.context), asyncLocks)
      : node.kind === 'Call' && node.func.kind === 'Attribute' && node.func.attribute === 'acquire',
  );
}

const runsAll = localized({
  en: (callee: string, items: string) =>
    `\`${callee}()\` runs a task for each item of \`${items}\` at once, however many they are; limit them with a semaphore.`,
  'zh-cn': (callee, items) =>
    `\`${callee}()\` 会为 \`${items}\` 中的每一项同时运行一个任务，不论有多少项；请用信号量限制并发数量。`,
});
