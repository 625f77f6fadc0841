import { localized } from '../../text/localized.ts';

/** Texts of `async-callback`. */
export const texts = {
  coroutineGiven: localized({
    en: (coroutine: string, taker: string, advice: string) =>
      `\`${coroutine}\` is a coroutine, but \`${taker}()\` wants a function to call; ${advice}.`,
    'zh-cn': (coroutine, taker, advice) =>
      `\`${taker}()\` 需要一个可以调用的函数，这里传入的 \`${coroutine}\` 却是协程；${advice}。`,
  }),
  neverRuns: {
    called: localized({
      en: (callback: string, taker: string, advice: string) =>
        `\`${callback}\` is async, and \`${taker}()\` calls it without awaiting, so it never runs; ${advice}.`,
      'zh-cn': (callback, taker, advice) =>
        `\`${callback}\` 是异步函数，\`${taker}()\` 调用它时不会等待，它的函数体根本不会执行；${advice}。`,
    }),
    lambda: localized({
      en: (taker: string, advice: string) =>
        `The lambda returns a coroutine, and \`${taker}()\` calls it without awaiting, so it never runs; ${advice}.`,
      'zh-cn': (taker, advice) =>
        `这个 lambda 返回协程，\`${taker}()\` 调用它时不会等待，协程根本不会执行；${advice}。`,
    }),
  },
  usedAsResult: {
    called: localized({
      en: (callback: string, taker: string, advice: string) =>
        `\`${callback}\` is async, and \`${taker}()\` calls it without awaiting, so its coroutine is used in place of the result; ${advice}.`,
      'zh-cn': (callback, taker, advice) =>
        `\`${callback}\` 是异步函数，\`${taker}()\` 调用它时不会等待，而是把得到的协程当作结果使用；${advice}。`,
    }),
    lambda: localized({
      en: (taker: string, advice: string) =>
        `The lambda returns a coroutine, and \`${taker}()\` calls it without awaiting, so its coroutine is used in place of the result; ${advice}.`,
      'zh-cn': (taker, advice) =>
        `这个 lambda 返回协程，\`${taker}()\` 调用它时不会等待，而是把得到的协程当作结果使用；${advice}。`,
    }),
  },
  use: localized({
    en: (instead: string) => `use ${instead}`,
    'zh-cn': (instead) => `请使用${instead}`,
  }),
  awaitOnLoop: { en: '`await` it on the event loop instead', 'zh-cn': '请直接在事件循环中 `await` 它' },

  givePlain: { en: 'give it a plain function', 'zh-cn': '请传入普通函数' },
  startInFunction: localized({
    en: (callee: string, name: string) => `Start a task of \`${callee}()\` in a function \`${name}()\``,
    'zh-cn': (callee, name) => `在函数 \`${name}()\` 中启动 \`${callee}()\` 的任务`,
  }),
  runInLambda: localized({
    en: (callee: string) => `Run \`${callee}()\` in a lambda`,
    'zh-cn': (callee) => `在 lambda 中运行 \`${callee}()\``,
  }),
};
