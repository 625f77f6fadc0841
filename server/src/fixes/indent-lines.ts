import type { ChunkView } from '../project/model/chunk-view.ts';
import type { Range } from '../text/range.ts';
import { chunkText } from './edits.ts';

/** Where the lines begin that start in a range, as far as their indentation is Python's: not blank, not inside a string. */
export function indentLines(view: ChunkView, range: Range): readonly number[] {
  const text = chunkText(view);
  const strings = view.facts.nodes.filter(
    ({ kind, start, end }) => (kind === 'JoinedStr' || kind === 'Constant') && start < range.end && end > range.start,
  );
  const starts: number[] = [];
  for (let at = text.indexOf('\n', range.start) + 1; at > 0 && at < range.end; at = text.indexOf('\n', at) + 1) {
    const isBlank = /^[ \t\f]*(?:\r?\n|$)/.test(text.slice(at));
    if (!isBlank && !strings.some(({ start, end }) => start < at && at < end)) starts.push(at);
  }
  return starts;
}
