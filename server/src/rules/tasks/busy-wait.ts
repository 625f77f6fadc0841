import type { Attribute, Expression, Name, Node, While } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { sleeps } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';

export const busyWait = defineRule({
  id: 'busy-wait',
  category: 'tasks',
  severity: 'information',
  fix: 'never',
  summary: {
    en: 'A loop that sleeps until a flag has changed, where an event would wake it at once.',
    'zh-cn': '用循环反复休眠，直到某个标志改变；用事件则可以立刻被唤醒。',
  },
  docs: {
    why: {
      en: [
        'Such a loop wakes up again and again only to find that nothing has happened, and notices the change up to one sleep late.',
        'An `asyncio.Event` that is set where the flag is changed wakes the waiting task at once, and costs nothing before.',
      ].join(' '),
      'zh-cn': [
        '这样的循环一次次醒来，只是发现什么都没有发生；而且标志改变后，最多要晚一次休眠的时间才会察觉。',
        '在改变标志的地方设置 `asyncio.Event`，等待的任务会立刻被唤醒，在那之前也没有任何开销。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          class Server:
              def __init__(self):
                  self.ready = False

              async def start(self):
                  await asyncio.sleep(0.5)
                  self.ready = True

              async def wait(self):
                  while not self.ready:
                      await asyncio.sleep(0.1)


          async def main():
              server = Server()
              await asyncio.gather(server.start(), server.wait())


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          class Server:
              def __init__(self):
                  self.ready = asyncio.Event()

              async def start(self):
                  await asyncio.sleep(0.5)
                  self.ready.set()

              async def wait(self):
                  await self.ready.wait()


          async def main():
              server = Server()
              await asyncio.gather(server.start(), server.wait())


          asyncio.run(main())
        `,
        claim: { because: 'The example works; it only wakes more often than it needs to.' },
      },
    ],
    limits: {
      en: 'Sees loops with nothing but the sleep in them, whose condition reads variables and attributes that the same file sets, and compares them with what never changes. A condition that calls something may ask the outside world, which sets no events.',
      'zh-cn':
        '只看循环体里除了休眠什么都没有的循环，条件里读取的是同一个文件会设置的变量和属性，并与不变的值比较。如果条件里调用了函数，问的可能是外部世界，而外部世界不会设置事件。',
    },
    peers: ['ruff ASYNC110', 'flake8-async ASYNC110', 'SonarPython S7484'],
  },
  strict: {
    reports: {
      en: 'Every `while` loop in a coroutine that does nothing but sleep, whatever its condition is.',
      'zh-cn': '协程中所有只做休眠的 `while` 循环，不论条件是什么。',
    },
    visit: {
      While(node, view, report) {
        if (!view.coroutineAround(node) || !onlySleeps(view, node)) return;
        report({ at: { start: node.start, end: node.test.end }, message: onlyWaits(view.library), whole: node });
      },
    },
  },
  visit: {
    While(node, view, report) {
      if (!view.coroutineAround(node) || !onlySleeps(view, node)) return;
      const flag = flagIn(view, node.test);
      if (flag === undefined) return;
      report({
        at: { start: node.start, end: node.test.end },
        message: notices(flag, view.library),
        whole: node,
      });
    },
  },
});

const onlySleeps = (view: ChunkView, { body }: While): boolean =>
  body.length > 0 &&
  body.every(
    (statement) =>
      statement.kind === 'Expr' &&
      statement.value.kind === 'Await' &&
      statement.value.value.kind === 'Call' &&
      view.lookupCall(statement.value.value, sleeps) !== undefined,
  );

/** The first variable or attribute of a condition; undefined unless this file sets all of them and nothing is called. */
function flagIn(view: ChunkView, test: Expression): string | undefined {
  const parts = view.facts.nodes.slice(test.id, view.facts.ends[test.id]);
  if (parts.some((part) => part.kind === 'Call' || part.kind === 'Await')) return undefined;
  const read = parts.filter((part) => isFlag(view, part));
  const [first] = read;
  return first && read.every((part) => isSetInFile(view, part)) ? view.source(first) : undefined;
}

/** Not the `self` of `self.ready`, nor what it is compared with, if that never changes. */
const isFlag = (view: ChunkView, node: Node): node is Name | Attribute =>
  (node.kind === 'Attribute' || node.kind === 'Name') &&
  view.parent(node)?.kind !== 'Attribute' &&
  !isConstant(view, node);

/** `LIMIT` in `self.clients < LIMIT`, `State.READY`: made once, in the module or in a class. */
function isConstant(view: ChunkView, node: Name | Attribute): boolean {
  if (view.parent(node)?.kind !== 'Compare') return false;
  if (node.kind === 'Attribute')
    return ['class', 'module'].includes(view.typeOf(node.value).kind) && storesOf(view, node).length === 0;
  const found = resolve(view.facts, node);
  return (found === 'module' || found.scope === 0) && storesOf(view, node).length <= 1;
}

/** More than once, since the first time only makes it. */
const isSetInFile = (view: ChunkView, flag: Name | Attribute): boolean => storesOf(view, flag).length > 1;

const storesOf = (view: ChunkView, flag: Name | Attribute): readonly unknown[] =>
  view
    .occurrences(flag.kind === 'Attribute' ? flag.attribute : flag.name)
    .filter(({ node }) => node.kind === flag.kind && node.context === 'store');

const notices = localized({
  en: (flag: string, library: string) =>
    `This loop sleeps until \`${flag}\` has changed, and notices it late; wait for an \`${library}.Event\`, and set that where \`${flag}\` is changed.`,
  'zh-cn': (flag, library) =>
    `这个循环靠反复休眠来等待 \`${flag}\` 改变，总要晚一步才能发现；请改为等待 \`${library}.Event\`，并在修改 \`${flag}\` 的地方设置它。`,
});

const onlyWaits = localized({
  en: (library: string) =>
    `This loop does nothing but sleep, and notices late what it waits for; wait for an \`${library}.Event\` where one can tell.`,
  'zh-cn': (library) =>
    `这个循环只是反复休眠，总要晚一步才能发现所等的事情；如果有办法得到通知，请改为等待 \`${library}.Event\`。`,
});
