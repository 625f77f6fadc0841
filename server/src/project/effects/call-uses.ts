import type { Call, Expression, Name } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { parentOf } from '../../facts/walk.ts';
import { typeOf } from '../inference/expressions.ts';
import { lookup } from '../inference/tables.ts';
import { idsOfClass } from '../names/class-parts.ts';
import { callsByName } from '../names/mentioned-places.ts';
import { chunkOf, type Chunk, type Project } from '../names/project.ts';
import type { Facts } from '../../facts/facts.ts';
import { isAwaited, type Reader } from './value-uses.ts';

/** How a chunk takes what a call gives. */
export interface CallUse {
  /** What the name is that the callee begins with: a variable of the module, a parameter of which nothing is said, or else. */
  readonly root: 'module' | 'parameter' | 'other';
  readonly use: 'awaited' | 'returned' | 'plain';
}

/** All ways in which a chunk takes what calls of one callee give; the key is `self.comm.write chunk uri`. */
export function callUses(project: Project, key: string): readonly CallUse[] {
  const [path = '', id = '', uri = ''] = key.split(' ');
  const chunk = chunkOf(project, uri, Number(id));
  if (!chunk) return [];
  const uses = callsOfPath(chunk.facts, path).map((call): CallUse => {
    const root = rootOf(call.func)!;
    return { root: kindOfRoot(chunk.facts, root), use: useOf(chunk, call) };
  });
  const distinct = new Map(uses.map((each) => [`${each.root} ${each.use}`, each]));
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** The uses in the other chunks of the file, or of the class around; undefined where more than `most` have the callee's last name. */
export function callUsesBeside(
  chunk: Chunk,
  callee: string,
  where: 'file' | 'class',
  most: number,
): readonly CallUse[] | undefined {
  const { project, file, id } = chunk;
  const own = where === 'class' ? idsOfClass(chunk) : undefined;
  if (own?.length === 1) return [];
  const chunks = project.ask.chunksNaming(file.uri, callee.slice(callee.lastIndexOf('.') + 1));
  if (chunks.length > most) return undefined;
  return chunks
    .filter((each) => each !== id && own?.includes(each) !== false)
    .flatMap((each) => project.ask.callUses(`${callee} ${String(each)} ${file.uri}`));
}

function useOf(chunk: Chunk, call: Call): CallUse['use'] {
  const { facts } = chunk;
  const reader: Reader = {
    facts,
    parent: (node) => parentOf(facts, node),
    lookupCall: ({ func }, table) => lookup(chunk, typeOf(chunk, func), table),
  };
  if (isAwaited(reader, call)) return 'awaited';
  return parentOf(facts, call)?.kind === 'Return' ? 'returned' : 'plain';
}

/** The calls of a chunk whose callee is a name, or attributes of one: `self.comm.write`. */
export const callsOfPath = (facts: Facts, path: string): readonly Call[] =>
  (callsByName(facts).get(path.slice(path.lastIndexOf('.') + 1)) ?? []).filter(({ func }) => pathOf(func) === path);

export function pathOf(func: Expression): string | undefined {
  if (func.kind === 'Name') return func.name;
  const owner = func.kind === 'Attribute' ? pathOf(func.value) : undefined;
  return func.kind === 'Attribute' && owner !== undefined ? `${owner}.${func.attribute}` : undefined;
}

/** `self` in `self.comm.write`; undefined where something else than names stands in the way. */
export function rootOf(func: Expression): Name | undefined {
  if (func.kind === 'Name') return func;
  return func.kind === 'Attribute' ? rootOf(func.value) : undefined;
}

export function kindOfRoot(facts: Facts, root: Name): CallUse['root'] {
  const found = resolve(facts, root);
  if (found === 'module' || found.scope === 0) return 'module';
  const [only, ...others] = found.bindings.map((index) => facts.bindings[index]!);
  const node = only && others.length === 0 ? facts.nodes[only.node] : undefined;
  return node?.kind === 'Parameter' && node.annotation === undefined ? 'parameter' : 'other';
}
