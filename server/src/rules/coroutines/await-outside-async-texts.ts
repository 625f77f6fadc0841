import { localized } from '../../text/localized.ts';

/** Texts of `await-outside-async`. */
export const texts = {
  inModule: localized({
    en: (keyword: string, library: string) =>
      `\`${keyword}\` outside a function is a syntax error; move it into an \`async def\` and start that with \`${library}.run()\`.`,
    'zh-cn': (keyword, library) =>
      `在函数之外使用 \`${keyword}\` 是语法错误；请把它移到 \`async def\` 中，再用 \`${library}.run()\` 启动。`,
  }),
  inClass: localized({
    en: (keyword: string) =>
      `\`${keyword}\` in a class body is a syntax error; move it into an \`async def\` method or factory.`,
    'zh-cn': (keyword) => `在类体中直接使用 \`${keyword}\` 是语法错误；请把它移到 \`async def\` 方法或工厂函数中。`,
  }),
  inLambda: localized({
    en: (keyword: string) =>
      `\`${keyword}\` in a lambda is a syntax error, even within an \`async def\`; write a nested \`async def\` instead.`,
    'zh-cn': (keyword) =>
      `在 lambda 中使用 \`${keyword}\` 是语法错误，即使外层是 \`async def\`；请改写为嵌套的 \`async def\`。`,
  }),
  inFunction: localized({
    en: (keyword: string, name: string, advice: string) =>
      `\`${keyword}\` in \`${name}\`, a plain \`def\`, is a syntax error; ${advice}.`,
    'zh-cn': (keyword, name, advice) =>
      `\`${name}\` 是普通的 \`def\`，在其中使用 \`${keyword}\` 是语法错误；${advice}。`,
  }),
  makeIt: localized({
    en: (name: string) => `make it \`async def ${name}\``,
    'zh-cn': (name) => `请把它改为 \`async def ${name}\``,
  }),
  makeItCounterpart: localized({
    en: (name: string) => `make it an \`async def ${name}\``,
    'zh-cn': (name) => `请把它改为 \`async def ${name}\``,
  }),
  cannotBeAsync: localized({
    en: (name: string) => `\`${name}\` cannot be async, so move it into an \`async def\`, such as an async factory`,
    'zh-cn': (name) => `\`${name}\` 不能是异步方法，请把它移到 \`async def\` 中，例如异步工厂函数`,
  }),
  makeFlaskView: localized({
    en: (name: string) => `make the view \`async def ${name}\`, for which Flask needs its extra \`flask[async]\``,
    'zh-cn': (name) => `请把视图改为 \`async def ${name}\`，Flask 为此需要安装 \`flask[async]\``,
  }),
  makeDjangoView: localized({
    en: (name: string) => `make the view \`async def ${name}\`, or call the coroutine through \`async_to_sync()\``,
    'zh-cn': (name) => `请把视图改为 \`async def ${name}\`，或通过 \`async_to_sync()\` 调用协程`,
  }),
  moveInward: {
    en: 'move its body into an inner `async def` and run that with `asyncio.run()`',
    'zh-cn': '请把函数体移到内层的 `async def` 中，再用 `asyncio.run()` 运行',
  },
  runBody: localized({
    en: (library: string) => `Move the body into an inner \`async def\` and run that with \`${library}.run()\``,
    'zh-cn': (library) => `把函数体移到内层的 \`async def\` 中，再用 \`${library}.run()\` 运行`,
  }),
  makeFixture: localized({
    en: (fixture: string, decorator: string) => `Make \`${fixture}\` an async \`${decorator}\``,
    'zh-cn': (fixture, decorator) => `将 \`${fixture}\` 改为异步的 \`${decorator}\``,
  }),
  computeKeys: { en: 'Await the keys before items are compared', 'zh-cn': '在比较之前先等待各项的键' },
  nest: { en: 'Write it as a nested `async def`', 'zh-cn': '改写为嵌套的 `async def`' },
  makeAsyncAlone: localized({
    en: (name: string) => `Make \`${name}\` async, and leave its callers as they are`,
    'zh-cn': (name) => `将 \`${name}\` 改为异步函数，调用处保持不变`,
  }),
  makeMethod: localized({
    en: (name: string) => `Make \`${name}\` an async method and await it where it is read`,
    'zh-cn': (name) => `将 \`${name}\` 改为异步方法，并在读取处等待它`,
  }),
  makeCounterpart: localized({
    en: (name: string) => `Make it an \`async def ${name}\``,
    'zh-cn': (name) => `改为 \`async def ${name}\``,
  }),
  start: localized({
    en: (callee: string, library: string) => `Start \`${callee}()\` with \`${library}.run()\``,
    'zh-cn': (callee, library) => `用 \`${library}.run()\` 启动 \`${callee}()\``,
  }),
};
