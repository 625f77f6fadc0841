import type { Attribute, Call, Expression, Name, Node } from '../../facts/nodes.ts';
import { occurrencesOf } from '../../facts/occurrences.ts';
import { resolve } from '../../facts/scopes.ts';
import type { Location } from '../names/location.ts';
import { chunkOf, type Chunk } from '../names/project.ts';
import type { Type } from '../types/types.ts';
import { typeOf } from './expressions.ts';

/**
 * The calls that make what an expression stands for: `queue.Queue(5)` for the `self.jobs` that it was stored as.
 * Undefined where something else may have been stored there too.
 */
export function creationsOf(chunk: Chunk, expression: Expression): readonly Creation[] | undefined {
  switch (expression.kind) {
    case 'Call':
      return [creationAt(chunk, expression)];
    case 'Name':
      return creationsOfName(chunk, expression);
    case 'Attribute':
      return creationsOfAttribute(chunk, expression);
    default:
      return undefined;
  }
}

const creationAt = (chunk: Chunk, call: Call): Creation => ({
  call,
  at: { uri: chunk.file.uri, chunk: chunk.id, start: call.start, end: call.end },
});

function creationsOfName(chunk: Chunk, name: Name): readonly Creation[] | undefined {
  const reaching = chunk.facts.reaching.get(name.id);
  const found = reaching ?? bindingsElsewhere(chunk, name);
  if (found) return valuesOf(found.map((binding) => valueOfBinding(chunk, binding)));
  const places = chunk.project.ask.moduleBindings(chunk.file.uri).get(name.name) ?? [];
  return valuesOf(
    places.map((place) => {
      const other = chunkOf(chunk.project, chunk.file.uri, place.chunk);
      return other && valueOfBinding(other, place.binding);
    }),
  );
}

function bindingsElsewhere(chunk: Chunk, name: Name): readonly number[] | undefined {
  const found = resolve(chunk.facts, name);
  return found === 'module' || found.scope === 0 ? undefined : found.bindings;
}

function valuesOf(creations: readonly (Creation | undefined)[]): readonly Creation[] | undefined {
  const known = creations.filter((creation) => creation !== undefined);
  return known.length > 0 && known.length === creations.length ? known : undefined;
}

function valueOfBinding(chunk: Chunk, index: number): Creation | undefined {
  const binding = chunk.facts.bindings[index];
  const name = binding?.type === 'value' ? chunk.facts.nodes[binding.node] : undefined;
  return name && valueStoredAt(chunk, name);
}

/** The call whose result a target is given as it is, by an assignment or by `with`. */
function valueStoredAt(chunk: Chunk, target: Node): Creation | undefined {
  const parent = chunk.facts.nodes[chunk.facts.parents[target.id] ?? -1];
  const value = parent?.kind === 'WithItem' ? parent.context : parent && valueAssigned(parent);
  return value?.kind === 'Call' ? creationAt(chunk, value) : undefined;
}

const valueAssigned = (node: Node): Expression | undefined =>
  node.kind === 'Assign' || node.kind === 'AnnAssign' || node.kind === 'NamedExpr' ? node.value : undefined;

/** `self.jobs`: every assignment to the attribute of that class in the file, or of one that it derives from. */
function creationsOfAttribute(chunk: Chunk, attribute: Attribute): readonly Creation[] | undefined {
  const owner = typeOf(chunk, attribute.value);
  if (owner.kind !== 'instance') return undefined;
  const line = chunk.project.ask.classInfo(owner.ref)?.mro ?? [];
  const isOwner = (type: Type): boolean =>
    type === owner || (type.kind === 'instance' && line.some(({ ref }) => ref === type.ref));
  const creations: (Creation | undefined)[] = [];
  for (const id of chunk.project.ask.chunksGiving(chunk.file.uri, attribute.attribute)) {
    const other = chunkOf(chunk.project, chunk.file.uri, id);
    for (const node of other ? occurrencesOf(other.facts, attribute.attribute) : []) {
      if (node.kind !== 'Attribute' || node.context !== 'store') continue;
      if (other && isOwner(typeOf(other, node.value))) creations.push(valueStoredAt(other, node));
    }
  }
  return valuesOf(creations);
}

/** `threading.Lock()` in `self.lock = threading.Lock()`. */
export interface Creation {
  readonly call: Call;
  readonly at: Location;
}
