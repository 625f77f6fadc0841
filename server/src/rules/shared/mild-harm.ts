import { isSeldom } from '../../project/effects/moments.ts';
import { localized, type Localized } from '../../text/localized.ts';
import type { BlockingCase } from './blocking-case.ts';
import { startsLoopsInThreads } from './own-loops.ts';

/** What a call that blocks does where it holds up nobody, or hardly, as far as can be seen. */
export function mildHarm({ view, site, effect, owner }: BlockingCase): Localized | undefined {
  if (effect.once) return texts.once;
  if (effect.seconds !== undefined) return texts.seconds(effect.seconds);
  if (effect.rule === 'blocking-database' && startsLoopsInThreads(view)) return texts.ownThread;
  if (effect.known?.startsOnly) return texts.startsOnly;
  const occasion = view.occasionAt(site, owner);
  return occasion ? texts[occasion] : isSeldom(effect) ? texts.seldom : undefined;
}

const texts = {
  once: {
    en: 'blocks the event loop, though only the first time, since what it makes is kept',
    'zh-cn': '会阻塞事件循环，不过只在第一次，因为得到的结果会保留下来',
  },
  seconds: localized({
    en: (seconds: number) => `blocks the event loop, though for ${String(seconds)} seconds at a time`,
    'zh-cn': (seconds) => `会阻塞事件循环，不过每次只有 ${String(seconds)} 秒`,
  }),
  ownThread: {
    en: 'blocks the event loop, though only that of a thread of its own',
    'zh-cn': '会阻塞事件循环，不过只是它自己线程中的事件循环',
  },
  startsOnly: {
    en: 'blocks the event loop, though only until the program is started',
    'zh-cn': '会阻塞事件循环，不过只到程序启动为止',
  },
  'start or end': {
    en: 'blocks the event loop, though only while the application starts or ends',
    'zh-cn': '会阻塞事件循环，不过只在应用启动或结束时',
  },
  alone: {
    en: 'blocks the event loop, though this program runs nothing else by then',
    'zh-cn': '会阻塞事件循环，不过这时程序中没有其他任务在运行',
  },
  'own loop': {
    en: 'blocks the event loop, though only the loop that each call has for itself',
    'zh-cn': '会阻塞事件循环，不过只是每次调用各自的事件循环',
  },
  seldom: {
    en: 'blocks the event loop, though only in some cases of some cases',
    'zh-cn': '会阻塞事件循环，不过只在极少数情况下',
  },
};

/** Of a database in a file. */
export const harmOfEmbedded = {
  en: 'blocks the event loop, though mostly as long as the disk works',
  'zh-cn': '会阻塞事件循环，不过大多只在读写磁盘期间',
};
