/** A line on a terminal that says how far the work is, and goes when there is something else to say. */
export interface Progress {
  show(doing: string, done: number, total: number): void;
  clear(): void;
}

/** Before that, and in between, in milliseconds, there is nothing worth a line. */
const PATIENCE = 1000;
const PAUSE = 100;

export function progressOn(write: (text: string) => void, now: () => number): Progress {
  const started = now();
  let shownAt: number | undefined;
  return {
    show(doing, done, total) {
      const time = now();
      if (time - started < PATIENCE || (shownAt !== undefined && time - shownAt < PAUSE)) return;
      shownAt = time;
      write(`\r${doing} ${done} of ${total} files\u001B[K`);
    },
    clear() {
      if (shownAt === undefined) return;
      shownAt = undefined;
      write('\r\u001B[K');
    },
  };
}
