import type { Facts } from '../facts/facts.ts';
import type { Call, Expression } from '../facts/nodes.ts';
import type { Project } from './project.ts';

/** A chunk of the user's own files. */
export interface ChunkPlace {
  readonly uri: string;
  readonly chunk: number;
}

/** So many chunks are looked at for one name; what more of them call may be anything. */
const MAX_CHUNKS = 60;

/** The chunks that call something of this last name; undefined when they are too many to be looked at. */
export function chunksCalling(project: Project, name: string): readonly ChunkPlace[] | undefined {
  const places: ChunkPlace[] = [];
  for (const uri of project.mentions.get(`${name}(`))
    for (const chunk of project.ask.callsOfFile(uri).get(name) ?? []) places.push({ uri, chunk });
  return places.length <= MAX_CHUNKS ? places : undefined;
}

/** By last name: the chunks of a file that call something of that name. */
export function callsOfFile(project: Project, uri: string): ReadonlyMap<string, readonly number[]> {
  const result = new Map<string, number[]>();
  for (const chunk of project.files.get(uri)?.chunks ?? [])
    for (const name of project.ask.calledNames(String(chunk))) {
      const chunks = result.get(name);
      if (chunks) chunks.push(chunk);
      else result.set(name, [chunk]);
    }
  return result;
}

/** The last names of what a chunk calls. */
export function calledNames(project: Project, chunk: string): readonly string[] {
  const facts = project.facts.get(chunk);
  return facts ? [...callsByName(facts).keys()] : [];
}

const callsOfFacts = new WeakMap<Facts, ReadonlyMap<string, readonly Call[]>>();

/** By last name of what is called: `f(x)`, `a.f(x)`, and `partial(f, x)` as a call of `f`. */
export function callsByName(facts: Facts): ReadonlyMap<string, readonly Call[]> {
  const known = callsOfFacts.get(facts);
  if (known) return known;
  const result = new Map<string, Call[]>();
  for (const node of facts.nodes) {
    if (node.kind !== 'Call') continue;
    const name = lastNameIn(node.func);
    if (name === undefined) continue;
    add(result, name, node);
    const target = isPartial(name) ? node.args[0] : undefined;
    const partial = target?.stars === 0 && target.name === undefined ? lastNameIn(target.value) : undefined;
    if (partial !== undefined) add(result, partial, node);
  }
  callsOfFacts.set(facts, result);
  return result;
}

export const isPartial = (name: string | undefined): boolean => name === 'partial' || name === 'partialmethod';

export const lastNameIn = (node: Expression): string | undefined =>
  node.kind === 'Name' ? node.name : node.kind === 'Attribute' ? node.attribute : undefined;

function add(calls: Map<string, Call[]>, name: string, call: Call): void {
  const before = calls.get(name);
  if (before) before.push(call);
  else calls.set(name, [call]);
}
