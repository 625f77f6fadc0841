import type { Alias, Import, ImportFrom, Name } from '../facts/nodes.ts';
import { namesWithin } from '../facts/occurrences.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { STANDARD_LIBRARY, standardName } from '../project/types/standard-names.ts';
import type { Range } from '../text/range.ts';
import { chunkText, lineEnd, lineStart, removeRange } from './edits.ts';
import { fileNames } from './file-names.ts';
import type { Edit, LoosenedImport } from './fix.ts';
import { removeStatement } from './remove-statement.ts';
import { importOf } from './usable-name.ts';

/**
 * The imports of a file, as far as they are of the standard library, that edits take uses of: `import time` where
 * `time.sleep()` becomes `asyncio.sleep()`. Of those that others may want (`__all__`, a comment behind them) there is none.
 */
export function loosenedImports(view: ChunkView, edits: readonly Edit[]): readonly LoosenedImport[] {
  if (view.isNotebook || /(?:^|\/)__init__\.py$/.test(view.uri)) return [];
  const taken = namesTaken(view, edits);
  const names = new Set(taken.filter(({ isStandard }) => isStandard).map(({ name }) => name));
  return [...names].flatMap((name) => {
    if (edits.some(({ newText }) => says(newText, name)) || fileNames(view).quoted.has(name)) return [];
    const removal = removalOf(view, name, edits);
    const uses = fileNames(view).uses.get(name) ?? 0;
    return removal ? [{ removal, uses, taken: taken.filter((use) => use.name === name).length }] : [];
  });
}

interface TakenName {
  readonly name: string;
  readonly isStandard: boolean;
}

/** In the order of the file, each once. */
function namesTaken(view: ChunkView, edits: readonly Edit[]): readonly TakenName[] {
  const edited = new Set(edits.flatMap(({ at }) => view.chunkAt(at) ?? []));
  const chunks = edited.size > 1 ? view.fileChunks().filter((chunk) => edited.has(chunk)) : [...edited];
  return chunks.flatMap((chunk) => {
    const inChunk = edits.filter(({ at }) => at.chunk === chunk.chunk && at.uri === chunk.uri);
    const nodes = new Set(inChunk.flatMap(({ at }) => namesWithin(chunk.facts, at)));
    return [...nodes]
      .sort((a, b) => a.id - b.id)
      .map((node) => ({ name: node.name, isStandard: isStandard(chunk, node) }));
  });
}

function isStandard(view: ChunkView, name: Name): boolean {
  const type = view.evidence.aside(() => view.typeOf(name));
  return type.kind === 'module' ? type.uri.startsWith(STANDARD_LIBRARY) : standardName(type) !== '';
}

const says = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);

function removalOf(view: ChunkView, name: string, edits: readonly Edit[]): Edit | undefined {
  const [binding, ...others] = fileNames(view).bindings.get(name) ?? [];
  const alias = binding?.chunk.facts.nodes[binding.binding.node];
  if (!binding || others.length > 0 || alias?.kind !== 'Alias') return undefined;
  const { chunk } = binding;
  const statement = importOf(chunk, alias);
  if (!statement || chunk.parent(statement)) return undefined;
  const text = chunkText(chunk);
  const isCommented = text.slice(statement.start, lineEnd(text, statement.end)).includes('#');
  return isCommented ? undefined : withoutAlias(chunk, statement, alias, edits);
}

/** The statement, or an item of it with its comma; nothing where other edits stand in between. */
function withoutAlias(
  view: ChunkView,
  statement: Import | ImportFrom,
  alias: Alias,
  edits: readonly Edit[],
): Edit | undefined {
  const text = chunkText(view);
  const { names } = statement;
  const index = names.indexOf(alias);
  const [previous, next] = [names[index - 1], names[index + 1]];
  const others = edits.map(({ at }) => at).filter((at) => at.chunk === view.chunk && at.uri === view.uri);
  const isFree = ({ start, end }: Range): boolean => others.every((at) => at.end <= start || end <= at.start);
  if (names.length > 1) {
    const item = next ? { start: alias.start, end: next.start } : { start: previous!.end, end: alias.end };
    return isFree(item) ? removeRange(view, item) : undefined;
  }
  const neat = removeStatement(view, statement)?.()[0];
  if (!neat || others.every((at) => at.end < neat.at.start || neat.at.end < at.start)) return neat;
  // The blank lines around it belong to what is put there.
  const line = { start: lineStart(text, statement.start), end: text.indexOf('\n', statement.end) + 1 };
  return line.end > 0 && isFree(line) ? removeRange(view, line) : undefined;
}
