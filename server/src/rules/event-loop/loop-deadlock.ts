import type { Call, Expression } from '../../facts/nodes.ts';
import { loopGetters, loopDispatches } from '../../knowledge/loop.ts';
import { bindingsOf, usesOf } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, type RelatedPlace, type Report } from '../rule.ts';
import { locksTaken, NOTHING, takenAgain, letsGoOf, type HeldLock, type Again } from './lock-taken-again.ts';

export const loopDeadlock = defineRule({
  id: 'loop-deadlock',
  category: 'event-loop',
  severity: 'error',
  fix: 'never',
  summary: {
    en: 'Code on the event loop waits for something that only the event loop, or itself, can bring about.',
    'zh-cn': '事件循环上的代码在等待只有事件循环（或它自己）才能促成的事。',
  },
  docs: {
    why: {
      en: [
        '`asyncio.run_coroutine_threadsafe()` is for other threads. On the loop’s own thread, `.result()` stops the very loop that has to run the coroutine: nothing ever moves again.',
        'A lock of asyncio, anyio or trio is not reentrant: a task that holds it and asks for it again waits for itself (trio and anyio raise `RuntimeError`).',
      ].join('\n\n'),
      'zh-cn': [
        '`asyncio.run_coroutine_threadsafe()` 是给其他线程用的。在循环自己的线程里，`.result()` 会让本该运行这个协程的循环停住：从此什么都动不了。',
        'asyncio、anyio 和 trio 的锁不可重入：已经持有锁的任务再次获取同一把锁，等的就是它自己（trio 和 anyio 会抛出 `RuntimeError`）。',
      ].join('\n\n'),
    },
    examples: [
      {
        bad: python`
          import asyncio


          class Account:
              def __init__(self):
                  self.lock = asyncio.Lock()
                  self.balance = 0

              async def deposit(self, amount):
                  async with self.lock:
                      self.balance += amount

              async def move(self, other, amount):
                  async with self.lock:
                      await self.deposit(-amount)
                      await other.deposit(amount)


          async def main():
              account = Account()
              await account.move(Account(), 10)
              print(account.balance)


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          class Account:
              def __init__(self):
                  self.lock = asyncio.Lock()
                  self.balance = 0

              async def deposit(self, amount):
                  async with self.lock:
                      self.balance += amount

              async def move(self, other, amount):
                  await self.deposit(-amount)
                  await other.deposit(amount)


          async def main():
              account = Account()
              await account.move(Account(), 10)
              print(account.balance)


          asyncio.run(main())
        `,
        claim: { hangs: true },
      },
    ],
    limits: {
      en: 'A loop counts as the own one where the function gets it with `get_running_loop()` itself. Locks are followed through `self` and through variables of the module, along awaited calls in one file.',
      'zh-cn':
        '只有函数自己用 `get_running_loop()` 取得的循环，才认为是自己所在的循环。锁通过 `self` 和模块变量识别，在同一个文件里沿着被等待的调用追踪。',
    },
    peers: [],
  },
  visit: {
    Call: reportOwnResult,
    With(node, view, report) {
      if (!node.isAsync || !view.coroutineAround(node)) return;
      for (const { context } of node.items) {
        for (const taken of locksTaken(view, context)) {
          const held = { ...taken, filled: NOTHING };
          const again = takenAgain(held, view, node.body, new Set());
          if (again && !letsGoOf(held, view, node)) reportAgain(held, view, again, report);
        }
      }
    },
  },
});

// ------------------------------------------------------------------- run_coroutine_threadsafe(…).result()

function reportOwnResult(call: Call, view: ChunkView, report: (report: Report) => void): void {
  if (view.lookupCall(call, loopDispatches)?.what !== 'coroutine' || !view.coroutineAround(call)) return;
  const loop = call.args.find(({ name }, i) => name === 'loop' || (name === undefined && i === 1))?.value;
  if (!loop || !isOwnLoop(view, loop)) return;
  const result = [call, ...bindingsOf(view, call).flatMap((binding) => usesOf(view, binding))]
    .map((place) => resultOf(view, place))
    .find((found) => found !== undefined);
  if (!result || view.coroutineAround(result) !== view.coroutineAround(call)) return;
  report({
    at: result,
    message: texts.waitsForOwnLoop,
  });
}

