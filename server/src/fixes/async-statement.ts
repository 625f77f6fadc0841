import type { ComprehensionFor, Comprehension, For, With, WithItem } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { chunkText, insertAt, removeRange, replaceRange } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { isBareGenerator } from './pass-callee.ts';
import { splitWith } from './split-with.ts';

/** `with` → `async with`. Items that are sync for sure get a `with` of their own; undefined where that cannot be done. */
export function asyncWith(view: ChunkView, node: With): MakeEdits | undefined {
  if (node.isAsync) return () => [];
  const mustBeAsync = node.items.map((item) => !isOnly(view, item, false));
  if (mustBeAsync.every(Boolean)) return () => [insertAt(view, node.start, 'async ')];
  return splitWith(view, node, mustBeAsync);
}

/** `async with` → `with`. Items that are async for sure get an `async with` of their own; undefined where that cannot be done. */
export function syncWith(view: ChunkView, node: With): MakeEdits | undefined {
  if (!node.isAsync) return () => [];
  const staysAsync = node.items.map((item) => isOnly(view, item, true));
  if (!staysAsync.some(Boolean)) return () => [removeAsync(view, node.start)];
  return splitWith(view, node, staysAsync);
}

/** Whether the item's context manager is certainly of one sort and not of the other. */
function isOnly(view: ChunkView, { context }: WithItem, isAsync: boolean): boolean {
  const type = view.typeOf(context);
  return view.mayEnter(type, isAsync) && !view.mayEnter(type, !isAsync);
}

/**
 * `for` → `async for`. A generator expression, which would become an async generator, becomes a list where it is a
 * call's argument; elsewhere undefined.
 */
export function asyncFor(view: ChunkView, node: For | ComprehensionFor): MakeEdits | undefined {
  if (node.isAsync) return () => [];
  const insertion = (): Edit => insertAt(view, node.start, 'async ');
  const comprehension = view.parent(node);
  if (node.kind === 'For' || comprehension?.kind !== 'Comprehension') return () => [insertion()];
  if (comprehension.type !== 'generator' || comprehension.generators.some(({ isAsync }) => isAsync))
    return () => [insertion()];
  const brackets = listInstead(view, comprehension);
  return brackets && (() => [...brackets(), insertion()].sort((a, b) => a.at.start - b.at.start));
}

function listInstead(view: ChunkView, generator: Comprehension): MakeEdits | undefined {
  const argument = view.parent(generator);
  const call = argument?.kind === 'Argument' ? view.parent(argument) : undefined;
  if (call?.kind !== 'Call') return undefined;
  const { start, end } = generator;
  if (isBareGenerator(call)) return () => [insertAt(view, start + 1, '['), insertAt(view, end - 1, ']')];
  return () => [replaceRange(view, { start, end: start + 1 }, '['), replaceRange(view, { start: end - 1, end }, ']')];
}

/** `async for` → `for`. */
export const syncFor = (view: ChunkView, node: For | ComprehensionFor): Edit[] =>
  node.isAsync ? [removeAsync(view, node.start)] : [];

function removeAsync(view: ChunkView, start: number): Edit {
  const keyword = /^async(?:\s|\\\r?\n)*/.exec(chunkText(view).slice(start))?.[0] ?? '';
  return removeRange(view, { start, end: start + keyword.length });
}
