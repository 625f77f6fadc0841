import type { Facts } from '../facts/facts.ts';
import { placeIn } from '../syntax/chunks.ts';
import type { Range } from '../text/range.ts';
import type { SourceFiles } from './source-files.ts';

/** Ranges that the facts of a file's chunks tell, as places in the file. */
export function placesIn(sources: SourceFiles, uri: string, of: (facts: Facts) => readonly Range[]): readonly Range[] {
  return sources.chunks(uri).flatMap((chunk) => {
    const facts = sources.facts(chunk.id);
    return (facts ? of(facts) : []).map(({ start, end }) => ({
      start: placeIn(chunk, start),
      end: placeIn(chunk, end),
    }));
  });
}

export const syntaxErrors = (sources: SourceFiles, uri: string): readonly Range[] =>
  placesIn(sources, uri, ({ errors }) => errors);

/** What of a file goes too deep for facts, and the chunks that do so for rules. */
export function leftOut(sources: SourceFiles, uri: string, isWhole: (chunk: number) => boolean): readonly Range[] {
  return sources.chunks(uri).flatMap((chunk) => {
    const whole = { start: chunk.own, end: chunk.text.length };
    const ranges = isWhole(chunk.id) ? [whole] : (sources.facts(chunk.id)?.tooDeep ?? []);
    return ranges.map(({ start, end }) => ({ start: placeIn(chunk, start), end: placeIn(chunk, end) }));
  });
}
