import { extractFacts } from '../facts/extract.ts';
import type { Facts } from '../facts/facts.ts';
import { isStackOverflow, unreadFacts } from '../facts/too-deep.ts';
import { parseOnce } from '../syntax/chunk-tree.ts';
import type { Chunk } from '../syntax/chunks.ts';
import type { OpenDocument } from '../syntax/document.ts';
import type { Grammar } from '../syntax/grammar.ts';
import { statementStarts } from '../text/split-chunks.ts';
import { STATEMENT_LIMIT } from './size-limits.ts';

/** The facts of a chunk, of which statements that are too large or go too deep are left out. `document` is the open one that it is of. */
export function factsOfChunk(grammar: Grammar, chunk: Chunk, document?: OpenDocument): Facts {
  const { text, own } = chunk;
  const whole = readable(text, () =>
    extractFacts(document ? document.flatTree(chunk) : parseOnce(grammar, text), text, own),
  );
  return whole ?? (own > 0 ? unreadFacts(text.length) : factsOfRest(grammar, text));
}

function readable(text: string, read: () => Facts): Facts | undefined {
  if (text.length > STATEMENT_LIMIT) return undefined;
  try {
    return read();
  } catch (error) {
    if (isStackOverflow(error)) return undefined;
    throw error;
  }
}

/** Imports may stand in front of what cannot be read, in the same chunk. */
function factsOfRest(grammar: Grammar, text: string): Facts {
  const starts = statementStarts(text);
  const left: Facts['tooDeep'][number][] = [];
  let rest = '';
  for (const [index, start] of starts.entries()) {
    const statement = text.slice(start, starts[index + 1]);
    const isRead = readable(statement, () => extractFacts(parseOnce(grammar, statement), statement));
    rest += isRead ? statement : statement.replace(/[^\r\n]/g, ' ');
    if (!isRead) left.push({ start, end: start + statement.length });
  }
  if (left.length === starts.length) return unreadFacts(text.length);
  const { tooDeep, ...facts } = extractFacts(parseOnce(grammar, rest), rest);
  return { ...facts, tooDeep: [...left, ...tooDeep] };
}
