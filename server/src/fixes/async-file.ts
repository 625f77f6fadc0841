import type { Call, Expression, Name } from '../facts/nodes.ts';
import { usesOf } from '../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { reference } from './add-import.ts';
import { asyncFor } from './async-statement.ts';
import { insertAt, joinEdits, replaceRange } from './edits.ts';
import { allParts, type MakeEdits } from './fix.ts';
import { insertAwait } from './insert-await.ts';

export interface AsyncOpen {
  /** Public dotted name of what opens the file: `aiofiles.open`, `anyio.open_file`. */
  readonly name: string;
  /** Whether it gives the file only when it is awaited: `async with await anyio.open_file(name) as file`. */
  readonly isAwaited: boolean;
}

/**
 * `with open(name) as file: text = file.read()` → `async with aiofiles.open(name) as file: text = await file.read()`.
 * Undefined where the file is used in another way than by its own methods, which are then awaited, and by `for`.
 */
export function openAsync(view: ChunkView, call: Call, { name, isAwaited }: AsyncOpen): MakeEdits | undefined {
  const item = view.parent(call);
  const block = item && view.parent(item);
  if (item?.kind !== 'WithItem' || block?.kind !== 'With' || block.isAsync || block.items.length !== 1)
    return undefined;
  const used = item.target === undefined ? () => [] : changedUses(view, item.target);
  if (!used) return undefined;
  return () => {
    const opener = reference(view, call, name);
    return joinEdits([
      ...opener.edits,
      insertAt(view, block.start, 'async '),
      replaceRange(view, call.func, `${isAwaited ? 'await ' : ''}${opener.name}`),
      ...used(),
    ]);
  };
}

function changedUses(view: ChunkView, file: Expression): MakeEdits | undefined {
  const binding = view.facts.bindings.find(({ node }) => node === file.id);
  if (!binding || binding.escapes) return undefined;
  return allParts(
    usesOf(view, binding).map((use) => (view.bindingsReaching(use).length === 1 ? changedUse(view, use) : undefined)),
  );
}

function changedUse(view: ChunkView, use: Name): MakeEdits | undefined {
  if (!view.coroutineAround(use)) return undefined;
  const parent = view.parent(use);
  if ((parent?.kind === 'For' || parent?.kind === 'ComprehensionFor') && parent.iter === use)
    return asyncFor(view, parent);
  if (parent?.kind !== 'Attribute') return undefined;
  if (PLAIN.has(parent.attribute)) return () => [];
  const call = view.parent(parent);
  if (call?.kind !== 'Call' || call.func !== parent || !AWAITED.has(parent.attribute)) return undefined;
  return () => insertAwait(view, call);
}

/** What the files of aiofiles, anyio and trio all have, to be awaited. */
const AWAITED: ReadonlySet<string> = new Set([
  'read',
  'readline',
  'readlines',
  'write',
  'writelines',
  'flush',
  'seek',
  'tell',
  'truncate',
]);

/** What they have as plain files do. */
const PLAIN: ReadonlySet<string> = new Set(['name', 'fileno', 'closed']);
