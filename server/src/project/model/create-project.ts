import type { Facts } from '../../facts/facts.ts';
import { durabilityAt } from '../memory/durability.ts';
import type { Input, Queries } from '../memory/queries.ts';
import { createQueries } from '../memory/query-engine.ts';
import {
  FACTS,
  type ProjectHost,
  type SourceFile,
  MENTIONS,
  type Project,
  type ProjectConfiguration,
} from '../names/project.ts';
import type { ProjectQueries } from '../names/questions.ts';
import { createEvidence } from '../types/certainty.ts';
import { declareQueries } from './declare-queries.ts';

export function createProject(host: ProjectHost): Project {
  const queries = createQueries();
  const project: Project = {
    host,
    queries,
    files: queries.input((uri) => host.file(uri), {
      name: 'file',
      equal: equalFiles,
      durability: (uri) => host.durabilityOf(uri, 'chunks'),
    }),
    facts: factsInput(queries, host),
    mentions: queries.input((mention) => host.filesWith(mention), {
      name: 'mention',
      equal: sameList,
      durability: () => durabilityAt(MENTIONS, 0),
    }),
    filesNaming: queries.input((name) => host.filesNaming(name), { name: 'naming', equal: sameList }),
    contexts: queries.input((uri) => host.importContext(uri), { name: 'context' }),
    modules: queries.input(moduleFor(host), { name: 'module' }),
    python: queries.input((context) => host.python(context), {
      name: 'python',
      equal: (a, b) => a[0] === b[0] && a[1] === b[1],
    }),
    configuration: queries.input((context) => host.configuration(context), {
      name: 'configuration',
      equal: equalConfigurations,
    }),
    ask: undefined as unknown as ProjectQueries,
    tables: new WeakMap(),
    evidence: createEvidence(),
    changed(change) {
      queries.advance();
      for (const uri of change.files ?? []) project.files.invalidate(uri);
      for (const chunk of change.chunks ?? []) project.facts.invalidate(String(chunk));
      for (const chunk of change.gone ?? []) project.facts.invalidate(String(chunk));
      for (const mention of change.mentions ?? []) project.mentions.invalidate(mention);
      for (const name of change.names ?? []) project.filesNaming.invalidate(name);
      if (change.packages) invalidateAll(project.files);
      if (change.modules) invalidateAll(project.modules);
      if (change.packages || change.settings) invalidateAll(project.contexts);
      if (change.settings) {
        invalidateAll(project.python);
        invalidateAll(project.configuration);
      }
    },
  };
  (project as { ask: ProjectQueries }).ask = declareQueries(project);
  return project;
}

/** Remembers which texts were looked at, not their facts: the host has them, and lets go of those that are not in use. */
function factsInput(queries: Queries, host: ProjectHost): Input<Facts | undefined> {
  const texts = queries.input((chunk) => host.textOf(Number(chunk)), {
    name: FACTS,
    durability: (chunk) => host.durabilityOfChunk(Number(chunk)),
  });
  return { ...texts, get: (chunk) => (texts.get(chunk) === undefined ? undefined : host.facts(Number(chunk))) };
}

const moduleFor =
  (host: ProjectHost) =>
  (key: string): string | undefined => {
    const bar = key.indexOf('|');
    return host.resolveModule(key.slice(0, bar), key.slice(bar + 1));
  };

function invalidateAll(input: Input<unknown>): void {
  for (const key of input.known()) input.invalidate(key);
}

const equalFiles = (a: SourceFile | undefined, b: SourceFile | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b));

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((item, i) => item === b[i]));

const equalConfigurations = (a: ProjectConfiguration, b: ProjectConfiguration): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
