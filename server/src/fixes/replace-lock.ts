import type { Attribute, Call, Name, Node } from '../facts/nodes.ts';
import { resolve } from '../facts/scopes.ts';
import { threadLocks } from '../knowledge/loop/primitives.ts';
import type { ChunkView } from '../project/chunk-view.ts';
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
  const target = statement.kind === 'AnnAssign' ? statement.target : statement.targets[0];
  if (statement.kind === 'Assign' && statement.targets.length !== 1) return undefined;
  const uses = target && usesOf(view, target);
  if (!uses || uses.length === 0) return undefined;
  const edits = replaceCallee(view, creation, name);
  if (statement.kind === 'AnnAssign') {
    if (view.source(statement.annotation) !== view.source(creation.func)) return undefined;
    edits.push(...replaceByName(view, statement.annotation, name));
  }
  for (const use of uses) {
    const changed = changeUse(use);
    if (!changed) return undefined;
    edits.push(...changed);
  }
  return joinEdits(edits);
}

interface Use {
  readonly view: ChunkView;
  readonly node: Name | Attribute;
}

/** Every other mention of a variable or of an attribute of `self` in the file; undefined if that cannot be told. */
function usesOf(view: ChunkView, target: Node): readonly Use[] | undefined {
  if (target.kind === 'Name') return usesOfName(view, target);
  if (target.kind === 'Attribute' && target.value.kind === 'Name') return usesOfAttribute(view, target);
  return undefined;
}

function usesOfName(view: ChunkView, target: Name): readonly Use[] {
  const isOfModule = view.scope(target).type === 'module';
  const views = isOfModule ? view.fileChunks() : [view];
  return views.flatMap((chunk) =>
    chunk.facts.nodes.flatMap((node) => {
      if (node.kind !== 'Name' || node.name !== target.name || (chunk.chunk === view.chunk && node.id === target.id))
        return [];
      const found = resolve(chunk.facts, node);
      const scope = found === 'module' ? 0 : found.scope;
      return scope === scopeOf(view, target) ? [{ view: chunk, node }] : [];
    }),
  );
}

const scopeOf = (view: ChunkView, target: Name): number => view.facts.scopeOf[target.id] ?? 0;

/** All attributes of that name must be those of this class's own instances. */
function usesOfAttribute(view: ChunkView, target: Attribute): readonly Use[] | undefined {
  const owner = view.typeOf(target.value);
  if (owner.kind !== 'instance') return undefined;
  const uses: Use[] = [];
  for (const chunk of view.fileChunks()) {
    for (const node of chunk.facts.nodes) {
      if (node.kind !== 'Attribute' || node.attribute !== target.attribute) continue;
      if (chunk.chunk === view.chunk && node.id === target.id) continue;
      if (chunk.typeOf(node.value) !== owner) return undefined;
      uses.push({ view: chunk, node });
    }
  }
  return uses;
}

function changeUse({ view, node }: Use): readonly Edit[] | undefined {
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
