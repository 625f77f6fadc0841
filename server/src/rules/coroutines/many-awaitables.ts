import type { Await } from '../../facts/nodes.ts';
import type { Fix } from '../../fixes/fix.ts';
import { unpackInto } from '../../fixes/wrap-in.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf, type Type } from '../../project/types/types.ts';
import { localized, type Localized } from '../../text/localized.ts';

export interface Explanation {
  readonly message: Localized;
  readonly fixes: () => readonly Fix[];
}

export function isCollectionOfAwaitables(view: ChunkView, type: Type): boolean {
  const element = type.kind === 'instance' ? view.element(type, false) : undefined;
  return (
    element !== undefined &&
    membersOf(element).every((item) => (item.kind === 'coroutine' || item.kind === 'instance') && view.mayAwait(item))
  );
}

export function manyAwaitables(view: ChunkView, node: Await, text: string): Explanation {
  if (view.library !== 'asyncio')
    return {
      message: (view.library === 'trio' ? texts.startInNursery : texts.startInGroup)(text),
      fixes: () => [],
    };
  return {
    message: texts.unpackIntoGather(text),
    fixes: () => [
      {
        title: texts.awaitTogether,
        safety: 'safe',
        edits: () => unpackInto(view, node.value, 'asyncio.gather'),
      },
    ],
  };
}

const texts = {
  startInNursery: localized({
    en: (name: string) =>
      `\`${name}\` holds coroutines, and only a single one can be awaited; start them in a nursery.`,
    'zh-cn': (name) => `\`${name}\` 中有多个协程，而 \`await\` 一次只能等待一个；请在 nursery 中启动它们。`,
  }),
  startInGroup: localized({
    en: (name: string) =>
      `\`${name}\` holds coroutines, and only a single one can be awaited; start them in a task group.`,
    'zh-cn': (name) => `\`${name}\` 中有多个协程，一次只能等待一个；请在任务组中启动它们。`,
  }),
  unpackIntoGather: localized({
    en: (name: string) =>
      `\`${name}\` holds several awaitables, and only a single one can be awaited; unpack them into \`asyncio.gather()\`.`,
    'zh-cn': (name) => `\`${name}\` 中有多个可等待对象，一次只能等待一个；请解包后传给 \`asyncio.gather()\`。`,
  }),
  awaitTogether: {
    en: 'Await them together with `asyncio.gather()`',
    'zh-cn': '用 `asyncio.gather()` 一起等待它们',
  },
};
