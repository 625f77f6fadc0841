import type { Node } from '../../facts/nodes.ts';
import type { Library } from '../../knowledge/libraries/library.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** Whether a file imports a library or a part of it. */
export const importsLibrary = (view: ChunkView, { packages }: Library): boolean =>
  view.fileChunks().some(({ facts }) => facts.nodes.some((node) => isImportOf(node, packages)));

const isImportOf = (node: Node, packages: readonly string[]): boolean =>
  modulesOf(node).some((module) => packages.includes(module.split('.')[0] ?? ''));

function modulesOf(node: Node): readonly string[] {
  if (node.kind === 'ImportFrom') return node.level === 0 ? [node.module] : [];
  return node.kind === 'Import' ? node.names.map(({ name }) => name) : [];
}
