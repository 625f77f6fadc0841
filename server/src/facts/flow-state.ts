import type { BindingDraft } from './builder.ts';
import type { Scope } from './facts.ts';
import type { Node } from './nodes.ts';

/**
 * A set of definitions that can be alive at a place: ascending numbers, never changed once made.
 * From 0 up they are binding indices, narrowings behind the others; `ENTRY` is what the place had before this chunk or
 * class body began; below are joins at loop heads (`joinNumber`), whose operands are known when the loop has been read.
 */
export type Definitions = readonly number[];

export const ENTRY = -1;

/** Any definition of the variable: stands for larger sets, which would make facts grow with the square of the text. */
export const many: Definitions = [Number.MIN_SAFE_INTEGER];

export const MAX_DEFINITIONS = 64;

/** A name bound in a scope. Its current definitions move along with the place that is being read. */
export interface Variable {
  readonly name: string;
  readonly scope: number;
  current: Definitions;
  /** Bindings made elsewhere through `global` or `nonlocal`. */
  readonly shared: number[];
  escapes: boolean;
  /** Working values of `capture` and `join`. */
  stamp: number;
  merged: Definitions;
  count: number;
}

export interface Narrowing {
  readonly variable: Variable;
  readonly node: number;
  readonly positive: boolean;
  readonly prior: Definitions;
  /** How many narrowings hang behind each other here. */
  readonly depth: number;
}

/** A Name in load context, the variable that it stands for and what can reach it. */
export interface Read {
  readonly id: number;
  readonly variable: Variable;
  readonly definitions: Definitions;
}

export interface FlowInput {
  readonly nodes: readonly Node[];
  readonly ends: Int32Array;
  readonly scopeOf: Int32Array;
  readonly scopes: readonly Scope[];
  readonly bindings: readonly BindingDraft[];
}

export interface Loop {
  readonly mark: Mark;
  readonly variables: readonly Variable[];
  /** The joins at the loop's head, parallel to `variables`. */
  readonly joins: readonly number[];
  readonly breaks: Outcome[];
  /** How many `finally` blocks stand around the loop. */
  readonly finals: number;
}

export interface Flow extends FlowInput {
  /** By binding index: the variable that it binds. */
  readonly variables: readonly Variable[];
  /** By scope: the scope in whose order of execution it runs; comprehensions run in the one around them. */
  readonly units: Int32Array;
  /** By unit: its bindings in source order. */
  readonly unitBindings: ReadonlyMap<number, readonly number[]>;
  /** By node id: the index of the binding that it makes, or -1. */
  readonly bindingAt: Int32Array;
  /** By id of the FunctionDef, ClassDef or Lambda: its scope. */
  readonly scopeAt: ReadonlyMap<number, number>;
  readonly reads: Read[];
  /** By binding index: what could reach an augmented assignment. */
  readonly priors: Map<number, Definitions>;
  readonly narrowings: Narrowing[];
  /** Operands of the joins at loop heads. */
  readonly joins: Definitions[][];
  /** Functions, lambdas and classes still to read. */
  readonly waiting: number[];
  readonly trailVariables: Variable[];
  readonly trailValues: Definitions[];
  readonly loops: Loop[];
  /** Node id ranges of the `finally` blocks around the place. */
  readonly finals: (readonly [number, number])[];
  unit: number;
  alive: boolean;
  stamps: number;
}

/** A place to come back to: how many changes had been made, and whether it can be reached. */
export interface Mark {
  readonly length: number;
  readonly alive: boolean;
}

/** What has changed from a mark to a place behind it. */
export interface Outcome {
  readonly alive: boolean;
  readonly variables: readonly Variable[];
  readonly values: readonly Definitions[];
}

export const unchanged: Outcome = { alive: true, variables: [], values: [] };
export const unreachable: Outcome = { alive: false, variables: [], values: [] };

export function assign(flow: Flow, variable: Variable, definitions: Definitions): void {
  if (variable.current === definitions) return;
  flow.trailVariables.push(variable);
  flow.trailValues.push(variable.current);
  variable.current = definitions;
}

export const mark = (flow: Flow): Mark => ({ length: flow.trailVariables.length, alive: flow.alive });

