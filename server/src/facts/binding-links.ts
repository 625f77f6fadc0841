import type { Binding, ChunkExport, Facts } from './facts.ts';
import { type Definitions, ENTRY, type Flow, MAX_DEFINITIONS, type Variable, isSubset, many } from './flow-state.ts';

/** Turns what `reachingDefinitions` has noted into facts: joins at loop heads dissolve into bindings. */
export function linkBindings(
  flow: Flow,
  atEnd: ReadonlyMap<Variable, Definitions>,
): Pick<Facts, 'bindings' | 'reaching' | 'exports'> {
  const links = createLinks(flow);
  const reaching = readsOf(links);
  return { bindings: bindingsOf(links), reaching, exports: exportsOf(links, atEnd) };
}

interface Links {
  readonly flow: Flow;
  /** By binding index, narrowings included: what could reach there before; `ENTRY` left out. */
  readonly priors: readonly Definitions[];
  readonly uses: (readonly number[])[];
  readonly dissolved: Map<Definitions, Definitions>;
  /** By binding index: the last round of `origins` that met it. */
  readonly met: Int32Array;
  rounds: number;
}

const nothing: readonly number[] = [];

function createLinks(flow: Flow): Links {
  const total = flow.bindings.length + flow.narrowings.length;
  const priors: Definitions[] = new Array<Definitions>(total).fill(nothing);
  const links: Links = {
    flow,
    priors,
    uses: new Array<readonly number[]>(total).fill(nothing),
    dissolved: new Map(),
    met: new Int32Array(total),
    rounds: 0,
  };
  const first = flow.bindings.length;
  for (const [index, prior] of flow.priors) priors[index] = priorOf(links, prior, flow.variables[index]!);
  flow.narrowings.forEach(({ prior, variable }, i) => {
    priors[first + i] = priorOf(links, prior, variable);
  });
  return links;
}

function priorOf(links: Links, definitions: Definitions, variable: Variable): Definitions {
  const prior = dissolve(links, definitions);
  return prior === many ? allBindings(links, variable) : withoutEntry(prior);
}

/** Where there are too many bindings to follow, it might be any of them. */
function allBindings({ flow }: Links, variable: Variable): Definitions {
  variable.escapes = true;
  return flow.scopes[variable.scope]!.names.get(variable.name)!;
}

/** The set with the operands of joins in place of the joins. */
function dissolve(links: Links, definitions: Definitions): Definitions {
  if (definitions.length === 0 || definitions[0]! >= ENTRY || definitions === many) return definitions;
  const known = links.dissolved.get(definitions);
  if (known !== undefined) return known;
  const all = behindJoins(links, definitions);
  links.dissolved.set(definitions, all);
  return all;
}

function behindJoins({ flow: { joins } }: Links, definitions: Definitions): Definitions {
  const found = new Set<number>(definitions);
  for (const definition of found) {
    if (definition >= ENTRY) continue;
    if (found.size > 4 * MAX_DEFINITIONS) return many;
    for (const operand of joins[-2 - definition]!) {
      if (operand === many) return many;
      for (const inner of operand) found.add(inner);
    }
  }
  const all = [...found].filter((definition) => definition >= ENTRY);
  return all.length > MAX_DEFINITIONS ? many : all.sort((a, b) => a - b);
}

const withoutEntry = (definitions: Definitions): Definitions =>
  definitions[0] === ENTRY ? definitions.slice(1) : definitions;

function readsOf(links: Links): Map<number, readonly number[]> {
  const { flow } = links;
  const reaching = new Map<number, readonly number[]>();
  flow.reads.sort((a, b) => a.id - b.id);
  for (const { id, variable, definitions } of flow.reads) {
    const reachable = dissolve(links, definitions);
    if (reachable === many) {
      variable.escapes = true;
      continue;
    }
    const all = simplified(links, withShared(reachable, variable));
    noteUse(links, id, all, variable);
    if (isKnownHere(flow, variable, all)) reaching.set(id, inSourceOrder(links, withoutEntry(all)));
  }
  return reaching;
}

