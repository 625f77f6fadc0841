import { watch } from 'node:fs';

/** What findings come from, besides what is installed. */
const MATTERS = /(?:\.py[iw]?|\.ipynb|pyproject\.toml|\.gitignore)$/;

/** Changes come in bursts: a branch that is checked out, a formatter. In milliseconds. */
const BURST = 100;

/** Comes each time that files below some folders have changed, and stood still for a moment after. */
export async function* fileChanges(folders: readonly string[]): AsyncGenerator<undefined> {
  let wake: () => void = () => undefined;
  let count = 0;
  let told = 0;
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, (_, name) => {
      if (name !== null && !MATTERS.test(name)) return;
      count++;
      wake();
    }),
  );
  try {
    for (;;) {
      if (told === count) await new Promise<void>((resolve) => (wake = resolve));
      while (told !== count) {
        told = count;
        await new Promise((resolve) => setTimeout(resolve, BURST));
      }
      yield;
    }
  } finally {
    for (const watcher of watchers) watcher.close();
  }
}
