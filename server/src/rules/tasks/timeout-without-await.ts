import type { Call, Expression, With, WithItem } from '../../facts/nodes.ts';
import { preorder } from '../../facts/walk.ts';
import type { Fix } from '../../fixes/fix.ts';
import { dispatchToThread } from '../../fixes/dispatch-to-thread.ts';
import { cancelScopes } from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { awaitsIn } from '../shared/awaits.ts';
import { titles } from '../shared/titles.ts';

export const timeoutWithoutAwait = defineRule({
  id: 'timeout-without-await',
  category: 'tasks',
  severity: 'warning',
  fix: 'sometimes',
  summary: {
    en: 'A timeout around code that awaits nothing cannot end it.',
    'zh-cn': '对什么都不等待的代码设置的超时，无法让它结束。',
  },
  docs: {
    why: {
      en: [
        'A timeout works by cancelling the task where it waits. Code without an `await` never gives the event loop a chance to look at the clock:',
        'it runs to its end, however long that takes.',
      ].join(' '),
      'zh-cn':
        '超时的原理是在任务等待时取消它。没有 `await` 的代码从不给事件循环看时间的机会：不管要多久，它都会一直执行到底。',
    },
    examples: [
      {
        bad: python`
          import asyncio
          import time


          def parse(text):
              time.sleep(2)
              return text.split()


          async def main(text):
              async with asyncio.timeout(1):
                  words = parse(text)
              print(words)


          asyncio.run(main("to be or not to be"))
        `,
        good: python`
          import asyncio
          import time


          def parse(text):
              time.sleep(2)
              return text.split()


          async def main(text):
              async with asyncio.timeout(1):
                  words = await asyncio.to_thread(parse, text)
              print(words)


          asyncio.run(main("to be or not to be"))
        `,
        claim: {
          shows: "['to', 'be', 'or', 'not', 'to', 'be']",
          meaning: {
            en: 'the block runs for two seconds, and the timeout of one has no effect',
            'zh-cn': '代码块执行了两秒，一秒的超时没有起作用',
          },
          python: '3.11',
        },
      },
    ],
    limits: {
      en: 'Only `await`, `async for`, `async with` and `yield` in the block itself count; whether they ever wait is not asked.',
      'zh-cn': '只看代码块自身里有没有 `await`、`async for`、`async with` 和 `yield`；不追究它们是否真的会等待。',
    },
    peers: ['ruff ASYNC100', 'flake8-async ASYNC100', 'SonarPython S7490'],
  },
  strict: {
    reports: {
      en: 'Blocks that are still empty, and cancel scopes without a timeout, as well.',
      'zh-cn': '还空着的代码块，以及没有设置超时的取消作用域，也会报告。',
    },
    visit: {
      With(node, view, report) {
        node.items.forEach(({ context }, i) => {
          if (context.kind !== 'Call' || !view.lookupCall(context, cancelScopes) || entersMore(node, i)) return;
          if (node.body.some((statement) => waitsIn(view, statement))) return;
          report({ at: context, message: cannotInterrupt(calleeText(view, context)), whole: node });
        });
      },
    },
  },
  visit: {
    With(node, view, report) {
      if (!view.coroutineAround(node)) return;
      node.items.forEach((item, i) => {
        const { context } = item;
        const scope = context.kind === 'Call' ? view.lookupCall(context, cancelScopes) : undefined;
        if (context.kind !== 'Call' || !scope?.isTimeout || node.isAsync !== (scope.enter === 'async with')) return;
        if (entersMore(node, i) || hasCheckpoint(view, node)) return;
        report({
          at: context,
          message: cannotInterrupt(calleeText(view, context)),
          whole: node,
          fixes: () => inThread(view, node),
        });
      });
    },
  },
});

/** Whether the same statement then enters something that may wait: `async with timeout(1), session.get(url)`. */
const entersMore = ({ isAsync, items }: With, index: number): boolean =>
  isAsync && items.slice(index + 1).some((item: WithItem) => item.context.kind !== 'Constant');

const hasCheckpoint = (view: ChunkView, { body }: With): boolean =>
  isPlaceholder(body) || body.some((statement) => waitsIn(view, statement) || returnsAwaitable(view, statement));

const waitsIn = (view: ChunkView, statement: With['body'][number]): boolean =>
  statement.kind !== 'FunctionDef' &&
  (awaitsIn(view, statement).length > 0 || [...preorder(view.facts, statement)].some(({ kind }) => kind === 'Yield'));

/** To be awaited by the caller: that is another mistake. */
const returnsAwaitable = (view: ChunkView, statement: With['body'][number]): boolean =>
  statement.kind !== 'FunctionDef' &&
  [...preorder(view.facts, statement)].some(
    (node) => node.kind === 'Return' && node.value !== undefined && isAwaitable(view, node.value),
  );

function isAwaitable(view: ChunkView, value: Expression): boolean {
  const type = view.typeOf(value);
  return type.kind !== 'unknown' && view.mayAwait(type);
}

const isPlaceholder = (body: With['body']): boolean =>
  body.every(
    (statement) => statement.kind === 'Pass' || (statement.kind === 'Expr' && statement.value.kind === 'Constant'),
  );

/** Runs the only plain function of the project that the block calls in a thread, if that is seen to take its time there. */
function inThread(view: ChunkView, { body }: With): readonly Fix[] {
  const [call, ...others] = body.flatMap((statement) => calledBy(view, statement));
  if (!call || others.length > 0 || view.isBoundToThread(call)) return [];
  const edits = view.effectOf(call, ({ type }) => type === 'blocks') && dispatchToThread(view, call);
  return edits ? [{ title: titles.runInThread(`${calleeText(view, call)}()`), safety: 'unsafe', edits }] : [];
}

/** `f(x)` and `y = f(x)`, where `f` is a plain function. */
function calledBy(view: ChunkView, statement: With['body'][number]): readonly Call[] {
  if ((statement.kind !== 'Expr' && statement.kind !== 'Assign') || statement.value.kind !== 'Call') return [];
  const call = statement.value;
  const type = view.typeOf(call.func);
  const definition = view.definition(type);
  const isPlain = definition !== undefined && !definition.isLibrary && !definition.node.isAsync;
  return isPlain && view.signature(type)?.isGenerator === false ? [call] : [];
}

const cannotInterrupt = localized({
  en: (timeout: string) =>
    `\`${timeout}()\` cannot interrupt this block, since nothing in it is awaited; \`await\` in it what takes long.`,
  'zh-cn': (timeout) => `\`${timeout}()\` 无法中断这个代码块，因为其中没有 \`await\`；请在其中 \`await\` 耗时的操作。`,
});
