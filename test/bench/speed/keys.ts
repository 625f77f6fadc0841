import type { MeasuredServer } from './language-server.ts';

export interface KeyTimes {
  readonly median: number;
  readonly p99: number;
  /** Processor milliseconds a key, on average. */
  readonly processor: number;
  readonly keys: number;
  /** Megabytes before the first key and after the last. */
  readonly memory: readonly [number, number];
}

/** Whoever types this opens quotes, brackets and lines, and takes some of it back. */
const STATEMENT = '\n        value = await self.fetch("key", [1, 2])';

/** Types a statement at the beginnings of bodies spread over the file, and deletes it again. */
export async function type(server: MeasuredServer, places: number): Promise<KeyTimes> {
  await server.quiet();
  const before = server.memory();
  const begin = server.processor();
  const times: number[] = [];
  let keys = 0;
  for (const place of bodies(server.text, places)) {
    const own: number[] = [];
    for (let i = 0; i < STATEMENT.length; i++) own.push(await server.press(place + i, place + i, STATEMENT.charAt(i)));
    for (let end = place + STATEMENT.length; end > place; end--) own.push(await server.press(end - 1, end, ''));
    keys += own.length;
    // The first key in a place finds nothing made ready, wherever it is.
    times.push(...own.slice(1));
  }
  const processor = ((server.processor() - begin) * 1000) / keys;
  times.sort((a, b) => a - b);
  return {
    median: times[times.length >> 1] ?? NaN,
    p99: times[Math.floor(times.length * 0.99)] ?? NaN,
    processor,
    keys,
    memory: [before, server.memory()],
  };
}

/** Ends of lines that begin the bodies of methods, at equal distances. */
function bodies(text: string, places: number): readonly number[] {
  return Array.from({ length: places }, (_, i) => {
    const header = /^ {4}(?:async )?def [^\n]*(?:\n {4}[^\n]*)*?:(?=\n)/gm;
    header.lastIndex = Math.floor((text.length * (i + 0.5)) / places);
    header.exec(text);
    return header.lastIndex;
  }).filter((place) => place > 0);
}
