import { python } from '../python.ts';
import type { Rule } from '../rule.ts';

export const gatherExceptionsDocs: Rule['docs'] = {
  why: {
    en: [
      'When one of its coroutines fails, `asyncio.gather()` raises that exception at once; it does not cancel the others.',
      'They go on in the background, nobody waits for them, and their own exceptions are lost.',
      'An `asyncio.TaskGroup` (Python 3.11) cancels them and waits until they are done. With `return_exceptions=True` all are waited for, and the exceptions are among the results: who throws the results away loses them (this is reported as a warning).',
      'Most programs let the error end what they do, so that it hardly matters who goes on: then this is a hint, dots under the name of the function with the alternatives behind the lightbulb. It is information where the others are seen to work with what the error closes, to hold a lock, a file or a connection, or to write what the handler undoes.',
    ].join(' '),
    'zh-cn': [
      '其中一个协程失败时，`asyncio.gather()` 会立刻抛出那个异常，但不会取消其余协程。它们在后台继续运行，没有人等待它们，它们自己的异常也会丢失。',
      '`asyncio.TaskGroup`（Python 3.11）会取消其余任务，并等到它们全部结束。使用 `return_exceptions=True` 时，会等待全部协程，异常也放在结果里：丢弃结果，就丢失了异常（这种情形报告为警告）。',
      '多数程序会任由错误结束自己正在做的事，还有谁在继续运行并不要紧：这时只是提示，即函数名下面的几个小点，灯泡里有替代写法。',
      '如果能看到其余协程会用到随错误一起关闭的东西，持有锁、文件或连接，或者写入异常处理代码要撤销的内容，级别就是“信息”。',
    ].join(''),
  },
  examples: [
    {
      bad: python`
          import asyncio


          async def pay(order):
              await asyncio.sleep(0.1)
              raise ConnectionError(order)


          async def notify(order):
              await asyncio.sleep(0.2)
              print("sent:", order)


          async def check_out(order):
              await asyncio.gather(pay(order), notify(order))


          async def main():
              try:
                  await check_out("tea")
              except Exception as error:
                  print("no tea:", repr(error))
              await asyncio.sleep(0.5)


          asyncio.run(main())
        `,
      good: python`
          import asyncio


          async def pay(order):
              await asyncio.sleep(0.1)
              raise ConnectionError(order)


          async def notify(order):
              await asyncio.sleep(0.2)
              print("sent:", order)


          async def check_out(order):
              async with asyncio.TaskGroup() as group:
                  group.create_task(pay(order))
                  group.create_task(notify(order))


          async def main():
              try:
                  await check_out("tea")
              except Exception as error:
                  print("no tea:", repr(error))
              await asyncio.sleep(0.5)


          asyncio.run(main())
        `,
      claim: {
        shows: 'sent: tea',
        meaning: {
          en: 'the confirmation goes out after the payment has failed',
          'zh-cn': '付款已经失败，确认信息却仍然发了出去',
        },
        python: '3.11',
      },
    },
  ],
  limits: {
    en: [
      'Only a `gather()` that is awaited where it is called. Left alone: tests, functions that cancel tasks themselves, tasks that `asyncio.wait()` has waited for, coroutines of the project that catch all exceptions,',
      'and, for results thrown away, the clean-up in `finally` and `except` and what only clean-up functions call, and tasks whose `exception()` or `result()` is asked for behind it. Where only tasks of other functions are waited for, lost errors are information. A task group raises an `ExceptionGroup`: it is not offered where an `except`, here or in a caller that is seen, names what it catches; `return_exceptions=True` is offered only where the results are tested for exceptions.',
    ].join(' '),
    'zh-cn': [
      '只看在调用处直接等待的 `gather()`。以下情形不报告：测试，自己会取消任务的函数，`asyncio.wait()` 已经等待过的任务，捕获了所有异常的项目内协程；',
      '对于丢弃结果的情形，还有 `finally` 和 `except` 中的清理工作、只由清理函数调用的代码，以及之后会查看其 `exception()` 或 `result()` 的任务。如果等待的只是其他函数的任务，丢失错误只是“信息”。',
      '任务组抛出的是 `ExceptionGroup`：如果这里或能看到的调用方里有 `except` 写明了要捕获的异常，就不提供改用任务组的修复；只有代码会检查结果中是否有异常时，才提供 `return_exceptions=True`。',
    ].join(''),
  },
  peers: [],
};
