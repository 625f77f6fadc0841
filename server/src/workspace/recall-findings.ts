import type { Source } from '../project/memory/queries.ts';
import { CHECKED } from './checked-files.ts';
import { placesAt, type KeptFindings, type KeptSource } from './kept-findings.ts';
import { renamed } from './portable-names.ts';
import { digestOfInstalled, localSource, type FindingsParts } from './portable-sources.ts';

/** What restored answers rest on, by the file whose text tells it: to be looked at before that changes. */
export type RestoredSources = Map<string, Source[]>;

/** Takes over findings in a workspace that is just as it was when they were kept. */
export function recallFindings(parts: FindingsParts, kept: KeptFindings): RestoredSources {
  const { project, names } = parts;
  const sources = localSources(parts, kept.sources);
  const packages = kept.packages.map(({ file, digest }) => digestOfInstalled(parts, names.local(file)) === digest);
  const byFile: RestoredSources = new Map();
  for (const source of sources)
    if (source?.uri !== undefined) byFile.set(source.uri, [...(byFile.get(source.uri) ?? []), source]);
  for (const answer of kept.answers) {
    if (!answer.packages.every((place) => packages[place])) continue;
    const own = placesAt(answer.sources).map((place) => sources[place]);
    if (own.every((source) => source !== undefined))
      project.queries.restore(CHECKED, names.local(answer.file), renamed(answer.checked, names.local), own);
  }
  return byFile;
}

type LocalSource = ReturnType<typeof localSource>;

/**
 * How imports resolve in a file must have been asked before modules can be; and modules name the files of libraries, whose
 * imports resolve in other ways.
 */
function localSources(parts: FindingsParts, kept: readonly KeptSource[]): readonly LocalSource[] {
  const { project, names, host } = parts;
  const local = new Map<KeptSource, LocalSource>();
  const contexts = new Set<string>();
  const isReady = ({ name, key }: KeptSource): boolean => {
    if (name === 'module') return contexts.has(names.local(key.slice(key.indexOf('|') + 1)));
    return (name !== 'python' && name !== 'configuration') || contexts.has(names.local(key));
  };
  let waiting = kept;
  for (let before = Number.POSITIVE_INFINITY; waiting.length < before;) {
    before = waiting.length;
    waiting = waiting.filter((source) => {
      if (!isReady(source)) return true;
      local.set(source, localSource(parts, source));
      if (source.name === 'context') contexts.add(project.contexts.get(names.local(source.key)));
      const library = source.name === 'module' ? project.modules.get(names.local(source.key)) : undefined;
      if (library !== undefined && host.libraryOf(library) !== undefined) contexts.add(project.contexts.get(library));
      return false;
    });
  }
  return kept.map((source) => local.get(source));
}
