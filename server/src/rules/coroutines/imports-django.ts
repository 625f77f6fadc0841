import type { Node } from '../../facts/nodes.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** Whether a file imports Django or a part of it. */
export const importsDjango = (view: ChunkView): boolean =>
  view.fileChunks().some(({ facts }) => facts.nodes.some(isDjangoImport));

const isDjangoImport = (node: Node): boolean =>
  (node.kind === 'ImportFrom' && /^django\b/.test(node.module)) ||
  (node.kind === 'Alias' && node.name.startsWith('django.'));
