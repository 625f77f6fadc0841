import { type FlatTree, endOf, errorRows, rowSize, startOf } from '../syntax/flat-tree.ts';
import { kinds } from '../syntax/kinds.ts';
import { type Builder, createBuilder } from './builder.ts';
import { statements } from './extract-statements.ts';
import type { Comment, Facts } from './facts.ts';
import { wrongIndents } from './indentation.ts';
import type { Located, Node, Statement } from './nodes.ts';
import { reachingDefinitions } from './reaching-definitions.ts';
import { buildScopes, placeBindings } from './scopes.ts';

/** The facts of a chunk. `tree` is the tree of exactly this text, of which what stands before the offset `own` is a header. */
export function extractFacts(tree: FlatTree, text: string, own = 0): Facts {
  const builder = createBuilder(tree, text);
  const body = statements(builder, 0);
  const { nodes, bindings } = builder;
  const errors = errorRanges(builder).filter(({ end }) => own === 0 || end > own);
  placeBindings(builder.scopes, bindings);
  const scopes = buildScopes(builder.scopes, bindings, nodes, errors);
  const parents = builder.parents.slice(0, nodes.length);
  const ends = builder.ends.slice(0, nodes.length);
  const scopeOf = builder.scopeOf.slice(0, nodes.length);
  const flow = reachingDefinitions({ nodes, ends, scopeOf, scopes, bindings }, body);
  return {
    body,
    nodes,
    parents,
    ends,
    scopes,
    scopeOf,
    bindings: flow.bindings,
    reaching: flow.reaching,
    exports: own > 0 ? without(flow.exports, body) : flow.exports,
    errors,
    tooDeep: builder.tooDeep,
    comments: comments(tree, text, own),
    own: own > 0 ? firstOwn(nodes, own) : 0,
    length: text.length,
  };
}

/** What the parser could not read, what it read across lines, and lines indented wrongly, merged and sorted. */
function errorRanges(x: Builder): Located[] {
  const ranges: Located[] = errorRows(x.tree).map((row) => ({
    start: startOf(x.tree, row),
    end: behindBlanks(x.text, endOf(x.tree, row)),
  }));
  ranges.push(...x.errors, ...(x.tree.unfinished ?? []), ...wrongIndents(x.tree, x.text));
  ranges.sort((a, b) => a.start - b.start || a.end - b.end);
  const merged: Located[] = [];
  for (const range of ranges) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) {
      if (range.end > last.end) merged[merged.length - 1] = { start: last.start, end: range.end };
    } else merged.push(range);
  }
  return merged;
}

/** What stands behind an error in its line belongs to it: `async session.get(url)`, where `with` is still to come. */
function behindBlanks(text: string, end: number): number {
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end;
}

function firstOwn(nodes: readonly Node[], own: number): number {
  const found = nodes.findIndex(({ start }) => start >= own);
  return found < 0 ? Math.max(1, nodes.length) : found;
}

/**
 * The class that a chunk goes on with is another chunk's to tell. Where nobody can read the text as part of a class, what is in
 * it is nothing of the module's either.
 */
function without(exports: Facts['exports'], body: readonly Statement[]): Facts['exports'] {
  const cls = body.at(-1);
  return new Map([...exports].filter(([name]) => cls?.kind === 'ClassDef' && cls.name !== name));
}

function comments({ rows, length }: FlatTree, text: string, own: number): Comment[] {
  const found: Comment[] = [];
  for (let at = 0; at < length * rowSize; at += rowSize) {
    if ((rows[at]! & 0xffff) !== kinds.comment) continue;
    const start = rows[at + 1]!;
    const end = rows[at + 2]!;
    if (start < own) continue;
    const comment = text.slice(start, end);
    if (DIRECTIVE.test(comment)) found.push({ start, end, text: comment });
  }
  return found;
}

/** Words of the comments that can silence findings. */
const DIRECTIVE = /noqa|async-pitfalls|(?:type|pyright|ruff)\s*:\s*(?:file-)?ignore\s*\[/i;
