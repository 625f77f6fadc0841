import type { ClassDef, FunctionDef } from '../../facts/nodes.ts';
import type { Fix } from '../../fixes/fix.ts';
import { editsOf, inFiles } from '../../fixes/make-async-with-callers.ts';
import { spreadSync, usesAsync } from '../../fixes/make-sync-with-callers.ts';
import { isDunder } from '../../knowledge/dunders.ts';
import type { ChunkView, OccurrencePlace } from '../../project/model/chunk-view.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { isTestFunction } from '../shared/tests.ts';
import { texts, unusedStrictly } from './unused-strictly.ts';

export const unusedAsync = defineRule({
  id: 'unused-async',
  category: 'coroutines',
  severity: 'off',
  fix: 'sometimes',
  summary: { en: 'An `async def` with nothing async in it.', 'zh-cn': '`async def` 函数里没有任何异步操作。' },
  docs: {
    why: {
      en: 'A function that awaits nothing gains nothing from `async`: each call makes a coroutine and each caller must await it. It also looks as if it let other tasks run, which it never does.',
      'zh-cn':
        '什么都不等待的函数，写成 `async` 没有任何好处：每次调用都要创建一个协程，每个调用方都必须等待它。它看上去还像是会让其他任务运行，其实从来不会。',
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def total(prices):
              return sum(prices)


          async def main():
              await asyncio.sleep(0.1)
              print(await total([3, 4]))


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          def total(prices):
              return sum(prices)


          async def main():
              await asyncio.sleep(0.1)
              print(total([3, 4]))


          asyncio.run(main())
        `,
        claim: { because: 'It works, only needlessly so.' },
      },
    ],
    limits: {
      en: 'Decorated functions, tests, special methods, methods that override or are overridden, methods of classes with unknown bases, functions without a body, those that need a running loop (`create_task()`), and those that the file uses otherwise than by awaiting a call are left alone. The fix looks at the callers in other files, and is not offered where one of them does something else.',
      'zh-cn':
        '以下情形不报告：带装饰器的函数、测试、特殊方法、重写了别的方法或被重写的方法、基类未知的类的方法、没有函数体的函数、需要正在运行的事件循环的函数（`create_task()`），以及在文件中除了“等待其调用”之外还有其他用法的函数。修复会查看其他文件里的调用方，只要其中有一处是别的用法，就不提供修复。',
    },
    peers: ['ruff RUF029', 'flake8-async ASYNC124', 'flake8-async ASYNC910', 'SonarPython S7503'],
  },
  strict: unusedStrictly,
  visit: {
    FunctionDef(node, view, report) {
      if (!node.isAsync || isBoundToBeAsync(view, node) || usesAsync(view, node)) return;
      if (!isAwaitedOnly(node, view.occurrences(node.name))) return;
      report({
        at: { start: node.nameStart, end: node.nameStart + node.name.length },
        message: texts.awaitsNothing(node.name),
        whole: node,
        fixes: () => fixesFor(view, node),
      });
    },
  },
});

// ----------------------------------------------------------------------------- what it must be

function isBoundToBeAsync(view: ChunkView, node: FunctionDef): boolean {
  if (node.decorators.length > 0 || isDunder(node.name) || isTestFunction(view, node) || isPlaceholder(node))
    return true;
  const scope = view.facts.scopes.find(({ node: owner, type }) => owner === node.id && type === 'function');
  if (!scope || scope.isGenerator || scope.hasError) return true;
  const owner = view.facts.nodes[view.scope(node).node];
  return (
    owner?.kind === 'ClassDef' &&
    (overrides(view, owner, node.name) || isDefinedElsewhere(view, node) || view.overriding(node)?.length !== 0)
  );
}

const isPlaceholder = ({ body }: FunctionDef): boolean =>
  body.every(
    (statement) =>
      statement.kind === 'Pass' ||
      statement.kind === 'Raise' ||
      (statement.kind === 'Expr' && statement.value.kind === 'Constant'),
  );

const overrides = (view: ChunkView, owner: ClassDef, name: string): boolean =>
  owner.arguments.some((base) => base.name !== undefined || view.member(view.typeOf(base.value), name) !== undefined);

/** Another class of the file has a method of that name: the two may be meant to be alike. */
const isDefinedElsewhere = (view: ChunkView, own: FunctionDef): boolean =>
  view
    .fileChunks()
    .some(({ facts }) =>
      facts.nodes.some((node) => node.kind === 'FunctionDef' && node.name === own.name && node !== own),
    );

// ------------------------------------------------------------------------------------- its uses

/** Whether all places that name it await a call of it; something else may be done with it where that is not known. */
const isAwaitedOnly = (own: FunctionDef, places: readonly OccurrencePlace[]): boolean =>
  places.every(({ view: chunk, node }) => {
    if (node.context !== 'load') return true;
    const definition = chunk.definition(chunk.typeOf(node))?.node;
    if (definition !== undefined && definition !== own) return true;
    const call = chunk.parent(node);
    const isCalled = call?.kind === 'Call' && call.func === node;
    return definition !== undefined && isCalled && chunk.parent(call)?.kind === 'Await';
  });

function fixesFor(view: ChunkView, node: FunctionDef): readonly Fix[] {
  const spread = spreadSync(view, node);
  if (spread?.left.length !== 0 || spread.changes.length < 2) return [];
  const title = texts.makePlain(node.name, inFiles(spread.changes));
  return [{ title, safety: 'unsafe', edits: editsOf(spread.changes) }];
}
