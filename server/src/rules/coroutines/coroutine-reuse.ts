import type { Binding } from '../../facts/facts.ts';
import type { Call, Name, Node, Statement } from '../../facts/nodes.ts';
import { ancestors, isWithin, preorder } from '../../facts/walk.ts';
import { wrapIn } from '../../fixes/wrap-in.ts';
import {
  bindingsOf,
  calleeText,
  isCoroutine,
  treatsAsCoroutine,
  usesOf,
} from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { checkDecorator } from './cached-coroutine.ts';

export const coroutineReuse = defineRule({
  id: 'coroutine-reuse',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: { en: 'A coroutine object that is awaited twice.', 'zh-cn': '同一个协程对象被等待了两次。' },
  docs: {
    why: {
      en: [
        'A coroutine object runs once. Awaiting it again raises `RuntimeError: cannot reuse already awaited coroutine`.',
        'That happens with one kept in a variable, and with `functools.cache`, `lru_cache` or `cached_property` on an `async def`: what they keep is the coroutine of the first call, not its result.',
        'A task can be awaited any number of times.',
      ].join(' '),
      'zh-cn': [
        '一个协程对象只能运行一次，再次等待会抛出 `RuntimeError: cannot reuse already awaited coroutine`。',
        '把协程保存在变量里会遇到这种情况；把 `functools.cache`、`lru_cache` 或 `cached_property` 用在 `async def` 上也会：它们缓存的是第一次调用的协程，而不是它的结果。任务则可以等待任意多次。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio
          from functools import cache


          @cache
          async def load(name):
              await asyncio.sleep(0.1)
              return name


          async def main():
              print(await load("Ada"))
              print(await load("Ada"))


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def load(name):
              await asyncio.sleep(0.1)
              return name


          async def main():
              print(await load("Ada"))
              print(await load("Ada"))


          asyncio.run(main())
        `,
        claim: { shows: 'cannot reuse already awaited coroutine' },
      },
      {
        bad: python`
          import asyncio


          async def load(name):
              await asyncio.sleep(0.1)
              return name


          async def main():
              user = load("Ada")
              print(await user)
              print(await user)


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def load(name):
              await asyncio.sleep(0.1)
              return name


          async def main():
              user = asyncio.create_task(load("Ada"))
              print(await user)
              print(await user)


          asyncio.run(main())
        `,
        claim: { shows: 'cannot reuse already awaited coroutine' },
      },
    ],
    limits: {
      en: 'Of a coroutine in a variable, only uses that certainly follow one another in the same function count, and awaits in a loop that begins after the coroutine was made. Attributes and collections are not followed.',
      'zh-cn':
        '对于变量里的协程，只报告同一个函数中确定先后发生的用法，以及在协程创建之后才开始的循环里的等待。不追踪属性和集合。',
    },
    printed: ['RuntimeError: cannot reuse already awaited coroutine'],
    peers: [],
  },
  visit: { Decorator: checkDecorator, Call: checkCall },
});

// -------------------------------------------------------------------------------- in a variable

function checkCall(call: Call, view: ChunkView, report: (report: Report) => void): void {
  const bindings = bindingsOf(view, call);
  const [binding] = bindings;
  if (!binding || bindings.length > 1 || binding.escapes || binding.uses.length === 0) return;
  if (!isCoroutine(view, view.typeOf(call)) || view.scope(call).hasError) return;
  const second = secondAwait(view, call, binding);
  if (!second || expectsFailure(view, second)) return;
  const name = binding.name;
  report({
    at: second,
    message: texts.onlyOnce(name),
    related: [{ at: view.at(call), message: texts.madeHere }],
    fixes: () =>
      view.library === 'asyncio' && view.coroutineAround(call)
        ? [
            {
              title: texts.makeTask(calleeText(view, call)),
              safety: 'unsafe',
              edits: () => wrapIn(view, call, 'asyncio.create_task'),
            },
          ]
        : [],
  });
}

function secondAwait(view: ChunkView, call: Call, binding: Binding): Name | undefined {
  const uses = usesOf(view, binding).filter((use) => isOnlyBinding(view, use, binding) && treatsAsCoroutine(view, use));
  const repeated = uses.find((use) => isRepeated(view, use, call));
  if (repeated) return repeated;
  return uses.find((use, i) => uses.slice(0, i).some((earlier) => certainlyBefore(view, earlier, use)));
}

const isOnlyBinding = (view: ChunkView, use: Name, binding: Binding): boolean => {
  const reaching = view.bindingsReaching(use);
  return reaching.length === 1 && reaching[0] === binding && view.parent(use)?.kind === 'Await';
};

/** In a loop that runs again after the `await` and began after the coroutine was made. */
function isRepeated(view: ChunkView, use: Name, made: Call): boolean {
  for (const node of ancestors(view.facts, use)) {
    if (node.kind === 'FunctionDef') return false;
    if (node.kind !== 'For' && node.kind !== 'While') continue;
    if (isWithin(view.facts, made, node)) return false;
    const isInBody = node.body.some((statement) => isWithin(view.facts, use, statement));
    const leaves = [...preorder(view.facts, node)].some(({ kind }) =>
      ['Break', 'Return', 'Raise', 'Try', 'Continue'].includes(kind),
    );
    return isInBody && !leaves && isPlainlyRun(view, use, node.body);
  }
  return false;
}

/** Whether the first use runs whenever the second does, and both in one go. */
function certainlyBefore(view: ChunkView, first: Name, second: Name): boolean {
  const block = blocksAround(view, first).find((statements) =>
    statements.some((statement) => isWithin(view.facts, second, statement)),
  );
  if (!block) return false;
  const own = block.findIndex((statement) => isWithin(view.facts, first, statement));
  const other = block.findIndex((statement) => isWithin(view.facts, second, statement));
  return own < other && isPlainlyRun(view, first, block);
}

function blocksAround(view: ChunkView, node: Node): readonly (readonly Statement[])[] {
  const blocks: (readonly Statement[])[] = [];
  for (const ancestor of ancestors(view.facts, node)) {
    if ('body' in ancestor && Array.isArray(ancestor.body)) {
      const { body } = ancestor as { readonly body: readonly Statement[] };
      if (body.some((statement) => isWithin(view.facts, node, statement))) blocks.push(body);
    }
    if (ancestor.kind === 'FunctionDef') return blocks;
  }
  return [...blocks, view.facts.body];
}

/** Nothing between the block and the use is run only sometimes. */
function isPlainlyRun(view: ChunkView, use: Node, block: readonly Statement[]): boolean {
  for (const node of ancestors(view.facts, use)) {
    if (block.some((statement) => statement === node))
      return (
        node.kind !== 'If' &&
        node.kind !== 'Try' &&
        node.kind !== 'While' &&
        node.kind !== 'For' &&
        node.kind !== 'Match' &&
        node.kind !== 'Return'
      );
    if (
      [
        'If',
        'Try',
        'While',
        'For',
        'Match',
        'IfExp',
        'BoolOp',
        'Comprehension',
        'Lambda',
        'FunctionDef',
        'Return',
      ].includes(node.kind)
    )
      return false;
  }
  return false;
}

// ------------------------------------------------------------------------------------------- texts

const texts = {
  onlyOnce: localized({
    en: (name: string) =>
      `The coroutine in \`${name}\` can be awaited only once, so this \`await\` raises \`RuntimeError\`; keep its result, or make it a task.`,
    'zh-cn': (name) =>
      `\`${name}\` 中的协程只能等待一次，这个 \`await\` 会抛出 \`RuntimeError\`；请保存它的返回值，或把它包装成任务。`,
  }),
  madeHere: { en: 'Made here', 'zh-cn': '协程在这里创建' },
  makeTask: localized({
    en: (callee: string) => `Make a task of \`${callee}()\``,
    'zh-cn': (callee) => `把 \`${callee}()\` 包装成任务`,
  }),
};
