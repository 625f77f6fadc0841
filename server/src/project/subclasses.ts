import type { Facts } from '../facts/facts.ts';
import type { ClassDef } from '../facts/nodes.ts';
import { lastNameIn } from './call-sites.ts';
import { lastName, referenceTo } from './definitions.ts';
import { chunkOf, type Project } from './project.ts';

/** The user's classes that derive from a class, directly or not. */
export function subclassesOf(project: Project, ref: string): readonly string[] {
  const found: string[] = [];
  const name = lastName(ref);
  for (const uri of project.mentions.get(`<${name}`))
    for (const candidate of project.ask.classesByBase(uri).get(name) ?? []) {
      if (candidate === ref || !project.ask.classInfo(candidate)?.mro.some((entry) => entry.ref === ref)) continue;
      found.push(candidate, ...project.ask.subclassesOf(candidate));
    }
  return [...new Set(found)].sort();
}

/** By last name of a base: the classes of a file that name it in their `class` line. */
export function classesByBase(project: Project, uri: string): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, string[]>();
  for (const id of project.files.get(uri)?.chunks ?? []) {
    const chunk = chunkOf(project, uri, id);
    for (const [base, node] of chunk ? basesOf(chunk.facts) : []) {
      const ref = chunk && referenceTo(chunk, node);
      if (ref !== undefined) result.set(base, [...(result.get(base) ?? []), ref]);
    }
  }
  return result;
}

const basesOfFacts = new WeakMap<Facts, readonly (readonly [string, ClassDef])[]>();

function basesOf(facts: Facts): readonly (readonly [string, ClassDef])[] {
  const known = basesOfFacts.get(facts);
  if (known) return known;
  const found: (readonly [string, ClassDef])[] = [];
  for (const node of facts.nodes) {
    if (node.kind !== 'ClassDef') continue;
    for (const { value } of node.arguments) {
      const name = lastNameIn(value.kind === 'Subscript' ? value.value : value);
      if (name !== undefined) found.push([name, node]);
    }
  }
  basesOfFacts.set(facts, found);
  return found;
}
