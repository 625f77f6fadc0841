import { python } from '../python.ts';
import type { Rule } from '../rule.ts';

export const asyncOverrideDocs: Rule['docs'] = {
  why: {
    en: [
      'Callers know the base class: they `await` what it declares async and use at once what it does not.',
      'A plain override makes `await` fail with `TypeError`; an async override of a plain method is called, gives a coroutine that nobody awaits, and never runs.',
    ].join(' '),
    'zh-cn':
      '调用方只认得基类：基类声明为异步的，就用 `await` 等待；不是异步的，就直接使用结果。用普通方法重写，`await` 会抛出 `TypeError`；用异步方法重写普通方法，调用得到的是没有人等待的协程，方法体永远不会执行。',
  },
  examples: [
    {
      bad: python`
          import threading


          class Worker(threading.Thread):
              async def run(self):
                  print("working")


          Worker().start()
        `,
      good: python`
          import asyncio
          import threading


          class Worker(threading.Thread):
              async def work(self):
                  print("working")

              def run(self):
                  asyncio.run(self.work())


          Worker().start()
        `,
      claim: { shows: "coroutine 'Worker.run' was never awaited" },
    },
  ],
  limits: {
    en: 'It is a warning where a call is seen, in the file of either class, that takes the base method for what it is, and for methods of the standard library, which that calls; else information, since nobody may call the one for the other. Calls through `super()`, those in methods that the subclass overrides as well, and those of an override that asks for more arguments do not count. Tests are left alone, and hooks that are called through `maybe_coroutine()`. A base method counts when what it returns is known: one that only raises `NotImplementedError`, or has no body, may mean either. Plain methods of third-party bases are left alone, since many frameworks accept both. Neither is an override reported where the base class’s file asks whether what the method gave can be awaited, or where a class is by its name the async or the plain version of its base; nor, as information, where a base class only declares what several override, all in the other way.',
    'zh-cn': [
      '如果在两个类各自所在的文件里能看到按基类方法的性质去调用的代码，或者基类方法属于标准库、由标准库来调用，就是警告；否则是“信息”，因为可能没有人会把二者混着调用。通过 `super()` 的调用、位于子类同样重写了的方法里的调用，以及参数比基类更多的重写方法的调用，都不算在内。',
      '测试不报告，通过 `maybe_coroutine()` 调用的钩子也不报告。基类方法的返回类型已知时才会判断：只抛出 `NotImplementedError` 或没有函数体的方法，两种意思都有可能。第三方基类的普通方法不报告，因为许多框架两种都接受。基类所在的文件会检查方法返回的东西能否等待时，或者类名表明它就是基类的异步版或普通版时，也不报告。基类只是声明了方法、而多个子类全都以另一种方式重写它时，也不作为“信息”报告。',
    ].join(''),
  },
  printed: [
    "RuntimeWarning: coroutine '…' was never awaited",
    "TypeError: object … can't be used in 'await' expression",
  ],
  peers: ['pylint invalid-overridden-method', 'pyright reportIncompatibleMethodOverride', 'mypy override'],
};
