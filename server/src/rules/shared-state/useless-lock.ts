import type { Call, Expression, FunctionDef, Lambda, Name, Node, With } from '../../facts/nodes.ts';
import { occurrencesOf } from '../../facts/occurrences.ts';
import { locksInMemory } from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized, type Localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';

export const uselessLock = defineRule({
  id: 'useless-lock',
  category: 'shared-state',
  severity: 'warning',
  fix: 'never',
  relaxed: true,
  summary: {
    en: 'A lock that keeps nobody out, because each task makes one of its own.',
    'zh-cn': '谁也挡不住的锁，因为每个任务都创建了自己的一把。',
  },
  docs: {
    why: {
      en: [
        'A lock or semaphore keeps tasks apart that use the same object.',
        'One that is made where it is taken is another object each time, so that nobody ever waits for it: what it should guard goes on at once in all tasks, and a semaphore limits nothing.',
      ].join(' '),
      'zh-cn':
        '锁或信号量只能在使用同一个对象的任务之间起作用。在获取它的地方才创建，每次就都是另一个对象，没有人会为它等待：它本该保护的代码在所有任务里同时进行，信号量也什么都限制不了。',
    },
    examples: [
      {
        bad: python`
          import asyncio

          balance = 0


          async def pay_in(amount):
              global balance
              async with asyncio.Lock():
                  before = balance
                  await asyncio.sleep(0.01)
                  balance = before + amount


          async def main():
              async with asyncio.TaskGroup() as group:
                  group.create_task(pay_in(1))
                  group.create_task(pay_in(1))
              assert balance == 2, "lost"


          asyncio.run(main())
        `,
        good: python`
          import asyncio

          balance = 0
          lock = asyncio.Lock()


          async def pay_in(amount):
              global balance
              async with lock:
                  before = balance
                  await asyncio.sleep(0.01)
                  balance = before + amount


          async def main():
              async with asyncio.TaskGroup() as group:
                  group.create_task(pay_in(1))
                  group.create_task(pay_in(1))
              assert balance == 2, "lost"


          asyncio.run(main())
        `,
        claim: { shows: 'AssertionError: lost', python: '3.11' },
      },
    ],
    limits: {
      en: 'A lock in a variable counts where the function that makes it does nothing with it but take it; one that is handed on, kept or used by an inner function may be shared.',
      'zh-cn':
        '对于变量里的锁，只有创建它的函数除了获取它之外什么都不做时才报告；被传给别处、保存起来或被内层函数使用的锁，可能是共用的。',
    },
    peers: [],
  },
  visit: {
    With(node, view, report) {
      if (!node.isAsync) return;
      for (const { context } of node.items) {
        const message = madeAnew(view, node, context);
        if (message) report({ at: context, message });
      }
    },
  },
});

/** Says of a lock of which there is one for each that takes it how that comes. */
function madeAnew(view: ChunkView, statement: With, lock: Expression): Localized | undefined {
  if (lock.kind === 'Call') {
    if (isMaker(view, lock)) return texts.isAnother(calleeText(view, lock));
    return givesNewOne(view, lock) ? texts.givesAnother(calleeText(view, lock)) : undefined;
  }
  const owner = view.functionAround(statement);
  return lock.kind === 'Name' && owner?.kind === 'FunctionDef' && isOwn(view, owner, lock)
    ? texts.madeByEach(lock.name, owner.name)
    : undefined;
}

const isMaker = (view: ChunkView, node: Node): boolean =>
  node.kind === 'Call' && view.lookupCall(node, locksInMemory) === true;

/** `def _lock(self): return asyncio.Lock()` */
function givesNewOne(view: ChunkView, call: Call): boolean {
  const made = view.definition(view.typeOf(call.func));
  if (!made || made.isLibrary || made.node.isAsync || made.node.decorators.length > 0) return false;
  const [only, ...others] = made.node.body;
  return others.length === 0 && only?.kind === 'Return' && only.value !== undefined && isMaker(made.view, only.value);
}

/** Whether a function makes the lock in a variable, and nothing else comes to see it. */
function isOwn(view: ChunkView, owner: FunctionDef | Lambda, lock: Name): boolean {
  const bindings = view.bindingsReaching(lock);
  return (
    bindings.length > 0 &&
    bindings.every((binding) => {
      const assignment = view.facts.nodes[view.facts.parents[binding.node] ?? -1];
      return assignment?.kind === 'Assign' && assignment.targets.length === 1 && isMaker(view, assignment.value);
    }) &&
    occurrencesOf(view.facts, lock.name).every(
      (node) => node.kind !== 'Name' || (view.functionAround(node) === owner && isTakenOrMade(view, node)),
    )
  );
}

function isTakenOrMade(view: ChunkView, node: Name): boolean {
  const parent = view.parent(node);
  if (node.context === 'store') return parent?.kind === 'Assign';
  if (parent?.kind === 'Attribute') return view.parent(parent)?.kind === 'Call';
  return parent?.kind === 'WithItem' && parent.context === node;
}

const texts = {
  isAnother: localized({
    en: (maker: string) =>
      `\`${maker}()\` is another lock each time, so that it never keeps another task out; make it once, where all that use it find it.`,
    'zh-cn': (maker) =>
      `\`${maker}()\` 每次都是一把新锁，永远挡不住其他任务；请只创建一次，放在所有使用者都能访问的地方。`,
  }),
  givesAnother: localized({
    en: (maker: string) =>
      `\`${maker}()\` gives another lock each time, so that it never keeps another task out; make it once, where all that use it find it.`,
    'zh-cn': (maker) =>
      `\`${maker}()\` 每次都返回一把新锁，永远挡不住其他任务；请只创建一次，放在所有使用者都能访问的地方。`,
  }),
  madeByEach: localized({
    en: (lock: string, owner: string) =>
      `\`${lock}\` is made by each call of \`${owner}()\` for itself, so that it never keeps another task out; make it once, where all that use it find it.`,
    'zh-cn': (lock, owner) =>
      `每次调用 \`${owner}()\` 都会创建自己的 \`${lock}\`，永远挡不住其他任务；请只创建一次，放在所有使用者都能访问的地方。`,
  }),
};
