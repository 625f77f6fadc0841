import type { Source } from '../project/memory/queries.ts';
import type { Project } from '../project/names/project.ts';
import type { FileFindings } from './file-findings.ts';
import type { FindingsCache, KeptSource } from './kept-findings.ts';
import type { PortableNames } from './portable-names.ts';
import type { ProjectFiles } from './project-files.ts';
import type { SourceFiles } from './source-files.ts';

export interface FindingsParts {
  readonly project: Project;
  readonly host: ProjectFiles;
  readonly sources: SourceFiles;
  readonly findings: FileFindings;
  readonly cache: FindingsCache;
  readonly names: PortableNames;
}

/** Sources about texts of the workspace as a whole; their keys are words of the code. */
const ABOUT_ALL_TEXTS = new Set(['mention', 'naming']);
/** Those about a file's text; all others are about a chunk. */
const ABOUT_A_FILE = new Set(['file', 'text']);
/** Those about more than the texts, so that their values are kept. */
const VALUED = new Set(['context', 'module', 'python', 'configuration', 'settings', 'program']);

/** Undefined for a chunk that is no more. */
export function portableSource(parts: FindingsParts, source: Source): KeptSource | undefined {
  const { sources, names } = parts;
  const { name, key } = source;
  if (ABOUT_ALL_TEXTS.has(name)) return source;
  if (ABOUT_A_FILE.has(name)) return { name, key: names.of(key) };
  if (VALUED.has(name)) return { name, key: names.of(key), value: portableValue(parts, source) };
  const uri = sources.uriOf(Number(key));
  if (uri === undefined) return undefined;
  const place = sources.chunks(uri).findIndex(({ id }) => String(id) === key);
  return place < 0 ? undefined : { name, key: `${names.of(uri)}#${String(place)}` };
}

/** The source, with the file whose text tells it; undefined where it is not here, or is not what it was. */
export function localSource(
  parts: FindingsParts,
  { name, key, value }: KeptSource,
): (Source & { readonly uri?: string }) | undefined {
  const { sources, names } = parts;
  if (ABOUT_ALL_TEXTS.has(name)) return { name, key };
  const local = { name, key: names.local(key) };
  if (ABOUT_A_FILE.has(name)) return { ...local, uri: local.key };
  if (VALUED.has(name)) return portableValue(parts, local) === value ? local : undefined;
  const hash = local.key.lastIndexOf('#');
  const uri = local.key.slice(0, hash);
  const chunk = sources.chunks(uri)[Number(local.key.slice(hash + 1))];
  return chunk && { name, key: String(chunk.id), uri };
}

const portableValue = ({ project, names }: FindingsParts, source: Source): string =>
  names.of(JSON.stringify(project.queries.valueOf(source) ?? null));

export const digestOfInstalled = ({ host, cache }: FindingsParts, uri: string): string =>
  cache.digestOf(host.installedText(uri) ?? '');
