import { stepText } from '../rules/shared/step-text.ts';
import { inAllLanguages, localized, type Localized } from '../text/localized.ts';
import type { LoopWay } from '../workspace/loop-functions.ts';

/** What stands at the end of a way, as Python writes it: `requests.get()`. */
export function culpritOf({ path }: LoopWay): Localized {
  const last = path.at(-1);
  return inAllLanguages(last ? stepText(last, '') : '');
}

/** `blocks the loop: requests.get(), 3 hops` */
export function wayText(way: LoopWay): Localized {
  const what = way.type === 'blocks' ? texts.blocks : texts.starts;
  const hops = way.path.length - 1;
  const culprit = culpritOf(way);
  if (hops === 0) return what(culprit);
  return what((hops === 1 ? texts.oneHop : texts.hops)(culprit, hops));
}

const texts = {
  blocks: localized({
    en: (culprit: string) => `blocks the loop: ${culprit}`,
    'zh-cn': (culprit) => `阻塞事件循环：${culprit}`,
  }),
  starts: localized({
    en: (culprit: string) => `starts a loop: ${culprit}`,
    'zh-cn': (culprit) => `启动事件循环：${culprit}`,
  }),
  oneHop: localized({
    en: (culprit: string, hops: number) => `${culprit}, ${String(hops)} hop`,
    'zh-cn': (culprit, hops) => `${culprit}，经过 ${String(hops)} 次调用`,
  }),
  hops: localized({
    en: (culprit: string, hops: number) => `${culprit}, ${String(hops)} hops`,
    'zh-cn': (culprit, hops) => `${culprit}，经过 ${String(hops)} 次调用`,
  }),
};
