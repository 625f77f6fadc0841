import { localized } from '../../text/localized.ts';

/** Texts of `unawaited-coroutine`. */
export const texts = {
  generator: localized({
    en: (callee: string) =>
      `\`${callee}()\` makes an async generator that nobody goes through, so its code never runs; use \`async for\`.`,
    'zh-cn': (callee) => `\`${callee}()\` 返回的异步生成器没有被遍历，函数体根本不会执行；请使用 \`async for\`。`,
  }),
  droppedOnAWay: localized({
    en: (callee: string) =>
      `\`${callee}()\` returns a coroutine that is awaited on one way and dropped on another, where its code never runs; call it where it is awaited.`,
    'zh-cn': (callee) =>
      `\`${callee}()\` 返回的协程在一条路径上被等待，在另一条路径上却被丢弃，函数体不会执行；请在等待它的地方再调用。`,
  }),
  leftHere: { en: 'On this way nobody awaits it', 'zh-cn': '经过这里时没有代码等待它' },
  sure: {
    dropped: localized({
      en: (callee: string, advice: string) =>
        `\`${callee}()\` returns a coroutine that nobody awaits, so its code never runs; ${advice}.`,
      'zh-cn': (callee, advice) => `\`${callee}()\` 返回的协程没有被等待，函数体根本不会执行；${advice}。`,
    }),
    unread: localized({
      en: (callee: string, advice: string) =>
        `\`${callee}()\` returns a coroutine that is stored but never used, so its code never runs; ${advice}.`,
      'zh-cn': (callee, advice) => `\`${callee}()\` 返回的协程保存之后再也没有使用，函数体根本不会执行；${advice}。`,
    }),
  },
  unsure: {
    dropped: localized({
      en: (callee: string, advice: string) =>
        `\`${callee}()\` returns an awaitable that nobody awaits, so its code may never run; ${advice}.`,
      'zh-cn': (callee, advice) => `\`${callee}()\` 返回的可等待对象没有被等待，其中的代码可能不会执行；${advice}。`,
    }),
    unread: localized({
      en: (callee: string, advice: string) =>
        `\`${callee}()\` returns an awaitable that is stored but never used, so its code may never run; ${advice}.`,
      'zh-cn': (callee, advice) =>
        `\`${callee}()\` 返回的可等待对象保存之后再也没有使用，其中的代码可能不会执行；${advice}。`,
    }),
  },
  awaitedElsewhere: localized({
    en: (callee: string, advice: string) =>
      `\`${callee}()\` is awaited in all other places, but not here, so its code may never run; ${advice}.`,
    'zh-cn': (callee, advice) => `其他地方都等待了 \`${callee}()\`，唯独这里没有，其中的代码可能不会执行；${advice}。`,
  }),
  isHere: localized({
    en: (name: string, what: string) => `\`${name}\` is ${what} here`,
    'zh-cn': (name, what) => `\`${name}\` 在这里是${what}`,
  }),
};
