import type { Call, Expression } from '../../facts/nodes.ts';
import { awaitArgument, awaitCallOf } from '../../fixes/await-argument.ts';
import { removeRange } from '../../fixes/edits.ts';
import type { Fix, MakeEdits } from '../../fixes/fix.ts';
import { insertAwait, isPrimary } from '../../fixes/insert-await.ts';
import { dispatchToThread } from '../../fixes/dispatch-to-thread.ts';
import { magicAround } from '../../fixes/top-of-cell.ts';
import { argumentsAt, isOpenEnded } from '../../knowledge/argument-place.ts';
import { loopStarters } from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { Effect } from '../../project/effects/effect.ts';
import { hasPython, type ChunkView } from '../../project/model/chunk-view.ts';
import { type CodeOrText, localized, type Localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { sinkBehind } from '../shared/sink.ts';
import { titles } from '../shared/titles.ts';
import { effectPath } from './effect-path.ts';
import { isForPyodide } from './for-pyodide.ts';

export const asyncioRunInLoop = defineRule({
  id: 'asyncio-run-in-loop',
  category: 'event-loop',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: 'An event loop is started where one is already running.',
    'zh-cn': '在已有事件循环运行的地方又启动一个事件循环。',
  },
  docs: {
    why: {
      en: [
        'A thread can run only one event loop at a time. Inside a coroutine, and in a notebook cell, a loop is running already.',
        '`asyncio.run()`, `run_until_complete()` and the like raise `RuntimeError` there, and the coroutine that they were given never runs.',
        'The same happens in a plain function that a coroutine calls, however deep.',
      ].join(' '),
      'zh-cn': [
        '一个线程同一时间只能运行一个事件循环。在协程里，以及在笔记本的单元格里，已经有一个循环在运行。',
        '在这些地方，`asyncio.run()`、`run_until_complete()` 等会抛出 `RuntimeError`，交给它们的协程根本不会执行。由协程调用的普通函数里也是如此，不论隔了多少层。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def load_config():
              await asyncio.sleep(0.1)
              return {"debug": True}


          async def main():
              config = asyncio.run(load_config())
              print(config)


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def load_config():
              await asyncio.sleep(0.1)
              return {"debug": True}


          async def main():
              config = await load_config()
              print(config)


          asyncio.run(main())
        `,
        claim: { shows: 'asyncio.run() cannot be called from a running event loop' },
      },
    ],
    limits: {
      en: [
        'Calls are followed through plain functions of the project, not through callbacks, and not into functions that ask whether a loop is running or catch `RuntimeError`.',
        'Left alone in files for Python in the browser: those that import `pyodide` or `js`, or stand in a package of that name.',
        'Where a helper comes to the loop in some cases only, in a branch, in a handler or behind an early exit, the finding is a warning.',
        'Projects that apply `nest_asyncio` somewhere are left alone.',
      ].join(' '),
      'zh-cn': [
        '会沿着项目中的普通函数追踪调用，但不追踪回调，也不进入那些会询问循环是否正在运行或会捕获 `RuntimeError` 的函数。',
        '为浏览器里的 Python 编写的文件不报告：导入了 `pyodide` 或 `js` 的文件，或位于这样命名的包中的文件。',
        '如果辅助函数只在某些情况下才会用到循环（在某个分支、某个异常处理分支里，或在提前退出之后），则为警告。在任何地方应用了 `nest_asyncio` 的项目不报告。',
      ].join(''),
    },
    printed: [
      'RuntimeError: asyncio.run() cannot be called from a running event loop',
      'RuntimeError: This event loop is already running',
    ],
    peers: [],
  },
  visit: {
    Call(call, view, report) {
      const place = runningLoop(view, call);
      if (!place) return;
      const effect = view.effectOf(call, ({ type }) => type === 'runs-loop');
      if (
        !effect ||
        isForPyodide(view) ||
        isOtherLibrary(view, effect) ||
        view.nestsLoops() ||
        expectsFailure(view, call)
      )
        return;
      const callee = calleeText(view, call);
      if (effect.path.length > 1) {
        report({
          at: call,
          ...(effect.sometimes && { severity: 'warning' }),
          message: (effect.sometimes ? texts.mayStart : texts.starts)(
            callee,
            effect.name,
            place.text,
            helperAdvice(view, call),
          ),
          related: effectPath(effect, texts.startsHere),
          ...(effect.sometimes && { sink: sinkBehind(view, call.func, effect, { caller: place.name, mild: false }) }),
          fixes: () => inThread(view, call),
        });
        return;
      }
      const magic = view.coroutineAround(call) ? undefined : magicAround(view);
      const awaited = magic === undefined ? awaitInstead(view, call) : undefined;
      report({
        at: call,
        message: texts.raises(callee, place.text, directAdvice(view, call, magic)),
        fixes: () => (awaited ? [{ ...awaited, safety: 'safe' }] : []),
      });
    },
  },
});

/** What certainly runs on a loop and makes the call; undefined where that is not known. */
function runningLoop(view: ChunkView, call: Call): { readonly name: string; readonly text: CodeOrText } | undefined {
  const coroutine = view.coroutineAround(call);
  if (coroutine) return { name: coroutine.name, text: `\`${coroutine.name}()\`` };
  const isCell = view.isNotebook && !view.functionAround(call) && view.scope(call).type !== 'class';
  return isCell ? { name: '', text: texts.notebook } : undefined;
}

/** trio's loop can run inside asyncio's, since each knows only of itself: it blocks, but does not fail. */
const isOtherLibrary = (view: ChunkView, effect: Effect): boolean =>
  (effect.name.split('.', 1)[0] === 'trio') !== (view.library === 'trio') && view.library !== 'anyio';

const directAdvice = (view: ChunkView, call: Call, magic: string | undefined): Localized => {
  const starter = view.lookupCall(call, loopStarters);
  if (starter?.instead !== undefined) return texts.use(starter.instead);
  if (starter && !starter.runs) return texts.leaveOut;
  return magic === undefined ? texts.awaitCoroutine : texts.awaitWithoutMagic(magic);
};

function helperAdvice(view: ChunkView, call: Call): Localized {
  const isFunction = view.typeOf(call.func).kind === 'function';
  const runner = threadRunner(view);
  if (runner === undefined) return isFunction ? texts.makeAsync : texts.callInThread;
  return (isFunction ? texts.makeAsyncOrCallWith : texts.callWith)(runner);
}

function threadRunner(view: ChunkView): string | undefined {
  if (view.library !== 'asyncio') return `${view.library}.to_thread.run_sync()`;
  return hasPython(view, 9) ? 'asyncio.to_thread()' : undefined;
}

// --------------------------------------------------------------------------------------- fixing

/** The helper may start a loop of its own in another thread. */
function inThread(view: ChunkView, call: Call): readonly Fix[] {
  const edits = view.parent(call)?.kind === 'Await' ? undefined : dispatchToThread(view, call);
  return edits ? [{ title: titles.runInThread(`${calleeText(view, call)}()`), safety: 'unsafe', edits }] : [];
}

interface AwaitInstead {
  readonly title: Localized;
  readonly edits: MakeEdits;
}

function awaitInstead(view: ChunkView, call: Call): AwaitInstead | undefined {
  const starter = view.lookupCall(call, loopStarters);
  if (!starter) return awaitOriginal(view, call);
  const [argument] = starter.runs && !isOpenEnded(call) ? argumentsAt(call, starter.runs.argument) : [];
  if (!argument || !starter.runs) return undefined;
  if (starter.runs.what === 'function') {
    const isPlain = call.args.every(({ name }) => name === undefined);
    return titled(`${nameOf(view, argument.value)}()`, isPlain ? awaitCallOf(view, call, argument) : undefined);
  }
  const { value } = argument;
  const name = value.kind === 'Call' ? `${calleeText(view, value)}()` : nameOf(view, value);
  return titled(name, call.args.length === 1 ? awaitArgument(view, call, argument) : undefined);
}

/** `async_to_sync(f)(a)` → `await f(a)` */
function awaitOriginal(view: ChunkView, call: Call): AwaitInstead | undefined {
  const { func } = call;
  const [argument] = func.kind === 'Call' ? func.args : [];
  if (func.kind !== 'Call' || func.args.length !== 1 || !argument || argument.name !== undefined) return undefined;
  if (!isPrimary(argument.value)) return undefined;
  return titled(`${nameOf(view, argument.value)}()`, () => [
    ...insertAwait(view, call),
    removeRange(view, { start: func.start, end: argument.start }),
    removeRange(view, { start: argument.end, end: func.end }),
  ]);
}

const nameOf = (view: ChunkView, { start, end }: Expression): string => {
  const text = view.source({ start, end });
  return /^[\w.]{1,50}$/.test(text) ? text : '';
};

const titled = (name: string, edits: MakeEdits | undefined): AwaitInstead | undefined =>
  edits && { title: /^\w/.test(name) ? titles.awaitIt(name) : texts.awaitInstead, edits };

// ------------------------------------------------------------------------------------------- texts

const texts = {
  raises: localized({
    en: (starter: string, place: string, advice: string) =>
      `\`${starter}()\` raises \`RuntimeError\` here, since ${place} already runs on an event loop; ${advice}.`,
    'zh-cn': (starter, place, advice) =>
      `这里调用 \`${starter}()\` 会抛出 \`RuntimeError\`：${place}已经运行在事件循环中，同一线程不能再启动一个；${advice}。`,
  }),
  starts: localized({
    en: (callee: string, starter: string, place: string, advice: string) =>
      `\`${callee}()\` starts an event loop with \`${starter}()\`, which raises \`RuntimeError\`, since ${place} already runs on one; ${advice}.`,
    'zh-cn': (callee, starter, place, advice) =>
      `\`${callee}()\` 会用 \`${starter}()\` 启动事件循环，这会抛出 \`RuntimeError\`：${place}已经运行在事件循环中；${advice}。`,
  }),
  mayStart: localized({
    en: (callee: string, starter: string, place: string, advice: string) =>
      `\`${callee}()\` may start an event loop with \`${starter}()\`, which raises \`RuntimeError\`, since ${place} already runs on one; ${advice}.`,
    'zh-cn': (callee, starter, place, advice) =>
      `\`${callee}()\` 可能会用 \`${starter}()\` 启动事件循环，这会抛出 \`RuntimeError\`：${place}已经运行在事件循环中；${advice}。`,
  }),
  startsHere: localized({
    en: (starter: string) => `\`${starter}()\` starts the event loop here`,
    'zh-cn': (starter) => `\`${starter}()\` 在这里启动事件循环`,
  }),
  notebook: { en: 'the notebook', 'zh-cn': '笔记本' },
  use: localized({
    en: (instead: string) => `use ${instead}`,
    'zh-cn': (instead) => `请改用${instead}`,
  }),
  leaveOut: { en: 'leave it out, since the loop goes on by itself', 'zh-cn': '事件循环会自行运行，请去掉这个调用' },
  awaitCoroutine: { en: '`await` the coroutine instead', 'zh-cn': '请直接 `await` 这个协程' },
  awaitWithoutMagic: localized({
    en: (magic: string) => `\`await\` the coroutine instead, in a cell without \`${magic}\``,
    'zh-cn': (magic) => `请在没有 \`${magic}\` 的单元格中直接 \`await\` 这个协程`,
  }),
  makeAsync: { en: 'make it async and `await` it', 'zh-cn': '请把它改为异步函数并 `await` 它' },
  makeAsyncOrCallWith: localized({
    en: (runner: string) => `make it async and \`await\` it, or call it with \`${runner}\``,
    'zh-cn': (runner) => `请把它改为异步函数并 \`await\` 它，或用 \`${runner}\` 调用它`,
  }),
  callWith: localized({
    en: (runner: string) => `call it with \`${runner}\``,
    'zh-cn': (runner) => `请用 \`${runner}\` 调用它`,
  }),
  callInThread: { en: 'call it in a thread', 'zh-cn': '请在线程中调用它' },
  awaitInstead: { en: 'Await it instead', 'zh-cn': '改为等待它' },
};
