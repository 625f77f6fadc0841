import type { AnnAssign, Assign, Call, Expression, Node } from '../../facts/nodes.ts';
import { isReceiver } from '../../facts/receiver.ts';
import { enclosing } from '../../facts/walk.ts';
import { loopBound, loopBoundClients } from '../../knowledge/loop.ts';
import { bindingsOf, calleeText } from '../../project/coroutines/coroutine-life.ts';
import { hasPython, type ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { loopsThatUse, type Kept } from './loops-of-file.ts';

export const loopBoundPrimitive = defineRule({
  id: 'loop-bound-primitive',
  category: 'event-loop',
  severity: 'warning',
  fix: 'never',
  summary: {
    en: 'An object that belongs to one event loop is made where none runs, or used on several.',
    'zh-cn': '属于某个事件循环的对象，在没有循环运行的地方创建，或者在多个循环里使用。',
  },
  docs: {
    why: {
      en: [
        'Locks, queues, events and client sessions belong to one event loop. Some want it as they are made: without a running loop `aiohttp.ClientSession()` raises `RuntimeError`.',
        'Those of asyncio bind themselves to the loop on which they first have to wait (before Python 3.10: as they are made). Each `asyncio.run()` makes a loop of its own, so that a lock used in two of them raises `RuntimeError: … is bound to a different event loop`.',
      ].join('\n\n'),
      'zh-cn': [
        '锁、队列、事件和客户端会话都属于某一个事件循环。有些在创建时就需要循环：没有正在运行的循环时，`aiohttp.ClientSession()` 会抛出 `RuntimeError`。',
        'asyncio 自己的对象会绑定到第一次必须等待时所在的循环（Python 3.10 之前：创建时的循环）。每次 `asyncio.run()` 都会创建一个新循环，所以在其中两个里使用同一把锁，就会抛出 `RuntimeError: … is bound to a different event loop`。',
      ].join('\n\n'),
    },
    examples: [
      {
        bad: python`
          import asyncio

          ready = asyncio.Event()


          async def wait_until_ready():
              asyncio.get_running_loop().call_later(0.1, ready.set)
              await ready.wait()
              ready.clear()


          asyncio.run(wait_until_ready())
          asyncio.run(wait_until_ready())
        `,
        good: python`
          import asyncio


          async def wait_until_ready():
              ready = asyncio.Event()
              asyncio.get_running_loop().call_later(0.1, ready.set)
              await ready.wait()


          asyncio.run(wait_until_ready())
          asyncio.run(wait_until_ready())
        `,
        claim: { shows: 'is bound to a different event loop' },
      },
    ],
    limits: {
      en: 'Only objects made at the top of a module or class, and clients that an object makes in its `__init__()`. Several loops are seen where one file starts them: in several places, or in one that runs again, in a loop, as a task of Celery, in a function that is called or made a thread of twice. The coroutines that use the object are followed within the file.',
      'zh-cn':
        '只看在模块或类的顶层创建的对象，以及对象在自己的 `__init__()` 里创建的客户端。要在同一个文件里看得到启动多个循环：在多处启动，或在会重复执行的一处启动，例如循环里、Celery 任务里、被调用两次或被用来创建两个线程的函数里。使用该对象的协程只在文件内追踪。',
    },
    printed: ['RuntimeError: no running event loop', 'RuntimeError: … is bound to a different event loop'],
    peers: [],
  },
  visit: {
    Call(call, view, report) {
      if (view.isNotebook) return;
      const around = view.functionAround(call);
      const binding = around ? undefined : view.lookupCall(call, loopBound);
      if (binding !== undefined && (binding === 'made' || isOldPrimitive(view, call))) {
        report({ at: call, message: (binding === 'made' ? texts.needsLoop : texts.otherLoop)(calleeText(view, call)) });
        return;
      }
      const place = around ? attributeAssigned(view, call, around) : binding && variableAssigned(view, call);
      if (place === undefined || hasNoPool(call)) return;
      const loops = loopsThatUse(view, place);
      if (loops.length === 0) return;
      report({
        at: call,
        message: texts.severalLoops(calleeText(view, call)),
        related: loops,
      });
    },
  },
});

const isOldPrimitive = (view: ChunkView, call: Call): boolean =>
  !hasPython(view, 10) && view.lookupCall(call, ASYNCIO_PRIMITIVES) !== undefined;

const ASYNCIO_PRIMITIVES = Object.fromEntries(
  Object.keys(loopBound)
    .filter((name) => name.startsWith('asyncio.'))
    .map((name) => [name, true as const]),
);

/** `create_async_engine(url, poolclass=NullPool)` keeps no connection. */
const hasNoPool = (call: Call): boolean => call.args.some(({ name }) => name === 'poolclass');

/** The variable of the module that the object is given. */
function variableAssigned(view: ChunkView, call: Call): Kept | undefined {
  const [variable, ...others] = bindingsOf(view, call);
  return variable?.scope === 0 && others.length === 0 ? { name: variable.name } : undefined;
}

/** `self.client = httpx.AsyncClient()` in `__init__`: lives as long as the object does. */
function attributeAssigned(view: ChunkView, call: Call, around: Node): Kept | undefined {
  const statement = view.parent(call);
  if (around.kind !== 'FunctionDef' || around.isAsync || around.name !== '__init__') return undefined;
  const target = statement?.kind === 'Assign' || statement?.kind === 'AnnAssign' ? targetOf(statement) : undefined;
  if (target?.kind !== 'Attribute' || !isReceiver(view.facts, target.value)) return undefined;
  if (view.lookupCall(call, loopBoundClients) !== 'first-wait') return undefined;
  return { name: target.attribute, cls: enclosing(view.facts, around, 'ClassDef')?.name };
}

const targetOf = (statement: Assign | AnnAssign): Expression | undefined =>
  statement.kind === 'Assign' ? statement.targets[0] : statement.target;

const texts = {
  needsLoop: localized({
    en: (callee: string) =>
      `\`${callee}()\` needs a running event loop, and none runs while the module is imported; make it in a coroutine.`,
    'zh-cn': (callee) => `\`${callee}()\` 需要正在运行的事件循环，而导入模块时没有事件循环在运行；请在协程中创建它。`,
  }),
  otherLoop: localized({
    en: (callee: string) =>
      `\`${callee}()\` is bound to another loop than the one that \`asyncio.run()\` starts, before Python 3.10; make it in a coroutine.`,
    'zh-cn': (callee) =>
      `在 Python 3.10 之前，这里的 \`${callee}()\` 绑定的不是 \`asyncio.run()\` 启动的事件循环；请在协程中创建它。`,
  }),
  severalLoops: localized({
    en: (callee: string) =>
      `\`${callee}()\` is used on several event loops, but belongs to the first on which it has to wait and raises \`RuntimeError\` on the others; make one for each loop, in a coroutine.`,
    'zh-cn': (callee) =>
      `\`${callee}()\` 在多个事件循环中使用，但它属于第一个需要等待它的事件循环，在其他事件循环中会抛出 \`RuntimeError\`；请在协程中为每个事件循环各创建一个。`,
  }),
};
