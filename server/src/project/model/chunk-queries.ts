import type {} from '../effects/questions.ts';
import type {} from '../inference/questions.ts';
import type { ChunkExport } from '../../facts/facts.ts';
import type { QueryOptions } from '../memory/queries.ts';
import { newNames } from '../effects/named-uses.ts';
import { classPart, goesOnWithClass, type ClassPart } from '../names/class-parts.ts';
import { definedNames } from '../names/definitions.ts';
import { importedPackages } from '../names/imported-packages.ts';
import { attributesAssigned, calledNames, namesIn, storedNames } from '../names/mentioned-places.ts';
import { FACTS, type FilePart, type Project } from '../names/project.ts';
import type { ProjectQueries } from '../names/questions.ts';
import { chunkDunderAll, chunkStarImports } from '../names/star-imports.ts';
import { basesIn } from '../names/subclasses.ts';
import { sameJson, sameMaps, sameNames, sameSets } from './same-answers.ts';

const noNames: ReadonlySet<string> = new Set();
const noExports: ReadonlyMap<string, ChunkExport> = new Map();

export type ChunkQueries = Pick<
  ProjectQueries,
  | 'goesOnWithClass'
  | 'classPart'
  | 'definedNames'
  | 'chunkExports'
  | 'chunkStarImports'
  | 'chunkDunderAll'
  | 'namesIn'
  | 'attributesAssigned'
  | 'importedPackages'
  | 'calledNames'
  | 'storedNames'
  | 'basesIn'
  | 'newNames'
>;

/** Questions that the text of a chunk answers. While the answers stay, nobody who asked notices that it was edited. */
export function chunkQueries(project: Project): ChunkQueries {
  const told = <V>(
    name: keyof ChunkQueries,
    part: FilePart,
    answer: (project: Project, chunk: string) => V,
    options: Pick<QueryOptions<V>, 'initial' | 'equal'>,
  ) =>
    project.queries.query<V>((chunk) => answer(project, chunk), {
      ...options,
      name,
      about: FACTS,
      durability: (chunk) => project.host.durabilityOfChunk(Number(chunk), part),
    });
  return {
    goesOnWithClass: told('goesOnWithClass', 'outline', goesOnWithClass, { initial: false }),
    classPart: told<ClassPart | undefined>('classPart', 'names', classPart, { initial: undefined, equal: sameJson }),
    definedNames: told('definedNames', 'outline', definedNames, { initial: [], equal: sameNames }),
    chunkExports: told('chunkExports', 'outline', (_, chunk) => project.facts.get(chunk)?.exports ?? noExports, {
      initial: noExports,
      equal: sameMaps,
    }),
    chunkStarImports: told('chunkStarImports', 'outline', chunkStarImports, { initial: [], equal: sameJson }),
    chunkDunderAll: told('chunkDunderAll', 'outline', chunkDunderAll, { initial: [], equal: sameJson }),
    namesIn: told('namesIn', 'names', namesIn, { initial: noNames, equal: sameSets }),
    attributesAssigned: told('attributesAssigned', 'names', attributesAssigned, { initial: noNames, equal: sameSets }),
    importedPackages: told('importedPackages', 'outline', importedPackages, { initial: [], equal: sameNames }),
    calledNames: told('calledNames', 'names', calledNames, { initial: [], equal: sameNames }),
    storedNames: told('storedNames', 'names', storedNames, { initial: [], equal: sameNames }),
    newNames: told('newNames', 'names', newNames, { initial: [], equal: sameJson }),
    basesIn: told('basesIn', 'outline', basesIn, { initial: [], equal: sameJson }),
  };
}
