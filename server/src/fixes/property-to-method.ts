import type { Attribute, FunctionDef } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { insertAt, joinEdits, replaceRange } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { insertAwait } from './insert-await.ts';
import { overridden, type Place } from './method-family.ts';

/**
 * A property that awaits → an async method, which is called and awaited where the property was read: `user.name` →
 * `await user.name()`. Undefined where it is set as well, belongs to several classes, is read outside coroutines, or where nobody
 * knows whether what is read is this.
 */
export function propertyToMethod(view: ChunkView, node: FunctionDef): MakeEdits | undefined {
  const [decorator, ...others] = node.decorators;
  const cls = view.parent(node);
  if (cls?.kind !== 'ClassDef' || others.length > 0 || decorator?.expression.kind !== 'Name') return undefined;
  if (decorator.expression.name !== 'property' || hasSetter(view, node)) return undefined;
  if (overridden(view, node).length > 0 || view.overriding(node)?.length !== 0) return undefined;
  const head = { start: decorator.start, end: node.defStart };
  const reads = view.source(head).includes('#') ? undefined : readsOf(view, node);
  if (!reads?.every((read) => canAwait(read))) return undefined;
  return () => joinEdits([replaceRange(view, head, 'async '), ...reads.flatMap(awaitedCall)]);
}

/** `@name.setter def name(self, value)` */
function hasSetter(view: ChunkView, property: FunctionDef): boolean {
  const cls = view.parent(property);
  return (
    cls?.kind === 'ClassDef' &&
    view
      .partsOfClass(cls)
      .flatMap((part) => part.node.body)
      .some((node) => node.kind === 'FunctionDef' && node.name === property.name && node !== property)
  );
}

function readsOf(view: ChunkView, property: FunctionDef): readonly Place<Attribute>[] | undefined {
  const reads: Place<Attribute>[] = [];
  for (const { view: home, node } of view.occurrencesInProject(property.name)) {
    if (node.kind !== 'Attribute') continue;
    const owner = home.typeOf(node.value);
    if (owner.kind === 'unknown' || owner.kind === 'union') return undefined;
    const read = home.propertyOf(owner, node.attribute);
    if (read && home.definition(read)?.node === property) reads.push({ view: home, node });
    else if (owner.kind === 'class') return undefined;
  }
  return reads;
}

const canAwait = ({ view, node }: Place<Attribute>): boolean =>
  node.context === 'load' && view.coroutineAround(node) !== undefined;

function awaitedCall({ view, node }: Place<Attribute>): readonly Edit[] {
  const call = insertAt(view, node.end, '()');
  return view.parent(node)?.kind === 'Await' ? [call] : [call, ...insertAwait(view, node)];
}
