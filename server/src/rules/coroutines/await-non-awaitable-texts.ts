import { localized } from '../../text/localized.ts';

/** Texts of `await-non-awaitable`. */
export const texts = {
  contextManager: localized({
    en: (value: string) =>
      `\`${value}\` is an async context manager, which cannot be awaited; enter it with \`async with\`.`,
    'zh-cn': (value) => `\`${value}\` 是异步上下文管理器，不能被等待；请用 \`async with\` 进入。`,
  }),
  threadFuture: localized({
    en: (value: string) =>
      `\`${value}\` is a \`concurrent.futures.Future\`, which cannot be awaited; wrap it in \`asyncio.wrap_future()\`.`,
    'zh-cn': (value) =>
      `\`${value}\` 是 \`concurrent.futures.Future\`，不能被等待；请用 \`asyncio.wrap_future()\` 包装它。`,
  }),
  wrapFuture: { en: 'Wrap it in `asyncio.wrap_future()`', 'zh-cn': '用 `asyncio.wrap_future()` 包装它' },
  asyncIterable: localized({
    en: (value: string) =>
      `\`${value}\` is an async iterable, which cannot be awaited; iterate over it with \`async for\`.`,
    'zh-cn': (value) => `\`${value}\` 是异步可迭代对象，不能被等待；请用 \`async for\` 遍历它。`,
  }),
  iterate: { en: 'Iterate with `async for`', 'zh-cn': '用 `async for` 遍历' },
  functionCalledBelow: localized({
    en: (name: string) =>
      `\`${name}\` is a function, not a coroutine, so it cannot be awaited; remove the \`await\`, since it is called below.`,
    'zh-cn': (name) => `\`${name}\` 是函数，不是协程，不能被等待；后面才调用它，请去掉这里的 \`await\`。`,
  }),
  functionItself: localized({
    en: (name: string) => `\`${name}\` is a function, not a coroutine, so it cannot be awaited; call it.`,
    'zh-cn': (name) => `\`${name}\` 是函数，不是协程，不能被等待；请加上括号调用它。`,
  }),
  callIt: localized({
    en: (name: string, given: string) => `Call \`${name}(${given})\``,
    'zh-cn': (name, given) => `调用 \`${name}(${given})\``,
  }),
  removeAwait: localized({
    en: (value: string) => `Remove \`await\` from \`${value}\``,
    'zh-cn': (value) => `去掉 \`${value}\` 前的 \`await\``,
  }),
  returnsPlain: localized({
    en: (call: string, what: string) =>
      `\`${call}\` is not async: it returns ${what}, which cannot be awaited; remove the \`await\`.`,
    'zh-cn': (call, what) => `\`${call}\` 不是异步的：它返回${what}，不能被等待；请去掉 \`await\`。`,
  }),
  isPlain: localized({
    en: (value: string, what: string) => `\`${value}\` is ${what}, which cannot be awaited; remove the \`await\`.`,
    'zh-cn': (value, what) => `\`${value}\` 是${what}，不能被等待；请去掉 \`await\`。`,
  }),
  plainValue: { en: 'a plain value', 'zh-cn': '普通值' },
  constant: localized({
    en: (value: string) => `\`${value}\` cannot be awaited; remove the \`await\`.`,
    'zh-cn': (value) => `\`${value}\` 不能被等待；请去掉 \`await\`。`,
  }),
  twice: localized({
    en: (value: string) => `\`${value}\` is awaited twice; remove one \`await\`.`,
    'zh-cn': (value) => `\`${value}\` 被等待了两次；请去掉一个 \`await\`。`,
  }),
};
