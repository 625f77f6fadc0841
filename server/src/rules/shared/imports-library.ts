import type { Library } from '../../knowledge/libraries/library.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** Whether a file imports a library or a part of it. */
export const importsLibrary = (view: ChunkView, { packages }: Library): boolean => view.imports(packages);
