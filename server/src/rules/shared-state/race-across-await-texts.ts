import { localized } from '../../text/localized.ts';

/** Texts of `race-across-await`. */
export const texts = {
  before: {
    read: localized({
      en: (state: string, library: string) =>
        `\`${state}\` is read before an \`await\` and written after it, so that changes made by other tasks meanwhile are lost; await first, or hold an \`${library}.Lock\`.`,
      'zh-cn': (state, library) =>
        `竞态：\`${state}\` 在 \`await\` 之前读取、之后才写入，期间其他任务所做的修改会丢失；请先等待再读取，或从读取到写入全程持有同一把 \`${library}.Lock\`。`,
    }),
    checked: localized({
      en: (state: string, library: string) =>
        `\`${state}\` is checked before an \`await\` and written after it, so that two tasks can both pass the check; check again after the \`await\`, or hold an \`${library}.Lock\`.`,
      'zh-cn': (state, library) =>
        `竞态：\`${state}\` 在 \`await\` 之前检查、之后才写入，期间另一个任务也可能通过同样的检查；请在 \`await\` 之后重新检查，或从检查到写入全程持有同一把 \`${library}.Lock\`。`,
    }),
  },
  checkedByCaller: localized({
    en: (state: string, method: string, library: string) =>
      `\`${state}\` is checked before \`${method}()\` awaits and writes it, so that two tasks can both pass the check; check again in there, or hold an \`${library}.Lock\`.`,
    'zh-cn': (state, method, library) =>
      `竞态：\`${state}\` 在这里检查，而 \`${method}()\` 先等待、之后才写入它，期间另一个任务也可能通过同样的检查；请在其中重新检查，或从检查到写入全程持有同一把 \`${library}.Lock\`。`,
  }),
  here: {
    read: localized({
      en: (state: string) => `\`${state}\` is read here`,
      'zh-cn': (state) => `在这里读取 \`${state}\``,
    }),
    checked: localized({
      en: (state: string) => `\`${state}\` is checked here`,
      'zh-cn': (state) => `在这里检查 \`${state}\``,
    }),
  },
  writtenHere: { en: 'It is written here', 'zh-cn': '在这里写入' },
  othersRun: { en: 'Other tasks may run here', 'zh-cn': '其他任务可能在这里运行' },
  awaitFirst: localized({
    en: (state: string) => `Await before reading \`${state}\``,
    'zh-cn': (state) => `先等待，再读取 \`${state}\``,
  }),
  hold: localized({
    en: (lock: string) => `Hold \`${lock}\` meanwhile`,
    'zh-cn': (lock) => `期间持有 \`${lock}\``,
  }),
};
