import type { Await, Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import { enclosing } from '../../facts/walk.ts';
import { awaitFirst } from '../../fixes/await-first.ts';
import type { Fix } from '../../fixes/fix.ts';
import { guardWithLock } from '../../fixes/guard-with-lock.ts';
import { streamReads } from '../../knowledge/conventions/connections.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { notConcurrent } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { isInstance } from '../shared/held-locks.ts';
import { onlyValue } from '../../facts/only-value.ts';
import { isHarmlessTwice } from './made-twice.ts';
import { readBefore } from './read-before.ts';
import { checkedBefore } from './checked-before.ts';
import { checkedByCaller, type CheckedByCaller } from './checked-by-caller.ts';
import { texts } from './race-across-await-texts.ts';
import type { Race, Write } from './race.ts';
import { hasCompany, runsAlone } from './company.ts';
import { isCalledUnderLock, isOfOneCaller, runsInTurn, setsUpOnce } from './runs-once.ts';
import { isGuarded, isSharedState, stateName, type StatePlace } from './shared-state.ts';

export const raceAcrossAwait = defineRule({
  id: 'race-across-await',
  category: 'shared-state',
  severity: 'warning',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: 'Shared state that is read or checked before an `await` and written after it: another task may have changed it meanwhile.',
    'zh-cn': '共享状态在 `await` 之前读取或检查、之后才写入：期间另一个任务可能已经改了它。',
  },
  docs: {
    why: {
      en: [
        'Between two awaits a coroutine runs undisturbed. At an `await` other tasks run, and can change what it has read: when it then writes what it computed from the old value, their change is lost; when it acts on an old check, it does so twice.',
        '`self.n += await f()` reads `self.n` before it awaits. Await first and compute then, in one step, or hold an `asyncio.Lock` from the read to the write.',
      ].join(' '),
      'zh-cn': [
        '在两个等待之间，协程的运行不会被打断。而在 `await` 处，其他任务会运行，可能改变它已经读取的内容：如果之后写入的是根据旧值算出来的结果，别人的修改就丢失了；如果是根据旧的检查采取行动，这件事就会做两次。',
        '`self.n += await f()` 会在等待之前读取 `self.n`。请先等待，再一步完成计算；或者从读取到写入全程持有同一把 `asyncio.Lock`。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          class Counter:
              def __init__(self):
                  self.total = 0

              async def add(self, source):
                  self.total += await source()


          async def one():
              await asyncio.sleep(0.01)
              return 1


          async def count():
              counter = Counter()
              await asyncio.gather(*(counter.add(one) for _ in range(10)))
              assert counter.total == 10, counter.total


          asyncio.run(count())
        `,
        good: python`
          import asyncio


          class Counter:
              def __init__(self):
                  self.total = 0

              async def add(self, source):
                  value = await source()
                  self.total += value


          async def one():
              await asyncio.sleep(0.01)
              return 1


          async def count():
              counter = Counter()
              await asyncio.gather(*(counter.add(one) for _ in range(10)))
              assert counter.total == 10, counter.total


          asyncio.run(count())
        `,
        claim: {
          shows: 'AssertionError',
          meaning: { en: 'of ten additions one is left', 'zh-cn': '十次累加只留下一次' },
        },
      },
    ],
    limits: {
      en: 'A value that is made when it is first asked for is information: two tasks do the work twice, and one result stays. Where what is made has to be closed or cancelled (it has such a method, or the file calls one), the one that is lost stays open, which is a warning. What is made without an `await` of its own counts only where it is a task, or an instance that has to be closed. A count that is held against a limit and never goes down (attempts, failures) is information, since the limit is passed by a few at most. Looks at one function at a time and at the methods of the same object that it calls behind a check, at attributes of `self` and of classes, globals, variables of outer functions and the `state` of web applications. Who runs the coroutine decides about the severity: it is a warning where several tasks are seen (a framework runs it for each request, it is started in a loop or at two places, two coroutines of its object come to it, each also through callers), and where nobody in the project uses it, so that it is there for others. Where it is used and nothing shows a second task, it is information; where it runs as the one task of its loop, or while an application starts or ends, nothing. What takes turns in ways that are not seen may say so in a suppression. What adds to the old value (`+=`) is taken to run more than once, whatever its function is called. Writes of constants and through methods are left alone, and so are an old value or a copy of it that is put back, and items of which the current task is the key.',
      'zh-cn': [
        '第一次用到时才创建的值，级别是“信息”：两个任务各做一遍，留下其中一个结果。如果创建的东西需要关闭或取消（它有这样的方法，或者文件里调用了这样的方法），丢失的那一个就一直开着，这时是警告。创建时自身没有 `await` 的，只有在它是任务或需要关闭的实例时才报告。',
        '与上限比较、只增不减的计数（尝试次数、失败次数），级别是“信息”，因为最多只会超出上限几次。',
        '每次只看一个函数，以及它在检查之后调用的同一个对象的方法；看的是 `self` 和类的属性、全局变量、外层函数的变量，以及 Web 应用的 `state`。级别取决于谁在运行这个协程：看得到有多个任务时（框架为每个请求运行它，它在循环里或两个地方被启动，或者同一个对象的两个协程都会走到它，经过调用者的也算），以及项目里没有人使用它、它是给别人用的时候，是警告；有人使用、但看不出有第二个任务时，是“信息”；它是事件循环中唯一的任务，或者只在应用启动和结束时运行时，不报告。以看不出来的方式轮流运行的代码，可以用忽略注释说明。',
        '在旧值上累加（`+=`）的代码，不论函数叫什么，都认为会执行不止一次。写入常量和通过方法写入不报告；把旧值或它的副本放回去不报告；以当前任务为键的元素也不报告。',
      ].join(''),
    },
    peers: [],
  },
  visit: {
    AugAssign: (node, view, report) => {
      check(node, [node.target], view, report);
    },
    Assign: (node, view, report) => {
      check(node, node.targets, view, report);
    },
    AnnAssign: (node, view, report) => {
      check(node, [node.target], view, report);
    },
    Await: (node, view, report) => {
      checkCaller(node, view, report);
    },
  },
});

/** The write stands in a method that is called behind the check. */
function checkCaller(node: Await, view: ChunkView, report: (report: Report) => void): void {
  const owner = view.coroutineAround(node);
  const race = owner && checkedByCaller(view, node, owner);
  if (
    !race ||
    runsInTurn(view, owner) ||
    isCalledUnderLock(view, owner) ||
    setsUpOnce(view, owner) ||
    isSaidOfCaller(view, node, race, owner) ||
    runsAlone(view, node, owner)
  )
    return;
  report({
    at: node,
    ...(race.isHarmless || !hasCompany(view, owner, node.value) ? { severity: 'information' } : {}),
    message: texts.checkedByCaller(race.state, race.method.node.name, view.library),
    related: [
      { at: view.at(race.seen), message: texts.here.checked(race.state) },
      { at: race.method.view.at(race.write), message: texts.writtenHere },
    ],
  });
}

function check(write: Write, targets: readonly Expression[], view: ChunkView, report: (report: Report) => void): void {
  const owner = view.coroutineAround(write);
  if (!owner || !write.value || isGuarded(view, write)) return;
  for (const target of targets) {
    if (!isSharedState(view, target, owner) || isOfIterator(view, target) || isOfOneCaller(view, target, owner))
      continue;
    if (changesInPlace(view, write, target)) continue;
    const race = readBefore(view, write, target) ?? checkedBefore(view, write, target, owner);
    if (!race || runsInTurn(view, owner) || isCalledUnderLock(view, owner)) continue;
    if (isOfOneReader(view, target, race) || (!addsUp(write, race) && setsUpOnce(view, owner))) continue;
    if (isSaidAbove(view, write, race, owner) || runsAlone(view, race.suspended, owner)) return;
    const name = stateName(view, target);
    report({
      at: write,
      ...(isHarmlessTwice(view, write, target, race) || !hasCompany(view, owner, target)
        ? { severity: 'information' }
        : {}),
      message: texts.before[race.how](name, view.library),
      related: [
        { at: view.at(race.seen), message: texts.here[race.how](name) },
        { at: view.at(race.suspended), message: texts.othersRun },
      ],
      fixes: () => fixesOf(view, write, target, race),
    });
    return;
  }
}

/** Of several calls behind one check, the first tells. */
const isSaidOfCaller = (view: ChunkView, node: Await, { seen }: CheckedByCaller, owner: FunctionDef): boolean =>
  view.facts.nodes
    .slice(seen.id, node.id)
    .some((above) => above.kind === 'Await' && checkedByCaller(view, above, owner)?.seen === seen);

/** `self.token = data["token"]` in front of `self.expires = data["expires"]`, or in a branch: one check, and one thing to do about it. */
function isSaidAbove(view: ChunkView, write: Write, race: Race, owner: FunctionDef): boolean {
  const check = race.how === 'checked' ? enclosing(view.facts, race.seen, 'If') : undefined;
  if (!check) return false;
  return view.facts.nodes.slice(check.id, write.id).some((statement) => {
    const above = statement.kind === 'Assign' ? statement.targets[0] : undefined;
    if (statement.kind !== 'Assign' || !above || !isSharedState(view, above, owner)) return false;
    const other = checkedBefore(view, statement, above, owner);
    return other !== undefined && enclosing(view.facts, other.seen, 'If') === check;
  });
}

function fixesOf(view: ChunkView, write: Write, target: StatePlace, { seen }: Race): readonly Fix[] {
  const name = stateName(view, target);
  const first = write.kind === 'AugAssign' ? awaitFirst(view, write) : undefined;
  const guard = guardWithLock(view, target, readFor(view, seen, name), write);
  return [
    ...(first ? [{ title: texts.awaitFirst(name), safety: 'unsafe' as const, edits: first }] : []),
    ...(guard ? [{ title: texts.hold(guard.lock), safety: 'unsafe' as const, edits: guard.edits }] : []),
  ];
}

/** `task = self.task`, where `if task is None` asks what that has given. */
const readFor = (view: ChunkView, seen: Node, state: string): Node =>
  (seen.kind === 'Name' && seen.name !== state ? onlyValue(view.facts, seen) : undefined) ?? seen;

/** `self.seen |= await found()` adds to the set itself, and so to what others have put into it meanwhile. */
const changesInPlace = (view: ChunkView, write: Write, target: StatePlace): boolean =>
  write.kind === 'AugAssign' &&
  ['builtins.set', 'builtins.list', 'builtins.dict', 'collections.deque'].some((name) => {
    const type = view.typeOf(target);
    return type.kind === 'instance' && view.isInstanceOf(type, name);
  });

/** The state of an async iterator belongs to the task that iterates it. */
function isOfIterator(view: ChunkView, target: Expression): boolean {
  if (target.kind === 'Subscript') return isOfIterator(view, target.value);
  if (target.kind !== 'Attribute') return false;
  const owner = view.typeOf(target.value);
  return (
    (owner.kind === 'instance' && view.member(owner, '__anext__')?.kind === 'function') ||
    isOfIterator(view, target.value)
  );
}

/** What a stream gives goes to a buffer of whoever reads, which cannot be two. */
function isOfOneReader(view: ChunkView, target: StatePlace, { suspended }: Race): boolean {
  const call = suspended.kind === 'Await' && suspended.value.kind === 'Call' ? suspended.value : undefined;
  if (call?.func.kind !== 'Attribute') return false;
  if (isInstance(view, view.typeOf(call.func.value), notConcurrent)) return true;
  return isNamedBy(streamReads, call.func.attribute) && isText(view, target);
}

const isText = (view: ChunkView, target: StatePlace): boolean =>
  ['builtins.bytes', 'builtins.bytearray', 'builtins.str', 'io.BytesIO', 'io.StringIO'].some((name) => {
    const type = view.typeOf(target);
    return type.kind === 'instance' && view.isInstanceOf(type, name);
  });

/** `self.total += await source()`: what adds to what was there is done more than once. */
const addsUp = (write: Write, { how }: Race): boolean => write.kind === 'AugAssign' && how === 'read';
