import { localized } from '../../text/localized.ts';

/** Texts of `dangling-task`. */
export const texts = {
  madeByCallback: localized({
    en: (callback: string) =>
      `The task of \`${callback}()\` is dropped: it may be garbage-collected before it is done, and its errors go unseen; call a function that keeps it.`,
    'zh-cn': (callback) =>
      `\`${callback}()\` 创建的任务没有保存引用：可能还没执行完就被垃圾回收，出错也无人知晓；请改为调用一个会保存引用的函数。`,
  }),
  errorsUnseen: localized({
    en: (callee: string) =>
      `Nobody looks at the future of \`${callee}()\`, so an exception in the coroutine goes unseen; ask for its result.`,
    'zh-cn': (callee) => `\`${callee}()\` 返回的 Future 无人查看，协程中的异常不会被发现；请获取它的结果。`,
  }),
  task: {
    dropped: localized({
      en: (callee: string) =>
        `The task of \`${callee}()\` is dropped: it may be garbage-collected before it is done, and its errors go unseen; keep a reference, or \`await\` it.`,
      'zh-cn': (callee) =>
        `\`${callee}()\` 创建的任务没有保存引用：可能还没执行完就被垃圾回收，出错也无人知晓；请保存引用，或 \`await\` 它。`,
    }),
    unread: localized({
      en: (callee: string) =>
        `The task of \`${callee}()\` is not referenced elsewhere: it may be cancelled or garbage-collected before it is done, and its errors go unseen; keep a reference, or \`await\` it.`,
      'zh-cn': (callee) =>
        `\`${callee}()\` 创建的任务没有在别处被引用：可能还没执行完就被取消或被垃圾回收，出错也无人知晓；请一直保存它的引用，或 \`await\` 它。`,
    }),
    overwritten: localized({
      en: (callee: string) =>
        `Only the last task of \`${callee}()\` is kept here: the others may be garbage-collected before they are done, and their errors go unseen; keep them all, in a list or a set.`,
      'zh-cn': (callee) =>
        `这里只保存了 \`${callee}()\` 创建的最后一个任务：其余任务可能还没执行完就被垃圾回收，出错也无人知晓；请把它们全部保存在列表或集合中。`,
    }),
    keep: { en: 'Keep a reference to the task', 'zh-cn': '保存任务的引用' },
  },
  future: {
    dropped: localized({
      en: (callee: string) =>
        `The future of \`${callee}()\` is dropped: it may be garbage-collected before it is done, and its errors go unseen; \`await\` it.`,
      'zh-cn': (callee) =>
        `\`${callee}()\` 返回的 Future 没有保存引用：可能还没完成就被垃圾回收，出错也无人知晓；请 \`await\` 它。`,
    }),
    unread: localized({
      en: (callee: string) =>
        `The future of \`${callee}()\` is not referenced elsewhere: it may be cancelled or garbage-collected before it is done, and its errors go unseen; \`await\` it.`,
      'zh-cn': (callee) =>
        `\`${callee}()\` 返回的 Future 没有在别处被引用：可能还没完成就被取消或被垃圾回收，出错也无人知晓；请 \`await\` 它。`,
    }),
    overwritten: localized({
      en: (callee: string) =>
        `Only the last future of \`${callee}()\` is kept here: the others may be garbage-collected before they are done, and their errors go unseen; keep them all, in a list or a set.`,
      'zh-cn': (callee) =>
        `这里只保存了 \`${callee}()\` 返回的最后一个 Future：其余的可能还没完成就被垃圾回收，出错也无人知晓；请把它们全部保存在列表或集合中。`,
    }),
    keep: { en: 'Keep a reference to the future', 'zh-cn': '保存 Future 的引用' },
  },
  shielded: localized({
    en: (shield: string, coroutine: string) =>
      `Only \`${shield}()\` refers to the task of \`${coroutine}()\`: when the coroutine around is cancelled, it may be garbage-collected before it is done, and its errors go unseen; keep a task, and shield that.`,
    'zh-cn': (shield, coroutine) =>
      `\`${coroutine}()\` 的任务只有 \`${shield}()\` 引用：外面的协程被取消后，它可能还没执行完就被垃圾回收，出错也无人知晓；请保存任务的引用，再对它使用 \`${shield}()\`。`,
  }),
  startInGroup: localized({
    en: (group: string) => `Start it in \`${group}\``,
    'zh-cn': (group) => `在 \`${group}\` 中启动`,
  }),
  keepAs: localized({
    en: (place: string) => `Keep it as \`${place}\``,
    'zh-cn': (place) => `保存到 \`${place}\``,
  }),
};
