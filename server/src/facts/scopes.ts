import type { BindingDraft, ScopeDraft } from './builder.ts';
import type { Facts, Scope } from './facts.ts';
import type { Located, Name, Node } from './nodes.ts';

/** Where a name is bound, and its bindings there in source order. */
export interface Resolution {
  readonly scope: number;
  readonly bindings: readonly number[];
}

/**
 * Where Python looks a name up, by its place. 'module': nothing around the place in this chunk binds it (or `global`
 * says so), so it belongs to the file's module scope or to the builtins.
 */
export function resolve(facts: Facts, name: Name): Resolution | 'module' {
  const first = facts.scopeOf[name.id]!;
  const isFreeInClass = facts.scopes[first]!.type === 'class' && !facts.reaching.has(name.id);
  return resolveIn(facts, isFreeInClass ? facts.scopes[first]!.parent : first, name.name);
}

/** `resolve` for a name as if it stood in a scope. */
export function resolveIn(facts: Facts, first: number, name: string): Resolution | 'module' {
  for (let scope = first; scope >= 0; scope = facts.scopes[scope]!.parent) {
    const { type, names, globals, nonlocals } = facts.scopes[scope]!;
    if (type === 'class' && !isSeenFrom(facts.scopes, first, scope)) continue;
    if (globals.includes(name)) return fromModule(facts, name);
    if (nonlocals.includes(name)) continue;
    const bindings = names.get(name);
    if (bindings !== undefined && type !== 'module') return { scope, bindings };
  }
  return fromModule(facts, name);
}

function fromModule(facts: Facts, name: string): Resolution | 'module' {
  const bindings = facts.scopes[0]!.names.get(name);
  return bindings === undefined ? 'module' : { scope: 0, bindings };
}

/** A class's names are seen from its own body and from type parameters in it, not from functions in it. */
function isSeenFrom(
  scopes: readonly { readonly parent: number; readonly type: Scope['type'] }[],
  from: number,
  owner: number,
): boolean {
  let scope = from;
  while (scope !== owner && scopes[scope]!.type === 'type-parameters') scope = scopes[scope]!.parent;
  return scope === owner;
}

/** Moves bindings of names that `global` or `nonlocal` declares to the scope that owns them. */
export function placeBindings(scopes: readonly ScopeDraft[], bindings: BindingDraft[]): void {
  if (scopes.every((scope) => scope.globals.length === 0 && scope.nonlocals.length === 0)) return;
  const owned = new Set<string>();
  const isDeclared = (binding: BindingDraft): boolean => {
    const scope = scopes[binding.scope]!;
    return scope.globals.includes(binding.name) || scope.nonlocals.includes(binding.name);
  };
  for (const binding of bindings) if (!isDeclared(binding)) owned.add(`${String(binding.scope)} ${binding.name}`);
  for (const binding of bindings) {
    if (!isDeclared(binding)) continue;
    const isGlobal = scopes[binding.scope]!.globals.includes(binding.name);
    binding.scope = isGlobal ? 0 : (nonlocalOwner(scopes, binding, owned) ?? binding.scope);
  }
}

function nonlocalOwner(
  scopes: readonly ScopeDraft[],
  binding: BindingDraft,
  owned: ReadonlySet<string>,
): number | undefined {
  for (let scope = scopes[binding.scope]!.parent; scope > 0; scope = scopes[scope]!.parent) {
    const { type } = scopes[scope]!;
    if ((type === 'function' || type === 'lambda') && owned.has(`${String(scope)} ${binding.name}`)) return scope;
  }
  return undefined;
}

export function buildScopes(
  drafts: readonly ScopeDraft[],
  bindings: readonly BindingDraft[],
  nodes: readonly Node[],
  errors: readonly Located[],
): Scope[] {
  markErrors(drafts, nodes, errors);
  const names = drafts.map(() => new Map<string, number[]>());
  for (let index = 0; index < bindings.length; index++) {
    const { scope, name } = bindings[index]!;
    const known = names[scope]!.get(name);
    if (known === undefined) names[scope]!.set(name, [index]);
    else known.push(index);
  }
  return drafts.map(({ type, parent, node, globals, nonlocals, children, isGenerator, hasError }, index) => ({
    type,
    parent,
    node,
    names: names[index]!,
    globals,
    nonlocals,
    children,
    isGenerator,
    hasError,
  }));
}

function markErrors(drafts: readonly ScopeDraft[], nodes: readonly Node[], errors: readonly Located[]): void {
  if (errors.length === 0) return;
  drafts[0]!.hasError = true;
  for (let index = 1; index < drafts.length; index++) {
    const { start, end } = nodes[drafts[index]!.node]!;
    drafts[index]!.hasError = firstEndingAtOrAfter(errors, start, end);
  }
}

/** Whether a sorted range touches `start`…`end`. */
function firstEndingAtOrAfter(errors: readonly Located[], start: number, end: number): boolean {
  let low = 0;
  let high = errors.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (errors[middle]!.end < start) low = middle + 1;
    else high = middle;
  }
  return low < errors.length && errors[low]!.start <= end;
}
