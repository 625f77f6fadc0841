import type { FunctionDef, Return } from '../../facts/nodes.ts';
import { preorder } from '../../facts/walk.ts';
import { removeRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { makeAsync, renameToCounterpart } from '../../fixes/make-async.ts';
import { asyncCounterparts, awaitedMethods } from '../../knowledge/dunders.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';

export const asyncDunder = defineRule({
  id: 'async-dunder',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: 'A special method that must not be async, or one that must be.',
    'zh-cn': '不该是异步的特殊方法写成了异步的，或者该异步的没有写成异步的。',
  },
  docs: {
    why: {
      en: [
        'Python calls special methods itself and never awaits `__init__`, `__enter__`, `__iter__`, `__str__` and their like: an async one hands it a coroutine, which raises `TypeError`, counts as true, or is dropped so that nothing runs.',
        '`__aenter__`, `__aexit__` and `__anext__` are awaited, so they must be `async def` or return something awaitable; `__aiter__` is not: it returns the iterator itself.',
      ].join(' '),
      'zh-cn': [
        'Python 会自己调用特殊方法，而且从不等待 `__init__`、`__enter__`、`__iter__`、`__str__` 之类的方法：写成异步的话，Python 拿到的是协程，于是抛出 `TypeError`、被当作真值，或者直接丢弃，什么都不执行。',
        '`__aenter__`、`__aexit__` 和 `__anext__` 会被等待，所以必须是 `async def`，或者返回可等待对象；`__aiter__` 不会被等待：它返回的就是迭代器本身。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          class Feed:
              async def __aiter__(self):
                  return self

              async def __anext__(self):
                  raise StopAsyncIteration


          async def main():
              async for item in Feed():
                  print(item)


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          class Feed:
              def __aiter__(self):
                  return self

              async def __anext__(self):
                  raise StopAsyncIteration


          async def main():
              async for item in Feed():
                  print(item)


          asyncio.run(main())
        `,
        claim: { shows: 'received an object from __aiter__ that does not implement __anext__: coroutine' },
      },
    ],
    limits: {
      en: 'Methods whose result the caller can await, such as `__call__`, `__getitem__` or operators, may be async. A plain `__aenter__` counts only where all that it returns is known not to be awaitable.',
      'zh-cn':
        '返回值可以由调用方等待的方法，例如 `__call__`、`__getitem__` 或运算符方法，可以是异步的。普通的 `__aenter__` 只有在已知它返回的一切都不可等待时才报告。',
    },
    printed: [
      "TypeError: 'async for' received an object from __aiter__ that does not implement __anext__: coroutine",
      "TypeError: __init__() should return None, not 'coroutine'",
    ],
    peers: [
      'pylint invalid-overridden-method',
      'pyright reportGeneralTypeIssues',
      'pyright reportIncompatibleMethodOverride',
      'mypy attr-defined',
      'mypy override',
    ],
  },
  visit: {
    FunctionDef(node, view, report) {
      if (view.scope(node).type !== 'class') return;
      if (node.isAsync) checkAsync(node, view, report);
      else checkPlain(node, view, report);
    },
  },
});

/** What becomes of the coroutine that Python is handed. */
const results: Readonly<Record<string, string>> = {
  ...named('__new__', 'calling the class gives a coroutine in place of an instance'),
  ...named('__init__', 'making an instance raises `TypeError`'),
  ...named('__del__ __post_init__ __init_subclass__ __set_name__', 'nobody awaits it, so it never runs'),
  ...named('__setattr__ __delattr__ __setitem__ __delitem__ __set__ __delete__', 'nobody awaits it, so it never runs'),
  ...named('__enter__', '`with` binds a coroutine that never runs'),
  ...named('__exit__', 'it never runs, and its coroutine, being true, makes `with` swallow every exception'),
  ...named('__iter__ __next__', '`for` cannot use it'),
  ...named('__await__', '`await` raises `TypeError`'),
  ...named('__str__ __repr__ __format__ __bytes__ __fspath__ __hash__ __len__ __bool__', 'Python raises `TypeError`'),
  ...named('__index__ __int__ __float__ __complex__ __length_hint__', 'Python raises `TypeError`'),
  ...named('__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __contains__', 'its coroutine always counts as true'),
  ...named('__aiter__', '`async for` gets a coroutine in place of the iterator'),
};

function named(names: string, result: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, result]));
}

function checkAsync(node: FunctionDef, view: ChunkView, report: (report: Report) => void): void {
  const result = results[node.name];
  const isGenerator = view.facts.scopes.some((scope) => scope.node === node.id && scope.isGenerator);
  if (result === undefined || (node.name === '__aiter__' && isGenerator)) return;
  report({
    at: nameRange(node),
    message: `\`${node.name}\` must not be async: ${result}; ${adviceFor(node.name)}.`,
    whole: node,
    fixes: () => fixesFor(view, node, isGenerator),
  });
}

function adviceFor(name: string): string {
  if (name === '__aiter__') return 'make it a plain `def`';
  if (name === '__init__' || name === '__new__' || name === '__post_init__')
    return 'do the awaiting in an async factory, such as `@classmethod async def create(cls)`';
  const counterpart = asyncCounterparts[name];
  return counterpart === undefined
    ? 'make it a plain `def`, or an async method with another name'
    : `name it \`${counterpart}\``;
}

function fixesFor(view: ChunkView, node: FunctionDef, isGenerator: boolean): readonly Fix[] {
  const { name } = node;
  const edits = renameToCounterpart(view, node, isGenerator);
  if (edits) return [{ title: `Rename it to \`${asyncCounterparts[name] ?? ''}\``, safety: 'unsafe', edits }];
  if (name !== '__aiter__' || awaits(view, node)) return [];
  const keyword = /^async(?:\s|\\\r?\n)+/.exec(view.source({ start: node.defStart, end: node.nameStart }))?.[0] ?? '';
  return [
    {
      title: 'Make `__aiter__` a plain `def`',
      safety: 'safe',
      edits: () => [removeRange(view, { start: node.defStart, end: node.defStart + keyword.length })],
    },
  ];
}

const awaits = (view: ChunkView, node: FunctionDef): boolean =>
  [...preorder(view.facts, node)].some(
    (inner) => inner.kind === 'Await' || ('isAsync' in inner && inner.isAsync && inner !== node),
  );

// ------------------------------------------------------------------------- plain ones that are awaited

function checkPlain(node: FunctionDef, view: ChunkView, report: (report: Report) => void): void {
  if (!awaitedMethods.has(node.name) || node.decorators.length > 0 || node.returns !== undefined) return;
  const result = view.resultOf(view.typeOfDefinition(node));
  if (view.mayAwait(result)) return;
  report({
    at: nameRange(node),
    message: `\`${node.name}\` is awaited by Python, but returns nothing that can be awaited; make it \`async def\`.`,
    whole: node,
    fixes: () => [
      {
        title: `Make \`${node.name}\` async`,
        safety: returnsOf(view, node).length > 0 ? 'unsafe' : 'safe',
        edits: () => makeAsync(view, node),
      },
    ],
  });
}

const returnsOf = (view: ChunkView, node: FunctionDef): readonly Return[] =>
  [...preorder(view.facts, node)].filter((inner) => inner.kind === 'Return');

const nameRange = ({ nameStart, name }: FunctionDef) => ({ start: nameStart, end: nameStart + name.length });
