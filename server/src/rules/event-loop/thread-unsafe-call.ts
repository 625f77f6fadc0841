import type { Attribute, Call, Expression, Name, Node } from '../../facts/nodes.ts';
import { ancestors, preorder } from '../../facts/walk.ts';
import { reference } from '../../fixes/add-import.ts';
import { insertAt, replaceRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { loopGetters, loopStarters, threadUnsafe } from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { isInstance } from '../shared/held-locks.ts';
import { handedToThread, startInThread, unsafeAsPassed } from './dispatched-to-thread.ts';

export const threadUnsafeCall = defineRule({
  id: 'thread-unsafe-call',
  category: 'event-loop',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: 'An asyncio object is touched from another thread than the event loop’s.',
    'zh-cn': '从事件循环以外的线程触碰了 asyncio 的对象。',
  },
  docs: {
    why: {
      en: [
        'Objects of asyncio are not thread-safe. Touched from another thread they can break, and the event loop does not notice: it sleeps on, and whoever waits is woken much later or never.',
        'In debug mode asyncio raises `RuntimeError: Non-thread-safe operation invoked on an event loop other than the current one`.',
        'From a thread use `loop.call_soon_threadsafe(function, …)` or `asyncio.run_coroutine_threadsafe(coroutine, loop)`.',
      ].join(' '),
      'zh-cn': [
        'asyncio 的对象不是线程安全的。从另一个线程触碰它们，可能会破坏其内部状态，而事件循环也不会察觉：它继续睡着，等待的任务很久以后才被唤醒，甚至永远不被唤醒。',
        '在调试模式下，asyncio 会抛出 `RuntimeError: Non-thread-safe operation invoked on an event loop other than the current one`。',
        '在线程中请使用 `loop.call_soon_threadsafe(function, …)` 或 `asyncio.run_coroutine_threadsafe(coroutine, loop)`。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          def produce(loop: asyncio.AbstractEventLoop):
              loop.call_soon(print, "produced")


          async def main():
              await asyncio.to_thread(produce, asyncio.get_running_loop())


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          def produce(loop: asyncio.AbstractEventLoop):
              loop.call_soon_threadsafe(print, "produced")


          async def main():
              await asyncio.to_thread(produce, asyncio.get_running_loop())


          asyncio.run(main())
        `,
        claim: { shows: 'Non-thread-safe operation invoked on an event loop other than the current one' },
      },
    ],
    limits: {
      en: 'Only functions that the same file hands to a thread by name, lambdas, and `run()` of classes that derive from `Thread`; what they call in turn is not followed. Functions that run an event loop of their own are left alone.',
      'zh-cn':
        '只看同一个文件按名称交给线程的函数、lambda，以及继承自 `Thread` 的类的 `run()`；它们再调用的函数不追踪。自己运行事件循环的函数不报告。',
    },
    printed: [
      'RuntimeError: Non-thread-safe operation invoked on an event loop other than the current one',
      'RuntimeError: no running event loop',
    ],
    peers: [],
  },
  visit: {
    Call(call, view, report) {
      const handed = handedToThread(view, call);
      const method = handed && view.lookup(view.typeOf(handed), threadUnsafe);
      if (handed && method !== undefined) {
        report({
          at: handed,
          message: texts.handed(view.source(handed), method),
        });
      }
      const around = view.functionAround(call);
      const instead = view.lookupCall(call, threadUnsafe) ?? unsafeAsPassed(view, call, around);
      const start = instead !== undefined && around ? startInThread(view, around) : undefined;
      if (instead === undefined || !around || !start || runsOwnLoop(view, around)) return;
      const name = around.kind === 'FunctionDef' ? `\`${around.name}()\`` : texts.lambda;
      report({
        at: call,
        message: texts.called(calleeText(view, call), name, instead),
        related: [{ at: start.view.at(start.place), message: texts.handedHere(name) }],
        fixes: () => threadSafeFix(view, call),
      });
    },
  },
});

/** Whether the function starts or makes a loop: then its objects are those of its own thread. */
const runsOwnLoop = (view: ChunkView, around: Node): boolean =>
  [...preorder(view.facts, around)].some(
    (node) =>
      node.kind === 'Call' &&
      (view.lookupCall(node, loopStarters) !== undefined || view.lookupCall(node, loopGetters) === 'new'),
  );

// ------------------------------------------------------------------------------------------- fixing

/** What the loop runs instead: in words that suit the call. */
function threadSafeFix(view: ChunkView, call: Call): readonly Fix[] {
  const { func } = call;
  if (func.kind !== 'Attribute') return [];
  if (view.lookupCall(call, LOOP_METHODS) === undefined) return throughLoop(view, call);
  if (func.attribute === 'call_soon') {
    const edits = () => [replaceRange(view, { start: func.attributeStart, end: func.end }, 'call_soon_threadsafe')];
    return [{ title: texts.useCallSoon, safety: 'safe', edits }];
  }
  return asConcurrentFuture(view, call, func.value);
}

/** `loop.create_task(c)` → `asyncio.run_coroutine_threadsafe(c, loop)` */
function asConcurrentFuture(view: ChunkView, call: Call, loop: Expression): readonly Fix[] {
  const [argument, ...others] = call.args;
  if (!argument || others.length > 0 || argument.stars > 0 || argument.name !== undefined) return [];
  const { name, edits } = reference(view, call, 'asyncio.run_coroutine_threadsafe');
  return [
    {
      title: texts.useRunCoroutine,
      safety: 'unsafe',
      edits: () => [
        ...edits,
        replaceRange(view, call.func, name),
        insertAt(view, argument.end, `, ${view.source(loop)}`),
      ],
    },
  ];
}

/** `queue.put_nowait(1)` → `loop.call_soon_threadsafe(queue.put_nowait, 1)`, where the result is not used and a loop is at hand. */
function throughLoop(view: ChunkView, call: Call): readonly Fix[] {
  const { func, args } = call;
  const isPlain = args.every(({ name, stars }) => name === undefined && stars === 0);
  const loop = isPlain && view.parent(call)?.kind === 'Expr' ? loopInReach(view, call) : undefined;
  if (loop === undefined) return [];
  const [first] = args;
  const edits = () => [
    insertAt(view, call.start, `${loop}.call_soon_threadsafe(`),
    replaceRange(view, { start: func.end, end: first?.start ?? call.end }, first ? ', ' : ')'),
  ];
  return [{ title: texts.letLoopCall(loop), safety: 'unsafe', edits }];
}

/** An event loop that the functions around the call have in a variable or as an attribute of their object. */
function loopInReach(view: ChunkView, call: Call): string | undefined {
  const around = new Set<Node>(ancestors(view.facts, call));
  const found = view.facts.nodes.find(
    (node): node is Name | Attribute =>
      (node.kind === 'Name' || (node.kind === 'Attribute' && isOfSelf(view, call, node))) &&
      around.has(view.functionAround(node) ?? node) &&
      isInstance(view, view.typeOf(node), LOOPS),
  );
  return found && view.source(found);
}

/** `self.loop`, seen from a method that has the same `self`. */
const isOfSelf = (view: ChunkView, call: Call, { value }: Attribute): boolean => {
  const method = view.functionAround(call);
  return value.kind === 'Name' && method?.kind === 'FunctionDef' && value.name === method.parameters[0]?.name;
};

const LOOPS = { 'asyncio.AbstractEventLoop': true, 'asyncio.BaseEventLoop': true } as const;

const LOOP_METHODS = {
  'asyncio.AbstractEventLoop.call_soon': true,
  'asyncio.AbstractEventLoop.create_task': true,
  'asyncio.BaseEventLoop.call_soon': true,
  'asyncio.BaseEventLoop.create_task': true,
} as const;

// ------------------------------------------------------------------------------------------- texts

const texts = {
  handed: localized({
    en: (method: string, instead: string) =>
      `\`${method}()\` is not thread-safe, but runs in another thread here, which the event loop may never notice; use ${instead}.`,
    'zh-cn': (method, instead) =>
      `\`${method}()\` 不是线程安全的，这里却在另一个线程中运行，事件循环可能根本不会察觉；请使用${instead}。`,
  }),
  called: localized({
    en: (callee: string, caller: string, instead: string) =>
      `\`${callee}()\` is not thread-safe, but ${caller} runs in another thread than the event loop, which may never notice the call; use ${instead}.`,
    'zh-cn': (callee, caller, instead) =>
      `\`${callee}()\` 不是线程安全的，而${caller}运行在事件循环之外的线程中，事件循环可能根本不会察觉这次调用；请使用${instead}。`,
  }),
  lambda: { en: 'this lambda', 'zh-cn': '这个 lambda' },
  handedHere: localized({
    en: (name: string) => `${name} is handed to a thread here`,
    'zh-cn': (name) => `${name}在这里交给线程运行`,
  }),
  useCallSoon: { en: 'Use `call_soon_threadsafe()`', 'zh-cn': '改用 `call_soon_threadsafe()`' },
  useRunCoroutine: {
    en: 'Use `asyncio.run_coroutine_threadsafe()`',
    'zh-cn': '改用 `asyncio.run_coroutine_threadsafe()`',
  },
  letLoopCall: localized({
    en: (loop: string) => `Let \`${loop}\` call it`,
    'zh-cn': (loop) => `由 \`${loop}\` 来调用它`,
  }),
};
