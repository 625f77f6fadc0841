import { localized } from '../../text/localized.ts';

/** Titles of fixes that several rules have. */
export const titles = {
  awaitIt: localized({
    en: (value: string) => `Await \`${value}\``,
    'zh-cn': (value) => `等待 \`${value}\``,
  }),
  awaitInstead: localized({
    en: (value: string) => `Await \`${value}\` instead`,
    'zh-cn': (value) => `改为等待 \`${value}\``,
  }),
  awaitItself: localized({
    en: (value: string) => `Await \`${value}\` itself`,
    'zh-cn': (value) => `直接等待 \`${value}\``,
  }),
  awaitFirst: localized({
    en: (value: string) => `Await \`${value}\` first`,
    'zh-cn': (value) => `先等待 \`${value}\``,
  }),
  makeAsync: localized({
    en: (name: string) => `Make \`${name}\` async`,
    'zh-cn': (name) => `将 \`${name}\` 改为异步函数`,
  }),
  makeAsyncAndAwait: localized({
    en: (name: string, value: string, inFiles: string) => `Make \`${name}\` async and await \`${value}\`${inFiles}`,
    'zh-cn': (name, value, inFiles) => `将 \`${name}\` 改为异步函数并等待 \`${value}\`${inFiles}`,
  }),
  makeAsyncWithCallers: localized({
    en: (name: string, inFiles: string) => `Make \`${name}\` async and await it in its callers${inFiles}`,
    'zh-cn': (name, inFiles) => `将 \`${name}\` 改为异步函数，并在调用处等待它${inFiles}`,
  }),
  runInThread: localized({
    en: (value: string) => `Run \`${value}\` in a thread`,
    'zh-cn': (value) => `在线程中运行 \`${value}\``,
  }),
  collectItems: { en: 'Collect its items in a list', 'zh-cn': '把其中的元素收集到列表中' },
};
