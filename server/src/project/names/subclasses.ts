import { lastNameIn } from '../../facts/last-name.ts';
import { definitionsIn, lastName, referenceToNth } from './definitions.ts';
import type { Project } from './project.ts';

/** In so many files subclasses are looked for; what those of more have in common nobody can tell, and it would take long. */
const MAX_FILES = 60;

/** The user's classes that derive from a class, directly or not; undefined when they are too many to be looked at. */
export function subclassesOf(project: Project, ref: string): readonly string[] | undefined {
  const found: string[] = [];
  const name = lastName(ref);
  const files = project.mentions.get(`<${name}`);
  if (files.length > MAX_FILES) return undefined;
  for (const uri of files)
    for (const candidate of project.ask.classesByBase(uri).get(name) ?? []) {
      if (candidate === ref || !project.ask.classInfo(candidate)?.mro.some((entry) => entry.ref === ref)) continue;
      const below = project.ask.subclassesOf(candidate);
      if (!below) return undefined;
      found.push(candidate, ...below);
    }
  return [...new Set(found)].sort();
}

/** By last name of a base: the classes of a file that name it in their `class` line. */
export function classesByBase(project: Project, uri: string): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, string[]>();
  for (const id of project.files.get(uri)?.chunks ?? [])
    for (const { name, definition } of project.ask.basesIn(String(id))) {
      const ref = referenceToNth(project, uri, id, definition);
      result.set(name, [...(result.get(name) ?? []), ref]);
    }
  return result;
}

/** A base as a `class` line spells it. */
export interface NamedBase {
  /** Its last name. */
  readonly name: string;
  /** The class, counted among the definitions of its chunk. */
  readonly definition: number;
}

export function basesIn(project: Project, chunk: string): readonly NamedBase[] {
  const facts = project.facts.get(chunk);
  return (facts ? definitionsIn(facts) : []).flatMap((node, definition) =>
    (node.kind === 'ClassDef' ? node.arguments : []).flatMap(({ value }) => {
      const name = lastNameIn(value.kind === 'Subscript' ? value.value : value);
      return name === undefined ? [] : [{ name, definition }];
    }),
  );
}
