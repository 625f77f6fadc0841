import { localized } from '../text/localized.ts';

/** Of a place where a fix cannot tell whether it is about its function. */
export const mayBeTheSame = localized({
  en: (name: string) => `This may be the same \`${name}\``,
  'zh-cn': (name) => `这里的 \`${name}\` 可能是同一个函数`,
});

/** Titles, and what is said of places that are left to the user. */
export const texts = {
  oneFile: { en: '', 'zh-cn': '' },
  files: localized({
    en: (count: number) => ` (${String(count)} files)`,
    'zh-cn': (count) => `（${String(count)} 个文件）`,
  }),
  handedOn: localized({
    en: (name: string) => `\`${name}\` is handed on here: who calls it has to await it`,
    'zh-cn': (name) => `\`${name}\` 在这里被传递出去：最终调用它的代码需要等待它的结果`,
  }),
  noAwait: { en: 'No `await` can stand here', 'zh-cn': '这里不能写 `await`' },
  tooMany: localized({
    en: (name: string) => `\`${name}\` stays as it is: too many functions would follow`,
    'zh-cn': (name) => `\`${name}\` 保持不变：否则要连带修改的函数太多`,
  }),
  exported: localized({
    en: (name: string) => `\`${name}\` stays as it is: others may import it`,
    'zh-cn': (name) => `\`${name}\` 保持不变：其他代码可能会导入它`,
  }),
  cannotBeAsync: localized({
    en: (name: string) => `\`${name}\` stays as it is: it cannot be async`,
    'zh-cn': (name) => `\`${name}\` 保持不变：它不能改为异步函数`,
  }),
  calledUnseen: localized({
    en: (name: string) => `\`${name}\` stays as it is: it is handed on, or called unseen`,
    'zh-cn': (name) => `\`${name}\` 保持不变：它被传递出去，或在看不到的地方被调用`,
  }),
  startsLoop: localized({
    en: (name: string) => `A loop is started here: nobody is seen who calls \`${name}\``,
    'zh-cn': (name) => `在这里启动事件循环：没有找到调用 \`${name}\` 的代码`,
  }),
  nobodyCalls: localized({
    en: (name: string) => `\`${name}\` stays as it is: nobody is seen who calls it`,
    'zh-cn': (name) => `\`${name}\` 保持不变：没有找到调用它的代码`,
  }),
};
