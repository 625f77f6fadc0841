import type { Binding } from '../facts/facts.ts';
import type { Alias, Node } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';

/** The names that a file has, put together once: files may have thousands of chunks, and as many fixes that ask. */
export interface FileNames {
  readonly aliases: readonly { readonly chunk: ChunkView; readonly alias: Alias }[];
  /** By name: what binds it in the module. */
  readonly bindings: ReadonlyMap<string, readonly PlacedBinding[]>;
  /** Everything that is called by a name anywhere. */
  readonly used: ReadonlySet<string>;
}

export interface PlacedBinding {
  readonly chunk: ChunkView;
  readonly binding: Binding;
}

/** The list of a file's chunks is another one after each change. */
const known = new WeakMap<readonly ChunkView[], FileNames>();

export function fileNames(view: ChunkView): FileNames {
  const chunks = view.fileChunks();
  const found = known.get(chunks) ?? gather(chunks);
  known.set(chunks, found);
  return found;
}

function gather(chunks: readonly ChunkView[]): FileNames {
  const aliases: { chunk: ChunkView; alias: Alias }[] = [];
  const bindings = new Map<string, PlacedBinding[]>();
  const used = new Set<string>();
  for (const chunk of chunks) {
    const { nodes, scopes, bindings: all } = chunk.facts;
    for (const node of nodes) {
      if (node.kind === 'Alias') aliases.push({ chunk, alias: node });
      for (const name of namesIn(node)) if (name !== undefined) used.add(name);
    }
    for (const [name, indices] of scopes[0]?.names ?? []) {
      const placed = indices.map((index) => ({ chunk, binding: all[index]! }));
      bindings.set(name, [...(bindings.get(name) ?? []), ...placed]);
    }
  }
  return { aliases, bindings, used };
}

export function namesIn(node: Node): readonly (string | undefined)[] {
  switch (node.kind) {
    case 'Name':
    case 'Parameter':
    case 'FunctionDef':
    case 'ClassDef':
    case 'ExceptHandler':
      return [node.name];
    case 'Alias':
      return [node.asname ?? firstPart(node.name)];
    case 'Global':
    case 'Nonlocal':
      return node.names;
    default:
      return [];
  }
}

export const firstPart = (dotted: string): string => dotted.split('.')[0] ?? dotted;
