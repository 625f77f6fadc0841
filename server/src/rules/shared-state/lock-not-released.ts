import type { Call, Node } from '../../facts/nodes.ts';
import { occurrencesOf } from '../../facts/occurrences.ts';
import { ancestors, isWithin, preorder } from '../../facts/walk.ts';
import { asyncLocks } from '../../knowledge/loop.ts';
import { under } from '../../knowledge/name-table.ts';
import { holdLock } from '../../fixes/hold-lock.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { suspends } from '../shared/awaits.ts';
import { namesException } from '../shared/caught-here.ts';
import { isInstance } from '../shared/held-locks.ts';
import { firstWhileHeld } from '../shared/while-held.ts';

export const lockNotReleased = defineRule({
  id: 'lock-not-released',
  category: 'shared-state',
  severity: 'warning',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: 'A lock that is taken by hand, with an exit of the function that does not release it.',
    'zh-cn': '手动获取的锁，函数的某个出口没有释放它。',
  },
  docs: {
    why: {
      en: [
        'What is awaited between `acquire()` and `release()` may raise, and is where the task is cancelled: `release()` is passed over, and all others wait for ever.',
        '`async with` releases at every exit; so does a `finally`.',
      ].join(' '),
      'zh-cn': [
        '在 `acquire()` 与 `release()` 之间等待的东西可能抛出异常，任务也正是在那里被取消：`release()` 会被跳过，其他所有任务就永远等下去。',
        '`async with` 在每个出口都会释放；`finally` 也可以。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio

          lock = asyncio.Lock()


          async def save(order):
              await lock.acquire()
              await asyncio.sleep(0.01)
              if order is None:
                  raise ValueError("nothing to save")
              lock.release()


          async def main():
              print(await asyncio.gather(save(None), save("tea"), return_exceptions=True))


          asyncio.run(main())
        `,
        good: python`
          import asyncio

          lock = asyncio.Lock()


          async def save(order):
              async with lock:
                  await asyncio.sleep(0.01)
                  if order is None:
                      raise ValueError("nothing to save")


          async def main():
              print(await asyncio.gather(save(None), save("tea"), return_exceptions=True))


          asyncio.run(main())
        `,
        claim: { hangs: true, meaning: { en: 'the second task waits for ever', 'zh-cn': '第二个任务永远等下去' } },
      },
    ],
    limits: {
      en: 'Only a lock that the same function releases counts: one that is released elsewhere, handed on or released by a callback is held on purpose. Plain calls may raise, too, and are not counted; nor is a `return` of a value, which may hand the lock on.',
      'zh-cn':
        '只看由同一个函数释放的锁：在别处释放、传给别处或由回调释放的锁，是有意持有的。普通调用也可能抛出异常，但不计算在内；带值的 `return` 也不计算，因为它可能把锁交给了调用方。',
    },
    peers: [],
  },
  visit: {
    Call(call, view, report) {
      const { func } = call;
      if (func.kind !== 'Attribute' || func.attribute !== 'acquire' || !view.coroutineAround(call)) return;
      if (!isInstance(view, view.typeOf(func.value), asyncLocks)) return;
      const lock = view.source(func.value);
      const releases = releasesOf(view, call, lock);
      if (!releases) return;
      const isRelease = (node: Node): boolean => releases.some((release) => release === node);
      const way = firstWhileHeld(
        view,
        call,
        isRelease,
        (node) => leaves(node) && !isReleasedBehind(view, node, isRelease),
      );
      if (!way || isReleasedBehind(view, call, isRelease)) return;
      report({
        at: call,
        message: texts.staysTaken(lock),
        related: [{ at: view.at(way), message: texts.leftHere(lock) }],
        fixes: () => {
          const [release, ...others] = releases;
          const edits = release && others.length === 0 ? holdLock(view, call, release) : undefined;
          return edits ? [{ title: texts.hold(lock), safety: 'unsafe', edits }] : [];
        },
      });
    },
  },
});

/** Calls of `release()` in the same function; undefined where there are none, or somebody else may release it. */
function releasesOf(view: ChunkView, acquire: Call, lock: string): readonly Call[] | undefined {
  const owner = view.functionAround(acquire);
  const releases: Call[] = [];
  for (const node of occurrencesOf(view.facts, 'release')) {
    if (node.kind !== 'Attribute' || view.source(node.value) !== lock) continue;
    const call = view.parent(node);
    if (view.functionAround(node) !== owner) {
      if (owner && isWithin(view.facts, node, owner)) return undefined;
      continue;
    }
    if (call?.kind !== 'Call' || call.func !== node) return undefined;
    releases.push(call);
  }
  return releases.length > 0 ? releases : undefined;
}

/** Where an exception or a `return` may leave the function. */
const leaves = (node: Node): boolean =>
  suspends(node) ||
  node.kind === 'Yield' ||
  node.kind === 'Raise' ||
  (node.kind === 'Return' && (!node.value || node.value.kind === 'Constant'));

/** Whether a `finally`, or a handler of all exceptions, releases it at each exit. */
function isReleasedBehind(view: ChunkView, place: Node, isRelease: (node: Node) => boolean): boolean {
  const releasesIn = (nodes: readonly Node[]): boolean =>
    nodes.some((root) => [...preorder(view.facts, root)].some(isRelease));
  for (const outer of ancestors(view.facts, place)) {
    if (outer.kind === 'FunctionDef') return false;
    if (outer.kind !== 'Try') continue;
    if (releasesIn(outer.finalbody)) return true;
    const isInBody = outer.body.some((statement) => isWithin(view.facts, place, statement));
    const isRaised = place.kind !== 'Return';
    const handler = outer.handlers.find(({ type }) => !type || namesException(view, type, EVERYTHING));
    if (isInBody && isRaised && handler && releasesIn(handler.body)) return true;
  }
  return false;
}

const EVERYTHING = under('builtins', 'BaseException', true);

const texts = {
  staysTaken: localized({
    en: (lock: string) =>
      `\`${lock}\` stays taken when the code behind this is left early; use \`async with ${lock}:\`, or release it in a \`finally\`.`,
    'zh-cn': (lock) =>
      `后面的代码提前退出时，\`${lock}\` 不会被释放；请使用 \`async with ${lock}:\`，或在 \`finally\` 中释放它。`,
  }),
  hold: localized({
    en: (lock: string) => `Hold it with \`async with ${lock}:\``,
    'zh-cn': (lock) => `改用 \`async with ${lock}:\` 持有锁`,
  }),
  leftHere: localized({
    en: (lock: string) => `Left here, \`${lock}\` is not released`,
    'zh-cn': (lock) => `从这里退出时，\`${lock}\` 没有释放`,
  }),
};
