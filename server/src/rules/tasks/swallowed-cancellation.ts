import type { ExceptHandler, FunctionDef, Node, Try, With } from '../../facts/nodes.ts';
import { cancelScopes } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized, type Localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, type RelatedPlace } from '../rule.ts';
import { itemsAround } from '../shared/held-locks.ts';
import { catchesCancellation, swallowsCancellation } from './caught-cancellation.ts';
import { awaitOf, type Waiting } from './goes-on-behind.ts';
import {
  endsCaller,
  handsOn,
  isInHandler,
  endsProgram,
  mayBeCancelled,
  isExpected,
  raisesLater,
  tellsCaller,
} from './legitimate-cancellation.ts';
import { reraiseFix, letPass } from './pass-cancellation-on.ts';
import { outcomes, exitsOf, type Exit } from './exits.ts';
import { swallowedStrictly } from './swallowed-strictly.ts';

export const swallowedCancellation = defineRule({
  id: 'swallowed-cancellation',
  category: 'tasks',
  severity: 'warning',
  fix: 'sometimes',
  summary: {
    en: 'A handler catches the cancellation of its own task and does not pass it on.',
    'zh-cn': '异常处理代码捕获了自己所在任务的取消，却没有继续抛出。',
  },
  docs: {
    why: {
      en: [
        'A task is cancelled by an exception that is raised in it where it waits. A handler that catches it and goes on keeps the task alive:',
        '`task.cancel()` has no effect, `asyncio.timeout()` and `TaskGroup` lose their grip, and the program may not end on Ctrl+C.',
        'Clean up, then `raise`.',
      ].join(' '),
      'zh-cn':
        '取消任务的方式，是在任务正在等待的地方抛出一个异常。如果异常处理代码捕获了它又继续往下执行，任务就会一直活着：`task.cancel()` 不起作用，`asyncio.timeout()` 和 `TaskGroup` 失去控制，按 Ctrl+C 程序也可能无法结束。清理完后，请用 `raise` 重新抛出。',
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def poll():
              while True:
                  try:
                      await asyncio.sleep(0.1)
                  except asyncio.CancelledError:
                      print("stopping")


          async def main():
              async with asyncio.timeout(1):
                  await poll()


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def poll():
              while True:
                  try:
                      await asyncio.sleep(0.1)
                  except asyncio.CancelledError:
                      print("stopping")
                      raise


          async def main():
              async with asyncio.timeout(1):
                  await poll()


          asyncio.run(main())
        `,
        claim: { hangs: true, python: '3.11' },
      },
    ],
    limits: {
      en: [
        'Reported where the coroutine goes round a loop again, or where another coroutine of the file awaits it, unless that is known to be a task of its own with nothing to do behind it: a task that ends anyway does no harm.',
        'Left alone: functions that cancel something themselves, handlers around nothing but the `await` of a task, or of a function that makes a task of what it is given and waits for it, handlers that hand the exception on or decide by a condition, tests, and the main coroutine.',
        'An exception raised in place of the cancellation counts as passing it on, and so does a caller that raises it again. A handler that returns a value of its own in its place, or one with which the caller ends as well, is information.',
      ].join(' '),
      'zh-cn': [
        '协程会再次进入循环，或者文件里有另一个协程等待它时才报告；如果已知它是独立的任务，而且后面没有别的事要做，则不报告：本来就要结束的任务没有害处。',
        '以下情形不报告：自己会取消别的东西的函数；只围着对任务的 `await` 的处理代码，或只围着对“会把收到的东西变成任务并等待它”的函数的 `await`；把异常交给别处或根据条件决定的处理代码；测试；主协程。',
        '抛出另一个异常来代替取消，视为已经继续抛出；由调用方再次抛出也一样。返回自己的值来代替取消的处理代码，或者返回一个会让调用方也随之结束的值的处理代码，级别是“信息”。',
      ].join(''),
    },
    peers: ['flake8-async ASYNC103', 'flake8-async ASYNC104', 'SonarPython S7497'],
  },
  strict: swallowedStrictly,
  visit: {
    Try(node, view, report) {
      const coroutine = view.coroutineAround(node);
      const handler = node.handlers.find(({ type }) => catchesCancellation(view, type));
      if (!coroutine || !handler || handsOn(view, handler) || isInHandler(view, node) || isShielded(view, node)) return;
      const ways = exitsOf(handler.body);
      if (decides(ways) || isOnly(ways, 'raise') || endsProgram(view, handler) || !mayBeCancelled(view, node.body))
        return;
      const harm = harmOf(view, coroutine, node, ways);
      if (!harm) return;
      report({
        at: headOf(handler),
        ...((tellsCaller(handler) || (harm.waiting && endsCaller(handler, harm.waiting))) && {
          severity: 'information',
        }),
        message: texts.caught(coroutine.name, texts.cancellation[view.library], harm.consequence),
        related: harm.related,
        whole: handler,
        fixes: () => reraiseFix(view, handler),
      });
    },
    With(node, view, report) {
      const coroutine = view.coroutineAround(node);
      const swallower = coroutine && node.items.find(({ context }) => swallowsCancellation(view, context));
      if (!swallower || isShielded(view, node) || !mayBeCancelled(view, node.body)) return;
      const harm = harmOf(view, coroutine, node, new Set(['end']));
      if (!harm) return;
      report({
        at: swallower.context,
        message: texts.swallowed(coroutine.name, texts.cancellation[view.library], harm.consequence),
        related: harm.related,
        fixes: () => letPass(view, swallower.context),
      });
    },
  },
});

/** `with CancelScope(shield=True):`, or `with CancelScope(shield=True), suppress(BaseException):`, keeps cancellations out. */
const isShielded = (view: ChunkView, node: Try | With): boolean =>
  itemsAround(view, node.body[0] ?? node, () => true).some(
    (context) =>
      context.kind === 'Call' &&
      view.lookupCall(context, cancelScopes) !== undefined &&
      context.args.some(({ name, value }) => name === 'shield' && value.kind === 'Constant' && value.value === true),
  );

const headOf = (handler: ExceptHandler) => ({
  start: handler.start,
  end: handler.type?.end ?? handler.start + 'except'.length,
});

/** Whether the handler passes some cancellations on, or ends for them, and not others. */
const decides = (ways: ReadonlySet<Exit>): boolean =>
  ways.size > 1 && (ways.has('raise') || ways.has('return') || ways.has('break'));

const isOnly = (ways: ReadonlySet<Exit>, way: Exit): boolean => ways.size === 1 && ways.has(way);

// ------------------------------------------------------------------------------------- what it does

interface Harm {
  readonly consequence: Localized;
  /** Who awaits the coroutine, where that is what goes on. */
  readonly waiting?: Waiting;
  readonly related: readonly RelatedPlace[];
}

/** That the coroutine goes round its loop once more, or that its caller goes on. A task that ends all the same does no harm. */
function harmOf(view: ChunkView, coroutine: FunctionDef, statement: Node, ways: ReadonlySet<Exit>): Harm | undefined {
  if (isExpected(view, coroutine)) return undefined;
  const then = outcomes(view, statement, ways);
  if (then.has('again')) return { consequence: texts.cannotCancel, related: [] };
  if (ways.has('end') && isInTimeout(view, statement)) return { consequence: texts.timeoutIsLost, related: [] };
  if (!then.has('return')) return undefined;
  const waiting = awaitOf(view, coroutine);
  if (!waiting || raisesLater(waiting.view, waiting.caller)) return undefined;
  return {
    waiting,
    consequence: texts.callerGoesOn(waiting.caller.name),
    related: [{ at: waiting.view.at(waiting.call), message: texts.awaitedHere(coroutine.name) }],
  };
}

/** Behind the handler, the code in the block goes on, or its end does, and no `TimeoutError` is raised there. */
const isInTimeout = (view: ChunkView, statement: Node): boolean =>
  itemsAround(view, statement, ({ isAsync }) => isAsync).some(
    (context) => context.kind === 'Call' && view.lookupCall(context, cancelScopes)?.isTimeout === true,
  );

// ------------------------------------------------------------------------------------------- texts

const texts = {
  caught: localized({
    en: (coroutine: string, cancellation: string, consequence: string) =>
      `This catches ${cancellation} when \`${coroutine}()\` is cancelled and does not pass it on, so ${consequence}; re-raise it.`,
    'zh-cn': (coroutine, cancellation, consequence) =>
      `\`${coroutine}()\` 被取消时，这里捕获了${cancellation}却没有重新抛出，${consequence}；请重新抛出它。`,
  }),
  swallowed: localized({
    en: (coroutine: string, cancellation: string, consequence: string) =>
      `This swallows ${cancellation} when \`${coroutine}()\` is cancelled, so ${consequence}; let it pass.`,
    'zh-cn': (coroutine, cancellation, consequence) =>
      `\`${coroutine}()\` 被取消时，${cancellation}会在这里被吞掉，${consequence}；请让它继续向外传播。`,
  }),
  cancellation: {
    asyncio: { en: '`CancelledError`', 'zh-cn': '取消异常 `CancelledError`' },
    trio: { en: '`Cancelled`', 'zh-cn': '取消异常 `Cancelled`' },
    anyio: { en: 'the cancellation', 'zh-cn': '取消异常' },
  },
  cannotCancel: { en: 'the task cannot be cancelled', 'zh-cn': '任务无法被取消' },
  timeoutIsLost: {
    en: 'a timeout around it passes unnoticed',
    'zh-cn': '外面的超时也就无人察觉',
  },
  callerGoesOn: localized({
    en: (caller: string) => `\`${caller}()\`, which awaits it, goes on as if nothing had happened`,
    'zh-cn': (caller) => `等待它的 \`${caller}()\` 会若无其事地继续运行`,
  }),
  awaitedHere: localized({
    en: (coroutine: string) => `\`${coroutine}()\` is awaited here`,
    'zh-cn': (coroutine) => `在这里等待 \`${coroutine}()\``,
  }),
};
