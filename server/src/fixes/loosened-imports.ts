import type { Alias, Import, ImportFrom, Name } from '../facts/nodes.ts';
import { nodesOwn } from '../facts/walk.ts';
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
  const chunks = view.fileChunks();
  const taken = chunks.flatMap((chunk) => namesTaken(chunk, edits));
  const names = new Set(taken.filter(({ isStandard }) => isStandard).map(({ name }) => name));
  return [...names].flatMap((name) => {
    if (edits.some(({ newText }) => says(newText, name)) || chunks.some((chunk) => isQuoted(chunk, name))) return [];
    const removal = removalOf(view, name, edits);
    const uses = chunks.flatMap(({ facts }) =>
      nodesOwn(facts).filter((node) => node.kind === 'Name' && node.name === name),
    );
    return removal ? [{ removal, uses: uses.length, taken: taken.filter((use) => use.name === name).length }] : [];
  });
}

function namesTaken(view: ChunkView, edits: readonly Edit[]): readonly { name: string; isStandard: boolean }[] {
  const ranges = edits.map(({ at }) => at).filter((at) => at.chunk === view.chunk && at.uri === view.uri);
  if (ranges.length === 0) return [];
  return nodesOwn(view.facts).flatMap((node) =>
    node.kind === 'Name' && ranges.some(({ start, end }) => start <= node.start && node.end <= end)
      ? [{ name: node.name, isStandard: isStandard(view, node) }]
      : [],
  );
}

function isStandard(view: ChunkView, name: Name): boolean {
  const type = view.evidence.aside(() => view.typeOf(name));
  return type.kind === 'module' ? type.uri.startsWith(STANDARD_LIBRARY) : standardName(type) !== '';
}

const says = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);

/** Annotations, `__all__` and patches name it in strings; text that is more than a name does not. */
const isQuoted = ({ facts }: ChunkView, name: string): boolean =>
  facts.nodes.some(
    (node) =>
      node.kind === 'Constant' && typeof node.value === 'string' && !/\s/.test(node.value) && says(node.value, name),
  );

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