/** `future.result()` */
function resultOf(view: ChunkView, place: Expression): Call | undefined {
  const attribute = view.parent(place);
  if (attribute?.kind !== 'Attribute' || !['result', 'exception'].includes(attribute.attribute)) return undefined;
  const call = view.parent(attribute);
  return call?.kind === 'Call' && call.func === attribute ? call : undefined;
}

function isOwnLoop(view: ChunkView, loop: Expression): boolean {
  if (loop.kind === 'Call') return ['current', 'running'].includes(view.lookupCall(loop, loopGetters) ?? '');
  if (loop.kind !== 'Name') return false;
  const bindings = view.bindingsReaching(loop);
  return (
    bindings.length > 0 &&
    bindings.every(({ node, type }) => {
      const target = type === 'value' ? view.facts.nodes[node] : undefined;
      const statement = target && view.parent(target);
      return statement?.kind === 'Assign' && statement.value.kind === 'Call' && isOwnLoop(view, statement.value);
    })
  );
}

function reportAgain(
  { view: home, lock }: HeldLock,
  view: ChunkView,
  again: Again,
  report: (report: Report) => void,
): void {
  const [first, ...rest] = again.path;
  const name = home.source(lock);
  const consequence = view.library === 'asyncio' ? texts.waitsForItself : texts.raises;
  const related: RelatedPlace[] = rest.map((step) => ({
    at: step.view.at(step.call.func),
    message: texts.awaitedHere(step.view.source(step.call.func)),
    isCall: true,
  }));
  report({
    at: first ? first.call : again.at,
    message: first
      ? texts.takenByCallee(view.source(first.call.func), name, consequence)
      : texts.takenTwice(name, consequence),
    related: [
      ...related,
      ...(first ? [{ at: again.view.at(again.at), message: texts.takenAgain(name), isCall: true as const }] : []),
      { at: home.at(lock), message: texts.takenFirst(name) },
    ],
  });
}

// ------------------------------------------------------------------------------------------- texts

const texts = {
  waitsForOwnLoop: {
    en: 'This waits on the thread of the event loop for a coroutine that the same loop has to run, so neither ever goes on; `await` the coroutine.',
    'zh-cn':
      '这里在事件循环的线程中等待一个协程，而这个协程要由同一个事件循环来运行，双方都无法继续；请 `await` 这个协程。',
  },
  takenByCallee: localized({
    en: (callee: string, lock: string, consequence: string) =>
      `\`${callee}()\` takes \`${lock}\`, which is held here already, so the task ${consequence}; call it without the lock.`,
    'zh-cn': (callee, lock, consequence) =>
      `\`${callee}()\` 会获取 \`${lock}\`，而这里已经持有它，${consequence}；请不要在持有锁时调用它。`,
  }),
  takenTwice: localized({
    en: (lock: string, consequence: string) =>
      `\`${lock}\` is held here already, so the task ${consequence}; take it once.`,
    'zh-cn': (lock, consequence) => `这里已经持有 \`${lock}\`，${consequence}；请只获取一次。`,
  }),
  waitsForItself: { en: 'waits for itself for ever', 'zh-cn': '任务会永远等待自己' },
  raises: { en: 'raises `RuntimeError`', 'zh-cn': '任务会抛出 `RuntimeError`' },
  awaitedHere: localized({
    en: (callee: string) => `\`${callee}()\` is awaited here`,
    'zh-cn': (callee) => `在这里等待 \`${callee}()\``,
  }),
  takenAgain: localized({
    en: (lock: string) => `\`${lock}\` is taken again here`,
    'zh-cn': (lock) => `在这里再次获取 \`${lock}\``,
  }),
  takenFirst: localized({
    en: (lock: string) => `\`${lock}\` is taken here first`,
    'zh-cn': (lock) => `先在这里获取 \`${lock}\``,
  }),
};
