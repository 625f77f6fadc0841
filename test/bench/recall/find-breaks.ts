import type { Node } from '../../../server/src/facts/nodes.ts';
import type { Break, BreakKind, Edit } from './break.ts';
import { droppedTask, onThisThread, sleepingThread, uncalled } from './break-calls.ts';
import { roleOf } from './await-role.ts';
import { replaced, sourceOf, statementAround, type Piece, type SourceModule } from './source-module.ts';

/** All places of a file that can be broken in one of the known ways. */
export const findBreaks = (module: SourceModule): readonly Break[] =>
  module.pieces.flatMap((piece) => piece.facts.nodes.flatMap((node) => breaksAt(piece, node)));

function breaksAt(piece: Piece, node: Node): Break[] {
  const make = (kind: BreakKind, edits: readonly Edit[] | undefined): Break[] =>
    edits ? [{ kind, edits, statement: statementAround(piece, node) }] : [];
  switch (node.kind) {
    case 'Await':
      if (node.value.kind !== 'Call') return [];
      return [
        ...make(`await: ${roleOf(piece.facts, node)}`, withoutWord(piece, node, 'await')),
        ...make('asyncio.sleep → time.sleep', sleepingThread(piece, node, node.value)),
        ...make('thread no longer used', onThisThread(piece, node, node.value)),
      ];
    case 'With':
      return node.isAsync ? make('async with', withoutWord(piece, node, 'async')) : [];
    case 'For':
      return node.isAsync ? make('async for', withoutWord(piece, node, 'async')) : [];
    case 'ComprehensionFor':
      return node.isAsync ? make('async for in comprehension', withoutWord(piece, node, 'async')) : [];
    case 'Assign':
    case 'AnnAssign':
      return make('task reference dropped', droppedTask(piece, node));
    case 'Call':
      return uncalled(piece, node).flatMap((edit) => make('coroutine not called', [edit]));
    default:
      return [];
  }
}

function withoutWord(piece: Piece, node: Node, word: string): readonly Edit[] | undefined {
  const found = new RegExp(`^${word}\\s*`).exec(sourceOf(piece, node));
  return found ? [replaced(piece, { start: node.start, end: node.start + found[0].length }, '')] : undefined;
}
