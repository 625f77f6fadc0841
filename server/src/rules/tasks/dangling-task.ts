import type { Call } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import { awaitArgument } from '../../fixes/await-argument.ts';
import { replaceRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { insertAwait } from '../../fixes/insert-await.ts';
import { keepTask } from '../../fixes/keep-task.ts';
import { missedTask } from '../../fixes/task-place.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { type TaskSpawner, taskScopes, taskSpawners } from '../../knowledge/loop.ts';
import { bindingsOf, calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { discarded, wholeOf } from '../shared/discarded.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { notRunnable } from '../shared/not-runnable.ts';
import { titles } from '../shared/titles.ts';
import { catchesAll } from './catches-all.ts';
import { texts } from './dangling-task-texts.ts';
import { isDroppedByTaker, tasksMadeLater } from './dropped-by-taker.ts';
import { isOverwritten } from './overwritten.ts';
import { coroutineIn, shieldedCoroutine } from './shielded.ts';
import { staysAliveBehind } from './stays-alive.ts';

export const danglingTask = defineRule({
  id: 'dangling-task',
  category: 'tasks',
  severity: 'warning',
  relaxed: 'in part',
  supersededBy: ['no-running-loop'],
  fix: 'sometimes',
  summary: {
    en: 'A task that nothing refers to: it may vanish before it is done, and its errors go unseen.',
    'zh-cn': '没有任何引用的任务：可能还没执行完就消失，出错也无人知晓。',
  },
  docs: {
    why: {
      en: [
        'The event loop keeps only weak references to tasks. One that nothing else refers to can be garbage-collected while it waits, and then never finishes.',
        'An exception in it is not raised anywhere: Python only logs `Task exception was never retrieved`, when it collects the task.',
        'When `asyncio.run()` ends, it cancels the tasks that are left without a word.',
      ].join(' '),
      'zh-cn': [
        '事件循环只保存任务的弱引用。没有其他引用的任务在等待期间可能被垃圾回收，于是永远执行不完。',
        '任务里的异常不会在任何地方抛出：Python 只会在回收任务时记录一条 `Task exception was never retrieved`。`asyncio.run()` 结束时，会一声不响地取消剩下的任务。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def send_mail(address):
              raise ConnectionError(address)


          async def sign_up(address):
              asyncio.create_task(send_mail(address))
              await asyncio.sleep(0.1)


          asyncio.run(sign_up("ada@example.org"))
        `,
        good: python`
          import asyncio


          async def send_mail(address):
              raise ConnectionError(address)


          async def sign_up(address):
              await send_mail(address)
              await asyncio.sleep(0.1)


          asyncio.run(sign_up("ada@example.org"))
        `,
        claim: { shows: 'Task exception was never retrieved' },
      },
    ],
    limits: {
      en: [
        'A task that is stored, returned or passed on counts as kept, and so does one that gets a callback on the spot.',
        'That of a `shield()` which is awaited is information: nothing happens to it as long as the coroutine around it is not cancelled.',
        'A local variable counts as kept where the function goes on for ever. In `__del__` nothing can keep a task. Functions named in `task-spawners` keep their tasks themselves.',
        'In tests, examples, benchmarks, documentation and copies of other projects only `gather()` and futures count, unless the setting [`relaxed-paths`](../configuration.md#relaxed-paths) says otherwise.',
      ].join(' '),
      'zh-cn': [
        '被保存、返回或传给别处的任务视为有引用，创建后当场添加了回调的也一样。',
        '被等待的 `shield()` 里的任务，级别是“信息”：只要外面的协程没有被取消，它就不会出事。',
        '如果函数会一直运行下去，局部变量也算保存了引用。在 `__del__` 里，没有什么能保住任务。设置 `task-spawners` 中列出的函数会自己保存任务。',
        '在测试、示例、基准测试、文档和其他项目的副本中，只检查 `gather()` 和 Future，除非设置 [`relaxed-paths`](../configuration.md#relaxed-paths) 另有规定。',
      ].join(''),
    },
    printed: ['Task was destroyed but it is pending!', 'Task exception was never retrieved'],
    peers: ['ruff RUF006', 'flake8-async ASYNC300', 'SonarPython S7502', 'mypy unused-awaitable'],
  },
  visit: {
    Call(call, view, report) {
      for (const callback of tasksMadeLater(view, call)) {
        report({ at: callback, message: texts.madeByCallback(view.source(callback)), relaxed: true });
      }
      const shielded = shieldedCoroutine(view, call);
      if (shielded) {
        const message = texts.shielded(calleeText(view, call), view.source(shielded.func));
        report({ at: call, severity: 'information', message, relaxed: true });
        return;
      }
      const spawner = view.lookupCall(call, taskSpawners);
      if (!spawner?.dropping || view.isConfigured(view.typeOf(call.func), 'taskSpawners')) return;
      if (notRunnable(view, call).length > 0) return;
      const end = isOverwritten(view, call)
        ? 'overwritten'
        : (discarded(view, call) ?? (isDroppedByTaker(view, call) ? 'dropped' : undefined));
      if (!end || isKeptByNotebook(view, call) || expectsFailure(view, call)) return;
      if (spawner.dropping === 'errors' && cannotFail(view, call, spawner)) return;
      if (isIn(view, call, '__del__')) return;
      if (end === 'unread' && !isDiscarded(view, call) && staysAliveBehind(view, call)) return;
      report({
        at: call,
        message: messageFor(view, call, spawner, end),
        ...wholeOf(view, call, end),
        relaxed: spawner.returns === 'task' || spawner.dropping === 'errors',
        ...(spawner.dropping === 'errors' ? { severity: 'information' } : {}),
        fixes: () => fixesFor(view, call, spawner, end),
      });
    },
  },
});

type End = 'dropped' | 'unread' | 'overwritten';

function messageFor(view: ChunkView, call: Call, spawner: TaskSpawner, end: End): Localized {
  const callee = calleeText(view, call);
  return spawner.dropping === 'errors' ? texts.errorsUnseen(callee) : textsFor(spawner)[end](callee);
}

const textsFor = ({ returns }: TaskSpawner) => (returns === 'task' ? texts.task : texts.future);

function cannotFail(view: ChunkView, call: Call, { spawns }: TaskSpawner): boolean {
  const [started] = argumentsAt(call, spawns.argument);
  if (!started) return false;
  const func = started.value.kind === 'Call' ? started.value.func : started.value;
  const definition = view.definition(view.typeOf(func));
  return definition !== undefined && catchesAll(definition.node);
}

/** A notebook keeps the value of a cell's last line. */
const isKeptByNotebook = (view: ChunkView, call: Call): boolean => view.isNotebook && !view.functionAround(call);

/** An object that goes can keep nothing. */
const isIn = (view: ChunkView, call: Call, method: string): boolean => {
  const around = view.functionAround(call);
  return around?.kind === 'FunctionDef' && around.name === method;
};

const isDiscarded = (view: ChunkView, call: Call): boolean => bindingsOf(view, call).some(({ name }) => name === '_');

// --------------------------------------------------------------------------------------- fixing

function fixesFor(view: ChunkView, call: Call, spawner: TaskSpawner, end: End): readonly Fix[] {
  if (spawner.dropping === 'errors') return [];
  if (end === 'overwritten') return [keepReference(view, call, spawner)].filter((fix) => fix !== undefined);
  return [
    startInGroup(view, call, spawner),
    putWhereMissed(view, call, spawner),
    // A future stands for what goes on elsewhere: who makes one wants to wait for that.
    ...(spawner.returns === 'future'
      ? [awaitInstead(view, call, spawner), keepReference(view, call, spawner)]
      : [keepReference(view, call, spawner), awaitInstead(view, call, spawner)]),
  ].filter((fix) => fix !== undefined);
}

/** Inside `async with asyncio.TaskGroup() as group`. */
function startInGroup(view: ChunkView, call: Call, spawner: TaskSpawner): Fix | undefined {
  if (spawner.spawns.argument.rest || !view.coroutineAround(call)) return undefined;
  const group = taskGroupAround(view, call);
  if (group === undefined) return undefined;
  return {
    title: texts.startInGroup(group),
    safety: 'unsafe',
    edits: () => [replaceRange(view, call.func, `${group}.create_task`)],
  };
}

function taskGroupAround(view: ChunkView, call: Call): string | undefined {
  for (const node of ancestors(view.facts, call)) {
    if (node.kind === 'FunctionDef') return undefined;
    if (node.kind !== 'With') continue;
    for (const { context, target } of node.items)
      if (context.kind === 'Call' && target?.kind === 'Name' && view.lookupCall(context, taskScopes) === 'asyncio')
        return target.name;
  }
  return undefined;
}

/** `self._ticker = asyncio.create_task(…)` where another method cancels `self._ticker`. */
function putWhereMissed(view: ChunkView, call: Call, spawner: TaskSpawner): Fix | undefined {
  const statement = view.parent(call);
  if (spawner.spawns.argument.rest || statement?.kind !== 'Expr') return undefined;
  const place = missedTask(view, statement);
  return place && { title: texts.keepAs(place.text), safety: 'unsafe', edits: place.edits };
}

function keepReference(view: ChunkView, call: Call, spawner: TaskSpawner): Fix | undefined {
  const statement = view.parent(call);
  if (spawner.spawns.argument.rest || (statement?.kind !== 'Expr' && statement?.kind !== 'Assign')) return undefined;
  const edits = keepTask(view, statement);
  return edits && { title: textsFor(spawner).keep, safety: 'unsafe', edits };
}

function awaitInstead(view: ChunkView, call: Call, spawner: TaskSpawner): Fix | undefined {
  if (!view.coroutineAround(call) || coroutineIn(view, call)) return undefined;
  if (spawner.returns === 'future')
    return {
      title: titles.awaitIt(`${calleeText(view, call)}()`),
      safety: 'unsafe',
      edits: () => insertAwait(view, call),
    };
  const [argument] = argumentsAt(call, spawner.spawns.argument);
  if (call.args.length !== 1 || !argument) return undefined;
  if (argument.value.kind !== 'Call') return undefined;
  const edits = awaitArgument(view, call, argument);
  return edits && { title: titles.awaitInstead(`${calleeText(view, argument.value)}()`), safety: 'unsafe', edits };
}
