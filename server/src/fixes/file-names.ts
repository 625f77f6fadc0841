import type { Binding } from '../facts/facts.ts';
import type { Alias, Node } from '../facts/nodes.ts';
import { nodesOwn } from '../facts/walk.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';

/** The names that a file has, put together once: files may have thousands of chunks, and as many fixes that ask. */
export interface FileNames {
  readonly aliases: readonly { readonly chunk: ChunkView; readonly alias: Alias }[];
  /** By name: what binds it in the module. */
  readonly bindings: ReadonlyMap<string, readonly PlacedBinding[]>;
  /** Everything that is called by a name anywhere. */
  readonly used: ReadonlySet<string>;
  /** How often each variable is named. */
  readonly uses: ReadonlyMap<string, number>;
  /** The words of strings: annotations, `__all__` and patches name things in them; text that is more than a name does not. */
  readonly quoted: ReadonlySet<string>;
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
  const uses = new Map<string, number>();
  const quoted = new Set<string>();
  for (const chunk of chunks) {
    const { nodes, scopes, bindings: all } = chunk.facts;
    for (const node of nodes) {
      if (node.kind === 'Alias') aliases.push({ chunk, alias: node });
      for (const name of namesIn(node)) if (name !== undefined) used.add(name);
      for (const word of quotedIn(node)) quoted.add(word);
    }
    for (const node of nodesOwn(chunk.facts))
      if (node.kind === 'Name') uses.set(node.name, (uses.get(node.name) ?? 0) + 1);
    for (const [name, indices] of scopes[0]?.names ?? []) {
      const placed = indices.map((index) => ({ chunk, binding: all[index]! }));
      bindings.set(name, [...(bindings.get(name) ?? []), ...placed]);
    }
  }
  return { aliases, bindings, used, uses, quoted };
}

const quotedIn = (node: Node): readonly string[] =>
  node.kind === 'Constant' && typeof node.value === 'string' && !/\s/.test(node.value)
    ? (node.value.match(/\w+/g) ?? [])
    : [];

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
