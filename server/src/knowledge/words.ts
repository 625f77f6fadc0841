import { localized } from '../text/localized.ts';

/** Phrases for what stands in tables and is no name alone. */
export const either = localized({
  en: (name: string, other: string) => `\`${name}\` or \`${other}\``,
  'zh-cn': (name, other) => `\`${name}\` 或 \`${other}\``,
});

export const both = localized({
  en: (name: string, other: string) => `\`${name}\` and \`${other}\``,
  'zh-cn': (name, other) => `\`${name}\` 和 \`${other}\``,
});

/** `asyncio.wait()` of what `asyncio.wrap_future()` makes. */
export const over = localized({
  en: (name: string, other: string) => `\`${name}\` over \`${other}\``,
  'zh-cn': (name, other) => `\`${name}\` 配合 \`${other}\``,
});

/** A coroutine method of the same object. */
export const awaitIts = localized({
  en: (method: string) => `\`await\` and its \`${method}\``,
  'zh-cn': (method) => `\`await\` 和它的 \`${method}\``,
});

export const its = localized({
  en: (method: string) => `its \`${method}\``,
  'zh-cn': (method) => `它的 \`${method}\``,
});

export const inPlainFunction = localized({
  en: (name: string) => `\`${name}\` in a plain function`,
  'zh-cn': (name) => `普通函数，在其中调用 \`${name}\``,
});

/** An imperative clause. */
export const runInPlainFunction = {
  en: 'run it with `asyncio.run()` in a plain function',
  'zh-cn': '请在普通函数中用 `asyncio.run()` 运行它',
};

export const asyncVersion = { en: 'the method’s `_async` version', 'zh-cn': '该方法的 `_async` 版本' };
