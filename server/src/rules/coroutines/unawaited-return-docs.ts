import { python } from '../python.ts';
import type { Rule } from '../rule.ts';

export const unawaitedReturnDocs: Rule['docs'] = {
  why: {
    en: [
      'What an `async def` function returns is what its callers get for `await`. If that is a coroutine, they have it, not its result, and unless somebody awaits a second time its code never runs.',
      '`return fetch()` without `await` hands the coroutine to the caller. Only when the caller awaits it does it run, and by then the `try` or `with` around the `return` is over:',
      'the `except` cannot catch what it raises, the `finally` has run, the file, lock, session or timeout of the `with` is gone.',
    ].join(' '),
    'zh-cn': [
      '`async def` 函数返回什么，调用方用 `await` 得到的就是什么。如果返回的是协程，调用方拿到的就是协程而不是结果；除非有人再等待一次，否则它的代码永远不会执行。',
      '不加 `await` 的 `return fetch()` 把协程交给了调用方。要等调用方等待它时它才运行，而那时 `return` 外层的 `try` 或 `with` 早已结束：`except` 捕获不到它抛出的异常，`finally` 已经执行完，`with` 打开的文件、锁、会话或超时也都不在了。',
    ].join(''),
  },
  examples: [
    {
      bad: python`
          import asyncio


          async def fetch():
              raise OSError("no network")


          async def fetch_or_none():
              try:
                  return fetch()
              except OSError:
                  return None


          async def main():
              print("fetched", await fetch_or_none())


          asyncio.run(main())
        `,
      good: python`
          import asyncio


          async def fetch():
              raise OSError("no network")


          async def fetch_or_none():
              try:
                  return await fetch()
              except OSError:
                  return None


          async def main():
              print("fetched", await fetch_or_none())


          asyncio.run(main())
        `,
      claim: { shows: "coroutine 'fetch' was never awaited" },
    },
  ],
  limits: {
    en: [
      'Outside `try` and `with`, an `async def` with an annotated result is reported where the annotation rules the coroutine out (then it is an error), and one without annotation unless its name, its decorators or a second `await` in the file tell that the coroutine is meant.',
      'A plain function may return a coroutine on purpose, and its callers await it: only one that is declared to return something else is reported.',
    ].join(' '),
    'zh-cn': [
      '在 `try` 和 `with` 之外：`async def` 的返回值有类型注解时，只有注解排除了协程才会报告（这时是错误）；没有注解时也会报告，除非函数名、装饰器或文件里的第二次 `await` 表明本来就要返回协程。',
      '普通函数可以有意返回协程，由调用方去等待：只有声明返回其他东西的才会报告。',
    ].join(''),
  },
  printed: ["RuntimeWarning: coroutine '…' was never awaited"],
  peers: ['pyright reportReturnType', 'mypy return-value'],
};
