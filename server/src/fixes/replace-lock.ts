import type { AnnAssign, Assign, Call, Expression, Node } from '../facts/nodes.ts';
import { enclosing } from '../facts/walk.ts';
import { threadLocks } from '../knowledge/loop/primitives.ts';
import type { ChunkView, OccurrencePlace } from '../project/chunk-view.ts';
import { usesOfCreated } from '../project/created-uses.ts';
import type { Edit } from './fix.ts';
import { insertAt, joinEdits } from './edits.ts';
import { insertAwait } from './insert-await.ts';
import { replaceByName, replaceCallee } from './replace-call.ts';

/**
 * `threading.Lock()` → `asyncio.Lock()` (or the library's own) where it is made, and `async with` wherever the file holds it.
 * Undefined if it is used outside coroutines or in another way. Other files are not looked at.
 */
export function replaceLock(view: ChunkView, creation: Call): Edit[] | undefined {
  const twin = view.lookupCall(creation, threadLocks);
  const name = twin?.[view.library];
  const statement = view.parent(creation);
  if (!twin || twin.reentrant || name === undefined) return undefined;
  if (statement?.kind !== 'Assign' && statement?.kind !== 'AnnAssign') return undefined;
  const uses = usesOfCreated(view, creation);
  if (!uses || uses.length === 0) return undefined;
  const edits = replaceCallee(view, creation, name);
  for (const annotation of annotationsOf(view, statement)) {
    if (view.source(annotation) !== view.source(creation.func)) return undefined;
    edits.push(...replaceByName(view, annotation, name));
  }
  for (const use of uses) {
    const changed = changeUse(use);
    if (!changed) return undefined;
    edits.push(...changed);
  }
  return joinEdits(edits);
}

/** `lock: threading.Lock` where it is made, and in the body of the class that has it as an attribute. */
function annotationsOf(view: ChunkView, statement: Assign | AnnAssign): readonly Expression[] {
  const target = statement.kind === 'Assign' ? statement.targets[0] : statement.target;
  const name = target?.kind === 'Attribute' ? target.attribute : undefined;
  const declared = (enclosing(view.facts, statement, 'ClassDef')?.body ?? []).filter(
    (each): each is AnnAssign =>
      each.kind === 'AnnAssign' && each.target.kind === 'Name' && each.target.name === name && each !== statement,
  );
  return [...(statement.kind === 'AnnAssign' ? [statement] : []), ...declared].map(({ annotation }) => annotation);
}

function changeUse({ view, node }: OccurrencePlace): readonly Edit[] | undefined {
  if (node.context !== 'load' || !view.coroutineAround(node)) return undefined;
  const parent = view.parent(node);
  if (parent?.kind === 'WithItem') return changeWith(view, parent);
  if (parent?.kind !== 'Attribute') return undefined;
  const call = view.parent(parent);
  if (call?.kind !== 'Call' || call.func !== parent || call.args.length > 0) return undefined;
  if (parent.attribute === 'acquire') return insertAwait(view, call);
  return parent.attribute === 'release' || parent.attribute === 'locked' ? [] : undefined;
}

/** The only item of its statement. */
function changeWith(view: ChunkView, item: Node): readonly Edit[] | undefined {
  const statement = view.parent(item);
  if (statement?.kind !== 'With' || statement.isAsync || statement.items.length !== 1) return undefined;
  return [insertAt(view, statement.start, 'async ')];
}
