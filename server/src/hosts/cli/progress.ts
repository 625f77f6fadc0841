import { localized, type Language } from '../../text/localized.ts';

/** A line on a terminal that says how far the work is, and goes when there is something else to say. */
export interface Progress {
  show(doing: Doing, done: number, total: number, language: Language): void;
  clear(): void;
}

export type Doing = keyof typeof texts;

const texts = {
  reading: localized({
    en: (done: number, total: number) => `Reading ${String(done)} of ${String(total)} files`,
    'zh-cn': (done, total) => `正在读取文件 ${String(done)}/${String(total)}`,
  }),
  checking: localized({
    en: (done: number, total: number) => `Checking ${String(done)} of ${String(total)} files`,
    'zh-cn': (done, total) => `正在检查文件 ${String(done)}/${String(total)}`,
  }),
};

/** Before that, and in between, in milliseconds, there is nothing worth a line. */
const PATIENCE = 1000;
const PAUSE = 100;

export function progressOn(write: (text: string) => void, now: () => number): Progress {
  const started = now();
  let shownAt: number | undefined;
  return {
    show(doing, done, total, language) {
      const time = now();
      if (time - started < PATIENCE || (shownAt !== undefined && time - shownAt < PAUSE)) return;
      shownAt = time;
      write(`\r${texts[doing](done, total)[language]}\u001B[K`);
    },
    clear() {
      if (shownAt === undefined) return;
      shownAt = undefined;
      write('\r\u001B[K');
    },
  };
}
