import type { Expression, Node } from '../../facts/nodes.ts';
import { enclosing } from '../../facts/walk.ts';
import { holdLock } from '../../fixes/guard-with-lock.ts';
import { underEach } from '../../knowledge/name-table.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { isInstance, itemsAround } from '../shared/held-locks.ts';

export const lockNotHeld = defineRule({
  id: 'lock-not-held',
  category: 'shared-state',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: '`notify()` or `wait()` of a condition that is not held.',
    'zh-cn': '没有持有条件变量，就调用了它的 `notify()` 或 `wait()`。',
  },
  docs: {
    why: {
      en: 'A condition is a lock with a queue of tasks that wait for something to change. Whoever waits or wakes others has to hold it: without that, `notify()`, `notify_all()`, `wait()` and `wait_for()` raise `RuntimeError`, and the tasks that wait go on waiting.',
      'zh-cn':
        '条件变量是一把锁，外加一队等待某种变化的任务。无论等待还是唤醒别人，都必须先持有它：否则 `notify()`、`notify_all()`、`wait()` 和 `wait_for()` 会抛出 `RuntimeError`，等待中的任务则会一直等下去。',
    },
    examples: [
      {
        bad: python`
          import asyncio

          changed = asyncio.Condition()
          orders = []


          async def serve():
              async with changed:
                  await changed.wait_for(lambda: orders)
                  print("served:", orders.pop())


          async def order(name):
              orders.append(name)
              changed.notify()


          async def main():
              server = asyncio.create_task(serve())
              await asyncio.sleep(0.01)
              await order("tea")
              await server


          asyncio.run(main())
        `,
        good: python`
          import asyncio

          changed = asyncio.Condition()
          orders = []


          async def serve():
              async with changed:
                  await changed.wait_for(lambda: orders)
                  print("served:", orders.pop())


          async def order(name):
              orders.append(name)
              async with changed:
                  changed.notify()


          async def main():
              server = asyncio.create_task(serve())
              await asyncio.sleep(0.01)
              await order("tea")
              await server


          asyncio.run(main())
        `,
        claim: { shows: 'RuntimeError' },
      },
    ],
    limits: {
      en: 'Any lock that is held there, in the function or where the file calls it, counts as that of the condition, and a class that takes one by `acquire()` is left alone. In a function that its file does not call it is information, since who calls it may hold the condition.',
      'zh-cn':
        '只要在函数里、或在文件中调用该函数的地方持有任何一把锁，都当作条件变量自己的锁；用 `acquire()` 获取锁的类不作检查。如果文件里没有调用该函数，级别是“信息”，因为调用方可能持有条件变量。',
    },
    printed: ['RuntimeError: cannot notify on un-acquired lock', 'RuntimeError: cannot wait on un-acquired lock'],
    peers: [],
  },
  visit: {
    Call(call, view, report) {
      const { func } = call;
      if (func.kind !== 'Attribute' || !NEED_IT.has(func.attribute)) return;
      if (!isInstance(view, view.typeOf(func.value), CONDITIONS)) return;
      const calls = callsThatHoldNothing(view, call, []);
      if (!calls) return;
      if (calls.length === 0) view.evidence.restsOn('likely');
      const condition = view.source(func.value);
      report({
        at: call,
        message: texts.notHeld(condition, func.attribute),
        related: calls.map((place) => ({ at: place.view.at(place.node), message: texts.calledHere(condition) })),
        fixes: () => {
          const edits = view.coroutineAround(call) && holdLock(view, call, condition);
          return edits ? [{ title: texts.hold(condition), safety: 'unsafe', edits }] : [];
        },
      });
    },
  },
});

const CONDITIONS = underEach(['asyncio', 'anyio', 'trio'], 'Condition', true);

const NEED_IT: ReadonlySet<string> = new Set(['notify', 'notify_all', 'wait', 'wait_for']);

interface Place {
  readonly view: ChunkView;
  readonly node: Expression;
}

/**
 * The calls in the file of the function around, none of them under a lock, nor those of who calls it; undefined where one may be, be it
 * by a decorator or by hand.
 */
function callsThatHoldNothing(view: ChunkView, node: Node, seen: readonly string[]): readonly Place[] | undefined {
  const owner = view.functionAround(node);
  if (owner?.kind !== 'FunctionDef' || seen.includes(owner.name) || owner.decorators.length > 0) return undefined;
  if (itemsAround(view, node, ({ isAsync }) => isAsync).length > 0) return undefined;
  if (TAKEN_BY_HAND.some((name) => view.occurrences(name).some((taken) => isBeside(view, node, taken))))
    return undefined;
  const calls = view.occurrences(owner.name).flatMap(({ view: chunk, node: use }) => {
    const isUse = use.kind === 'Attribute' || use.context === 'load';
    return isUse ? [{ view: chunk, node: use }] : [];
  });
  const isHeldNowhere = calls.every(
    (place) =>
      !place.view.functionAround(place.node) ||
      callsThatHoldNothing(place.view, place.node, [...seen, owner.name]) !== undefined,
  );
  return isHeldNowhere ? calls : undefined;
}

/** In the same class; outside of classes anywhere in the file. */
const isBeside = (view: ChunkView, node: Node, taken: { readonly view: ChunkView; readonly node: Node }): boolean => {
  const own = enclosing(view.facts, node, 'ClassDef')?.name;
  return own === undefined || enclosing(taken.view.facts, taken.node, 'ClassDef')?.name === own;
};

const TAKEN_BY_HAND = ['acquire', 'acquire_nowait'];

const texts = {
  notHeld: localized({
    en: (condition: string, method: string) =>
      `\`${condition}\` is not held here, so that \`${method}()\` raises \`RuntimeError\`; hold it with \`async with ${condition}:\`.`,
    'zh-cn': (condition, method) =>
      `这里没有持有 \`${condition}\`，\`${method}()\` 会抛出 \`RuntimeError\`；请用 \`async with ${condition}:\` 持有它。`,
  }),
  calledHere: localized({
    en: (condition: string) => `Called here, where \`${condition}\` is not held either`,
    'zh-cn': (condition) => `在这里调用，同样没有持有 \`${condition}\``,
  }),
  hold: localized({
    en: (condition: string) => `Hold \`${condition}\` here`,
    'zh-cn': (condition) => `在这里持有 \`${condition}\``,
  }),
};
