import type { For } from '../facts/nodes.ts';
import { hasPython, type ChunkView } from '../project/model/chunk-view.ts';
import { reference } from './add-import.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf, replaceRange } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { indentLines } from './indent-lines.ts';
import { unusedName, unusedNameIn } from './usable-name.ts';

/**
 * `async for x in rows(): …` → `async with contextlib.aclosing(rows()) as items:` around `async for x in items: …`.
 * Undefined before Python 3.10, and where the loop shares its line.
 */
export function closeGenerator(view: ChunkView, loop: For): MakeEdits | undefined {
  const text = chunkText(view);
  const isKnown = hasPython(view, 10);
  if (!isKnown || !isFirstOnLine(text, loop.start) || view.source(loop.iter).includes('\n')) return undefined;
  return () => aroundLoop(view, loop, text);
}

function aroundLoop(view: ChunkView, loop: For, text: string): Edit[] {
  const { name, edits } = reference(view, loop, 'contextlib.aclosing');
  const around = view.functionAround(loop);
  const items = around ? unusedNameIn(view, around, 'items') : unusedName(view, 'items');
  const indent = indentation(text, loop.start);
  const step = indent.includes('\t') ? '\t' : '    ';
  const head = `async with ${name}(${view.source(loop.iter)}) as ${items}:${lineBreakOf(text)}${indent}${step}`;
  return [
    ...edits,
    insertAt(view, loop.start, head),
    replaceRange(view, loop.iter, items),
    ...indentLines(view, loop).map((start) => insertAt(view, start, step)),
  ];
}
