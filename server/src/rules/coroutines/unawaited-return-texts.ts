import { localized } from '../../text/localized.ts';

/** Texts of `unawaited-return`. */
export const texts = {
  declaredInCoroutine: localized({
    en: (value: string, declared: string) =>
      `\`${value}\` is returned before it runs, but ${declared}; write \`return await\`.`,
    'zh-cn': (value, declared) => `\`${value}\` 还没执行就被返回，而${declared}；请写成 \`return await\`。`,
  }),
  declaredInFunction: localized({
    en: (value: string, declared: string) =>
      `\`${value}\` is returned before it runs, but ${declared}; make the function async and \`await\` it.`,
    'zh-cn': (value, declared) =>
      `\`${value}\` 还没执行就被返回，而${declared}；请把函数改为异步函数，并 \`await\` 它。`,
  }),
  afterWith: localized({
    en: (value: string, block: string) =>
      `\`${value}\` is returned before it runs, so it runs only after \`${block}\` is left; write \`return await\`.`,
    'zh-cn': (value, block) =>
      `\`${value}\` 还没执行就被返回，要等退出 \`${block}\` 之后才会执行；请写成 \`return await\`。`,
  }),
  pastExcept: localized({
    en: (value: string) =>
      `\`${value}\` is returned before it runs, so the \`except\` here cannot catch its errors; write \`return await\`.`,
    'zh-cn': (value) => `\`${value}\` 还没执行就被返回，这里的 \`except\` 捕获不到它的异常；请写成 \`return await\`。`,
  }),
  afterFinally: localized({
    en: (value: string) =>
      `\`${value}\` is returned before it runs, so it runs only after the \`finally\` here; write \`return await\`.`,
    'zh-cn': (value) => `\`${value}\` 还没执行就被返回，要等这里的 \`finally\` 之后才会执行；请写成 \`return await\`。`,
  }),
  givesAwaitable: localized({
    en: (value: string, coroutine: string, noun: string) =>
      `\`${value}\` is returned before it runs, so \`await ${coroutine}()\` gives ${noun} and not its result; write \`return await\`.`,
    'zh-cn': (value, coroutine, noun) =>
      `\`${value}\` 还没执行就被返回，\`await ${coroutine}()\` 得到的是${noun}，不是它的结果；请写成 \`return await\`。`,
  }),
  returnedHere: { en: 'Returned here', 'zh-cn': '在这里返回' },
  awaitBefore: localized({
    en: (value: string) => `Await \`${value}\` before returning`,
    'zh-cn': (value) => `返回之前先等待 \`${value}\``,
  }),
};
