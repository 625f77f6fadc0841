import { python } from '../python.ts';
import type { Rule } from '../rule.ts';

export const awaitNonAwaitableDocs: Rule['docs'] = {
  why: {
    en: [
      'Only coroutines, tasks, futures and objects with `__await__` can be awaited.',
      'Anything else (the result of a plain function, a list of coroutines, an async generator, a function that was not called) makes `await` raise `TypeError` when that line is reached.',
      'The same goes for what is handed to the loop: `asyncio.run(main())` with a plain `main` runs it, and fails with what it returns; `create_task()` and `asyncio.run()` take coroutines only, and no future such as `gather()` gives.',
    ].join(' '),
    'zh-cn': [
      '只有协程、任务、Future 以及带有 `__await__` 的对象才能被等待。其他任何东西（普通函数的返回值、协程的列表、异步生成器、没有调用的函数）都会让 `await` 在执行到那一行时抛出 `TypeError`。',
      '交给事件循环的东西也是如此：如果 `main` 是普通函数，`asyncio.run(main())` 会先把它执行完，再因为它的返回值而失败；`create_task()` 和 `asyncio.run()` 只接受协程，不接受 `gather()` 返回的那种 Future。',
    ].join(''),
  },
  examples: [
    {
      bad: python`
          import asyncio


          async def load(name):
              await asyncio.sleep(0.1)
              return name


          async def main():
              print(await [load(name) for name in "abc"])


          asyncio.run(main())
        `,
      good: python`
          import asyncio


          async def load(name):
              await asyncio.sleep(0.1)
              return name


          async def main():
              print(await asyncio.gather(*[load(name) for name in "abc"]))


          asyncio.run(main())
        `,
      claim: { shows: "object list can't be used in 'await' expression" },
    },
    {
      bad: python`
          import asyncio


          def count(prices):
              return len(prices)


          async def main():
              print(await count([3, 4]))


          asyncio.run(main())
        `,
      good: python`
          import asyncio


          def count(prices):
              return len(prices)


          async def main():
              print(count([3, 4]))


          asyncio.run(main())
        `,
      claim: { shows: "object int can't be used in 'await' expression" },
    },
  ],
  limits: {
    en: 'The type of the awaited value must be known, from its definition, its annotations or the library’s stubs; of a union every member must be one that cannot be awaited. An `await` in a `try` that catches `TypeError`, or behind a question about what sort of thing the value is (`hasattr()`, `getattr()`, `iscoroutinefunction()`, …), is left alone, and so is one of what a `Callable` of an annotation gives, or a function that a decorator of yours is only declared to hand on, and a method that code puts something else in the place of, also under a computed name (`setattr(self, name, wrapped)` in a loop).',
    'zh-cn': [
      '必须能从定义、类型注解或库的存根文件得知被等待的值的类型；如果是联合类型，则其中每一种都必须不可等待。',
      '写在捕获 `TypeError` 的 `try` 里，或者写在判断这个值是什么的代码（`hasattr()`、`getattr()`、`iscoroutinefunction()` 等）之后的 `await` 不报告；注解中的 `Callable` 返回的东西，以及你自己的装饰器只是声明会原样交回的函数，以及被别的代码换掉的方法（包括在循环里用 `setattr(self, name, wrapped)` 按算出来的名称替换），也不报告。',
    ].join(''),
  },
  printed: [
    "TypeError: object … can't be used in 'await' expression",
    'TypeError: An asyncio.Future, a coroutine or an awaitable is required',
  ],
  peers: ['pyright reportGeneralTypeIssues', 'mypy misc'],
};