export function rollback(flow: Flow, to: Mark): void {
  flow.alive = to.alive;
  while (flow.trailVariables.length > to.length) {
    flow.trailVariables.pop()!.current = flow.trailValues.pop()!;
  }
}

/** What has changed since the mark. */
export function capture(flow: Flow, since: Mark): Outcome {
  const end = flow.trailVariables.length;
  if (end === since.length) return flow.alive ? unchanged : unreachable;
  const stamp = ++flow.stamps;
  const variables: Variable[] = [];
  const values: Definitions[] = [];
  for (let i = since.length; i < end; i++) {
    const variable = flow.trailVariables[i]!;
    if (variable.stamp === stamp) continue;
    variable.stamp = stamp;
    if (flow.trailValues[i] === variable.current) continue;
    variables.push(variable);
    values.push(variable.current);
  }
  return { alive: flow.alive, variables, values };
}

/** Goes on from an outcome, at its mark. */
export function apply(flow: Flow, outcome: Outcome): void {
  for (let i = 0; i < outcome.variables.length; i++) assign(flow, outcome.variables[i]!, outcome.values[i]!);
  if (!outcome.alive) flow.alive = false;
}

/** `capture`, then back to the mark. */
export function finish(flow: Flow, since: Mark): Outcome {
  const outcome = capture(flow, since);
  rollback(flow, since);
  return outcome;
}

/** Goes on where several outcomes meet, at their mark. Where none gets here, the code behind is dead. */
export function join(flow: Flow, outcomes: readonly Outcome[]): void {
  const stamp = ++flow.stamps;
  const changed: Variable[] = [];
  let alive = 0;
  for (const outcome of outcomes) {
    if (!outcome.alive) continue;
    alive++;
    for (let i = 0; i < outcome.variables.length; i++) {
      const variable = outcome.variables[i]!;
      const value = outcome.values[i]!;
      if (variable.stamp !== stamp) {
        variable.stamp = stamp;
        variable.merged = value;
        variable.count = 1;
        changed.push(variable);
      } else {
        variable.merged = union(variable.merged, value);
        variable.count++;
      }
    }
  }
  for (const variable of changed) {
    const all = variable.count < alive ? union(variable.merged, variable.current) : variable.merged;
    assign(flow, variable, withoutNarrowings(flow, all, variable.current));
  }
  flow.alive = alive > 0;
}

export function union(a: Definitions, b: Definitions): Definitions {
  if (a === b || b.length === 0 || a === many) return a;
  if (a.length === 0 || b === many) return b;
  const all: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = a[i]!;
    const right = b[j]!;
    if (left <= right) i++;
    if (right <= left) j++;
    all.push(left <= right ? left : right);
  }
  while (i < a.length) all.push(a[i++]!);
  while (j < b.length) all.push(b[j++]!);
  if (all.length > MAX_DEFINITIONS) return many;
  if (all.length === a.length) return a;
  return all.length === b.length ? b : all;
}

/** Where both sides of a test meet, or a side meets what it narrowed, the narrowing is over. */
function withoutNarrowings(flow: Flow, definitions: Definitions, before: Definitions): Definitions {
  const first = flow.bindings.length;
  let all = definitions;
  for (let i = all.length - 1; i >= 0 && all[i]! >= first; i--) {
    const narrowing = flow.narrowings[all[i]! - first]!;
    const { prior } = narrowing;
    const rest: number[] = all.filter((definition) => definition !== all[i]);
    if (isSubset(prior, rest)) all = rest;
    else {
      const opposite = rest.findIndex(
        (other) => other >= first && isOpposite(flow.narrowings[other - first]!, narrowing),
      );
      if (opposite < 0) continue;
      rest.splice(opposite, 1);
      all = union(rest, prior);
    }
    i = all.length;
  }
  return all.length === before.length && isSubset(all, before) ? before : all;
}

const isOpposite = (a: Narrowing, b: Narrowing): boolean =>
  a.node === b.node && a.positive !== b.positive && a.prior === b.prior;

export function isSubset(small: Definitions, large: Definitions): boolean {
  let j = 0;
  for (const definition of small) {
    while (j < large.length && large[j]! < definition) j++;
    if (large[j] !== definition) return false;
  }
  return true;
}
