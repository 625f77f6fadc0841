import { loopForEach } from '../../knowledge/libraries.ts';
import type { Call, FunctionDef, Name } from '../../facts/nodes.ts';
import { taskSpawners } from '../../knowledge/loop.ts';
import { bindingsOf, calleeText, usesOf } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';

export const flaskBackgroundTask = defineRule({
  id: 'flask-background-task',
  category: 'frameworks',
  severity: 'warning',
  fix: 'never',
  summary: {
    en: 'A task started in an async Flask view is cancelled when the view returns.',
    'zh-cn': '在 Flask 的异步视图里启动的任务，会在视图返回时被取消。',
  },
  docs: {
    why: {
      en: [
        'Flask runs each async view in an event loop of its own, which ends with the view. A task that is still running then is cancelled: it does not go on in the background.',
        'Await it in the view, hand the work to a task queue or a thread, or use Quart, whose loop lives as long as the server.',
      ].join(' '),
      'zh-cn': [
        'Flask 让每个异步视图在各自的事件循环里运行，循环随视图一起结束。那时还在运行的任务会被取消：它不会在后台继续执行。',
        '请在视图里等待它，把工作交给任务队列或线程，或者改用 Quart，它的循环与服务器同寿命。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio

          from flask import Flask

          app = Flask(__name__)
          tasks = set()


          async def send_mail(address):
              await asyncio.sleep(1)


          @app.post("/orders")
          async def order():
              tasks.add(asyncio.create_task(send_mail("ada@example.org")))
              return "ordered"
        `,
        good: python`
          import asyncio

          from flask import Flask

          app = Flask(__name__)


          async def send_mail(address):
              await asyncio.sleep(1)


          @app.post("/orders")
          async def order():
              await send_mail("ada@example.org")
              return "ordered"
        `,
        claim: { because: 'It needs a running web server.' },
      },
    ],
    limits: {
      en: 'Sees tasks that the view itself starts, not those started by functions that it calls.',
      'zh-cn': '只看视图自己启动的任务，不看它调用的函数启动的任务。',
    },
    peers: [],
  },
  visit: {
    Call(call, view, report) {
      const spawner = view.lookupCall(call, taskSpawners);
      if (spawner?.returns !== 'task' && spawner?.returns !== 'future') return;
      const owner = view.coroutineAround(call);
      if (!owner || spawner.dropping !== 'task' || !isFlaskView(view, owner) || isAwaited(view, call)) return;
      report({
        at: call,
        message: endsWithView(owner.name, calleeText(view, call)),
      });
    },
  },
});

const isFlaskView = (view: ChunkView, { decorators }: FunctionDef): boolean =>
  decorators.some(
    ({ expression }) =>
      view.lookup(view.typeOf(expression.kind === 'Call' ? expression.func : expression), loopForEach) === true,
  );

/** At once, or through the variables and collections of the view. */
function isAwaited(view: ChunkView, call: Call): boolean {
  for (let node = view.parent(call); node; node = view.parent(node)) {
    if (node.kind === 'Await') return true;
    if (node.kind === 'FunctionDef') break;
  }
  return bindingsOf(view, call).some((binding) => usesOf(view, binding).some((use) => isInAwait(view, use)));
}

function isInAwait(view: ChunkView, use: Name): boolean {
  for (let node = view.parent(use); node; node = view.parent(node)) if (node.kind === 'Await') return true;
  return false;
}

const endsWithView = localized({
  en: (owner: string, spawner: string) =>
    `Flask ends the event loop with \`${owner}()\`, which cancels what \`${spawner}()\` started; await it, or hand the work to a task queue.`,
  'zh-cn': (owner, spawner) =>
    `\`${owner}()\` 返回后，Flask 就会结束事件循环，\`${spawner}()\` 启动的任务会被取消；请等待它，或把工作交给任务队列。`,
});
