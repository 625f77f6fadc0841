import type { FunctionDef, Return } from '../../facts/nodes.ts';
import { preorder } from '../../facts/walk.ts';
import { removeRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { makeAsync, renameToCounterpart } from '../../fixes/make-async.ts';
import { asyncCounterparts, awaitedMethods } from '../../knowledge/dunders.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized, type Localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { titles } from '../shared/titles.ts';

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

const NEVER_RUNS = { en: 'nobody awaits it, so it never runs', 'zh-cn': '没有人等待它，它根本不会执行' };
const RAISES = { en: 'Python raises `TypeError`', 'zh-cn': 'Python 会抛出 `TypeError`' };

/** What becomes of the coroutine that Python is handed. */
const results: Readonly<Record<string, Localized>> = {
  ...named('__new__', {
    en: 'calling the class gives a coroutine in place of an instance',
    'zh-cn': '调用这个类得到的是协程，而不是实例',
  }),
  ...named('__init__', { en: 'making an instance raises `TypeError`', 'zh-cn': '创建实例时会抛出 `TypeError`' }),
  ...named('__del__ __post_init__ __init_subclass__ __set_name__', NEVER_RUNS),
  ...named('__setattr__ __delattr__ __setitem__ __delitem__ __set__ __delete__', NEVER_RUNS),
  ...named('__enter__', {
    en: '`with` binds a coroutine that never runs',
    'zh-cn': '`with` 得到的是一个根本不会执行的协程',
  }),
  ...named('__exit__', {
    en: 'it never runs, and its coroutine, being true, makes `with` swallow every exception',
    'zh-cn': '它根本不会执行，而它的协程永远为真，会让 `with` 吞掉所有异常',
  }),
  ...named('__iter__ __next__', { en: '`for` cannot use it', 'zh-cn': '`for` 无法使用它' }),
  ...named('__await__', { en: '`await` raises `TypeError`', 'zh-cn': '`await` 会抛出 `TypeError`' }),
  ...named('__str__ __repr__ __format__ __bytes__ __fspath__ __hash__ __len__ __bool__', RAISES),
  ...named('__index__ __int__ __float__ __complex__ __length_hint__', RAISES),
  ...named('__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __contains__', {
    en: 'its coroutine always counts as true',
    'zh-cn': '它返回的协程永远为真',
  }),
  ...named('__aiter__', {
    en: '`async for` gets a coroutine in place of the iterator',
    'zh-cn': '`async for` 得到的是协程，而不是迭代器',
  }),
};

function named(names: string, result: Localized): Record<string, Localized> {
  return Object.fromEntries(names.split(' ').map((name) => [name, result]));
}

function checkAsync(node: FunctionDef, view: ChunkView, report: (report: Report) => void): void {
  const result = results[node.name];
  const isGenerator = view.facts.scopes.some((scope) => scope.node === node.id && scope.isGenerator);
  if (result === undefined || (node.name === '__aiter__' && isGenerator)) return;
  // What a decorator that is not known makes of it may be anything: the package async_generator makes one of a coroutine.
  if (node.decorators.length > 0 && view.typeOfDefinition(node).kind === 'unknown') return;
  report({
    at: nameRange(node),
    message: texts.mustNotBeAsync(node.name, result, adviceFor(node.name)),
    whole: node,
    fixes: () => fixesFor(view, node, isGenerator),
  });
}

function adviceFor(name: string): Localized {
  if (name === '__aiter__') return texts.makePlain;
  if (name === '__init__' || name === '__new__' || name === '__post_init__') return texts.factory;
  const counterpart = asyncCounterparts[name];
  return counterpart === undefined ? texts.plainOrOtherName : texts.nameIt(counterpart);
}

function fixesFor(view: ChunkView, node: FunctionDef, isGenerator: boolean): readonly Fix[] {
  const { name } = node;
  const edits = renameToCounterpart(view, node, isGenerator);
  if (edits) return [{ title: texts.rename(asyncCounterparts[name] ?? ''), safety: 'unsafe', edits }];
  if (name !== '__aiter__' || awaits(view, node)) return [];
  const keyword = /^async(?:\s|\\\r?\n)+/.exec(view.source({ start: node.defStart, end: node.nameStart }))?.[0] ?? '';
  return [
    {
      title: texts.makeAiterPlain,
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
    message: texts.mustBeAsync(node.name),
    whole: node,
    fixes: () => [
      {
        title: titles.makeAsync(node.name),
        safety: returnsOf(view, node).length > 0 ? 'unsafe' : 'safe',
        edits: () => makeAsync(view, node),
      },
    ],
  });
}

const returnsOf = (view: ChunkView, node: FunctionDef): readonly Return[] =>
  [...preorder(view.facts, node)].filter((inner) => inner.kind === 'Return');

const nameRange = ({ nameStart, name }: FunctionDef) => ({ start: nameStart, end: nameStart + name.length });

// ------------------------------------------------------------------------------------------- texts

const texts = {
  mustNotBeAsync: localized({
    en: (method: string, result: string, advice: string) => `\`${method}\` must not be async: ${result}; ${advice}.`,
    'zh-cn': (method, result, advice) => `\`${method}\` 不能是异步方法：${result}；${advice}。`,
  }),
  makePlain: { en: 'make it a plain `def`', 'zh-cn': '请把它改为普通的 `def`' },
  factory: {
    en: 'do the awaiting in an async factory, such as `@classmethod async def create(cls)`',
    'zh-cn': '请把等待放到异步工厂方法中，例如 `@classmethod async def create(cls)`',
  },
  plainOrOtherName: {
    en: 'make it a plain `def`, or an async method with another name',
    'zh-cn': '请把它改为普通的 `def`，或换一个名称作为异步方法',
  },
  nameIt: localized({
    en: (counterpart: string) => `name it \`${counterpart}\``,
    'zh-cn': (counterpart) => `请把它命名为 \`${counterpart}\``,
  }),
  rename: localized({
    en: (counterpart: string) => `Rename it to \`${counterpart}\``,
    'zh-cn': (counterpart) => `重命名为 \`${counterpart}\``,
  }),
  makeAiterPlain: { en: 'Make `__aiter__` a plain `def`', 'zh-cn': '将 `__aiter__` 改为普通的 `def`' },
  mustBeAsync: localized({
    en: (method: string) =>
      `\`${method}\` is awaited by Python, but returns nothing that can be awaited; make it \`async def\`.`,
    'zh-cn': (method) => `Python 会等待 \`${method}\` 的返回值，而它返回的不是可等待对象；请把它改为 \`async def\`。`,
  }),
};
