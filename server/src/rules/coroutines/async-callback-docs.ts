import { python } from '../python.ts';
import type { Rule } from '../rule.ts';

export const asyncCallbackDocs: Rule['docs'] = {
  why: {
    en: [
      '`call_soon()`, `add_done_callback()`, `Thread(target=…)`, `to_thread()`, `sorted(key=…)` and the like call the function that they are given and never await what it returns.',
      'FastAPI’s `Depends()`, `start_soon()` of anyio and trio and background tasks do await an async function, but want the function itself, not the coroutine that calling it gives.',
      'An async function only makes a coroutine when it is called, so its body never runs; where the result is used, the coroutine stands in for it.',
      'Commands of click and typer, tasks of Celery and jobs of schedulers that run in threads are called in the same way.',
      'The mirror of it is `to_thread(f())`: `f()` is called right there, and its coroutine is no function.',
    ].join(' '),
    'zh-cn': [
      '`call_soon()`、`add_done_callback()`、`Thread(target=…)`、`to_thread()`、`sorted(key=…)` 等会调用传给它们的函数，但从不等待它返回的东西。FastAPI 的 `Depends()`、anyio 和 trio 的 `start_soon()` 以及后台任务确实会等待异步函数，但要的是函数本身，而不是调用它得到的协程。',
      '调用异步函数只会创建协程，所以函数体永远不会执行；用到返回值的地方，拿到的也只是协程。click 和 typer 的命令、Celery 的任务、在线程中运行的调度器的作业，也都是这样被调用的。',
      '`to_thread(f())` 则正好相反：`f()` 当场就被调用了，而它返回的协程并不是函数。',
    ].join(''),
  },
  examples: [
    {
      bad: python`
          import asyncio


          async def save(order):
              await asyncio.sleep(0.1)
              print("saved", order)


          async def main():
              await asyncio.to_thread(save, "tea")


          asyncio.run(main())
        `,
      good: python`
          import asyncio


          async def save(order):
              await asyncio.sleep(0.1)
              print("saved", order)


          async def main():
              await save("tea")


          asyncio.run(main())
        `,
      claim: { shows: "coroutine 'save' was never awaited" },
    },
  ],
  limits: {
    en: 'Callables that take callbacks are known by name: those of the standard library and of the usual libraries. Of a decorated function, only decorators count that are known to leave it async. `map()` counts only where the results are used as values on the spot, and an executor or a thread not where the same function awaits what comes out of it.',
    'zh-cn':
      '接受回调的函数和类按名称识别：标准库和常用库中的那些。带装饰器的函数，只有已知装饰器不会改变其异步性质时才会报告。`map()` 只在结果当场被当作值使用时报告；执行器和线程在同一个函数会等待其结果时不报告。',
  },
  printed: ["RuntimeWarning: coroutine '…' was never awaited"],
  peers: ['pyright reportArgumentType', 'mypy arg-type', 'mypy unused-coroutine'],
};
