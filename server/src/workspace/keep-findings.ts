import type { Source } from '../project/memory/queries.ts';
import { CHECKED } from './checked-files.ts';
import { distances, type KeptAnswer, type KeptFile, type KeptFindings, type KeptSource } from './kept-findings.ts';
import { renamed } from './portable-names.ts';
import { digestOfInstalled, portableSource, type FindingsParts } from './portable-sources.ts';

/** All answers that hold, in a workspace of these texts. */
export function keepFindings(parts: FindingsParts, texts: ReadonlyMap<string, string>): KeptFindings {
  const { project, findings, cache, names } = parts;
  const sources = numbered<KeptSource>();
  const packages = numbered<KeptFile>();
  const answers: KeptAnswer[] = [];
  for (const uri of texts.keys()) {
    const made = project.queries.sourcesOf(CHECKED, uri);
    const places = made && placesOf(parts, made, sources, packages);
    if (places) answers.push({ file: names.of(uri), ...places, checked: renamed(findings.checked(uri), names.of) });
  }
  const files = [...texts].map(([uri, text]) => ({ file: names.of(uri), digest: cache.digestOf(text) }));
  return { files, packages: packages.all, sources: sources.all, answers };
}

interface Numbered<T> {
  readonly all: readonly T[];
  /** Undefined when there is no such thing. */
  placeOf(key: string, make: () => T | undefined): number | undefined;
}

function numbered<T>(): Numbered<T> {
  const all: T[] = [];
  const places = new Map<string, number | undefined>();
  return {
    all,
    placeOf(key, make) {
      if (!places.has(key)) {
        const made = make();
        places.set(key, made === undefined ? undefined : all.push(made) - 1);
      }
      return places.get(key);
    },
  };
}

/** Undefined when something that an answer rests on is no more. */
function placesOf(
  parts: FindingsParts,
  made: readonly Source[],
  sources: Numbered<KeptSource>,
  packages: Numbered<KeptFile>,
): Pick<KeptAnswer, 'sources' | 'packages'> | undefined {
  const places: number[] = [];
  const files: number[] = [];
  for (const source of made) {
    const { name, key } = source;
    const library = name === 'file' || name === 'context' ? parts.host.libraryOf(key) : undefined;
    // What comes with the program is the same as long as the program is, and imports resolve alike in all libraries.
    if (library === 'bundled' || (library && name === 'context')) continue;
    const place =
      library === 'installed'
        ? packages.placeOf(key, () => ({ file: parts.names.of(key), digest: digestOfInstalled(parts, key) }))
        : sources.placeOf(`${name} ${key}`, () => portableSource(parts, source));
    if (place === undefined) return undefined;
    (library === 'installed' ? files : places).push(place);
  }
  return { sources: distances(places.sort((a, b) => a - b)), packages: files };
}
