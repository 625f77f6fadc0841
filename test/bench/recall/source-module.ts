import { extractFacts } from '../../../server/src/facts/extract.ts';
import type { Facts } from '../../../server/src/facts/facts.ts';
import type { Expression, MatchCase, Node, Statement } from '../../../server/src/facts/nodes.ts';
import { parentOf } from '../../../server/src/facts/walk.ts';
import { createChunks } from '../../../server/src/syntax/chunks.ts';
import { parseOnce } from '../../../server/src/syntax/chunk-tree.ts';
import type { Grammar } from '../../../server/src/syntax/grammar.ts';
import { splitChunks } from '../../../server/src/text/split-chunks.ts';
import type { Range } from '../../../server/src/text/range.ts';
import type { Edit } from './break.ts';

/** A file as the search for breakable places reads it. */
export interface SourceModule {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** What the names that imports bind, at any depth, stand for: `sleep` → `asyncio.sleep`. */
  readonly imports: ReadonlyMap<string, string>;
}

export interface Piece {
  readonly module: SourceModule;
  readonly facts: Facts;
  /** Offset of the chunk in the file. */
  readonly start: number;
}

export function readModule(grammar: Grammar, text: string): SourceModule {
  const pieces: Piece[] = [];
  const module = { text, pieces, imports: new Map<string, string>() };
  for (const chunk of createChunks(text, splitChunks(text))) {
    const facts = extractFacts(parseOnce(grammar, chunk.text), chunk.text);
    pieces.push({ module, facts, start: chunk.start });
    for (const node of facts.nodes) addImports(module.imports, node);
  }
  return module;
}

function addImports(imports: Map<string, string>, node: Node): void {
  if (node.kind === 'Import') {
    for (const { name, asname } of node.names) {
      const top = name.split('.')[0]!;
      if (asname === undefined) imports.set(top, top);
      else imports.set(asname, name);
    }
  } else if (node.kind === 'ImportFrom' && node.level === 0) {
    for (const { name, asname } of node.names) imports.set(asname ?? name, `${node.module}.${name}`);
  }
}

export const sourceOf = ({ module, start }: Piece, range: Range): string =>
  module.text.slice(start + range.start, start + range.end);

/** The dotted name of `a.b.c` with the imported name put in for `a`; undefined for anything else. */
export function dottedName(piece: Piece, node: Expression): string | undefined {
  if (node.kind === 'Name') return piece.module.imports.get(node.name) ?? node.name;
  if (node.kind !== 'Attribute') return undefined;
  const value = dottedName(piece, node.value);
  return value === undefined ? undefined : `${value}.${node.attribute}`;
}

/** The edit of the file that puts a text in place of a range of the chunk. */
export const replaced = ({ start }: Piece, range: Range, text: string): Edit => ({
  start: start + range.start,
  end: start + range.end,
  text,
});

/** The statement around a node; of compound statements the lines before the body. Offsets of the file. */
export function statementAround(piece: Piece, node: Node): Range {
  let inner = node;
  while (inWords.has(inner.kind)) inner = parentOf(piece.facts, inner)!;
  const end = firstOfBody(inner)?.start ?? inner.end;
  const header = sourceOf(piece, { start: inner.start, end }).trimEnd();
  return { start: piece.start + inner.start, end: piece.start + inner.start + header.length };
}

const firstOfBody = (node: Node): Statement | MatchCase | undefined =>
  node.kind === 'Match'
    ? node.cases[0]
    : 'body' in node && Array.isArray(node.body)
      ? (node.body as Statement[])[0]
      : undefined;

/** What is no statement of its own, nor a handler or case with lines of its own. */
const inWords = new Set<string>(
  [
    'Name Attribute Call Await Subscript Slice Constant JoinedStr Lambda Comprehension Collection Dict Starred BinOp',
    'UnaryOp BoolOp Compare IfExp NamedExpr Yield YieldFrom Opaque',
    'Argument ComprehensionFor Decorator TypeParameter Parameter Alias WithItem',
  ].flatMap((kinds) => kinds.split(' ')),
);