function noteUse(links: Links, id: number, definitions: Definitions, variable: Variable): void {
  const [only] = definitions;
  if (definitions.length === 1 && links.priors[only!] === nothing) {
    addUse(links, only!, id);
    return;
  }
  const found = origins(links, definitions);
  if (found.length > MAX_ORIGINS) variable.escapes = true;
  else for (const origin of found) addUse(links, origin, id);
}

function addUse({ uses }: Links, index: number, id: number): void {
  if (uses[index] === nothing) uses[index] = [id];
  else (uses[index] as number[]).push(id);
}

function withShared(definitions: Definitions, { shared }: Variable): Definitions {
  if (shared.length === 0) return definitions;
  return [...new Set([...definitions, ...shared])].sort((a, b) => a - b);
}

/** What the module had before this chunk, or a class finds outside, is not known here. */
function isKnownHere(flow: Flow, { scope }: Variable, definitions: Definitions): boolean {
  if (definitions[0] !== ENTRY) return true;
  return flow.scopes[scope]!.type === 'class' && definitions.length > 1;
}

/** Without narrowings of what is there anyway (a loop brings them together). */
function simplified(links: Links, definitions: Definitions): Definitions {
  const first = links.flow.bindings.length;
  let all = definitions;
  for (let i = all.length - 1; i >= 0 && all[i]! >= first; i--) {
    const narrowing = all[i]!;
    const rest = all.filter((definition) => definition !== narrowing);
    const prior = links.priors[narrowing]!;
    if (prior.length > 0 && isSubset(prior, rest)) all = rest;
  }
  return all;
}

function inSourceOrder(links: Links, definitions: Definitions): Definitions {
  const { bindings, narrowings } = links.flow;
  if (definitions.length < 2 || definitions.at(-1)! < bindings.length) return definitions;
  const place = (index: number): number =>
    index < bindings.length ? bindings[index]!.node : narrowings[index - bindings.length]!.node;
  return [...definitions].sort((a, b) => place(a) - place(b) || a - b);
}

const MAX_ORIGINS = 4 * MAX_DEFINITIONS;

/** The bindings themselves and, through narrowings and augmented assignments, those behind them. */
function origins(links: Links, definitions: Definitions): number[] {
  const round = ++links.rounds;
  const found: number[] = [];
  const waiting = [...definitions];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (index < 0 || links.met[index] === round) continue;
    links.met[index] = round;
    found.push(index);
    if (found.length > MAX_ORIGINS) break;
    for (const prior of links.priors[index]!) waiting.push(prior);
  }
  return found;
}

function bindingsOf(links: Links): Binding[] {
  const { flow, priors, uses } = links;
  const plain = flow.bindings.map(({ type, name, scope, node }, index): Binding => ({
    type,
    name,
    scope,
    node,
    prior: priors[index]!,
    positive: true,
    uses: uses[index]!,
    escapes: flow.variables[index]!.escapes,
  }));
  const narrowed = flow.narrowings.map(({ variable, node, positive }, i): Binding => ({
    type: 'narrow',
    name: variable.name,
    scope: variable.scope,
    node,
    prior: priors[plain.length + i]!,
    positive,
    uses: uses[plain.length + i]!,
    escapes: variable.escapes,
  }));
  return [...plain, ...narrowed];
}

function exportsOf(links: Links, atEnd: ReadonlyMap<Variable, Definitions>): Map<string, ChunkExport> {
  const exports = new Map<string, ChunkExport>();
  for (const [variable, definitions] of atEnd) {
    const all = dissolve(links, definitions);
    if (all === many) {
      exports.set(variable.name, { bindings: allBindings(links, variable), maybeUnbound: true });
      continue;
    }
    const bindings = withShared(behindNarrowings(links, withoutEntry(all)), variable);
    exports.set(variable.name, { bindings, maybeUnbound: all[0] === ENTRY });
  }
  return exports;
}

function behindNarrowings(links: Links, definitions: Definitions): Definitions {
  const first = links.flow.bindings.length;
  if (definitions.length === 0 || definitions.at(-1)! < first) return definitions;
  const found = new Set(definitions);
  for (const index of found) if (index >= first) for (const prior of links.priors[index]!) found.add(prior);
  return [...found].filter((index) => index < first).sort((a, b) => a - b);
}
