import { type Flow, type Variable, assign, union } from './flow-state.ts';

/** The variable that a name stands for where `scope` is evaluated, if the current unit owns it. */
export function variableAt(flow: Flow, scope: number, name: string): Variable | undefined {
  const found = lookUp(flow, scope, name);
  if (found === undefined) return undefined;
  if (flow.units[found.scope] === flow.unit) return found;
  found.escapes = true;
  return undefined;
}

function variableIn(flow: Flow, scope: number, name: string): Variable | undefined {
  const bindings = flow.scopes[scope]!.names.get(name);
  return bindings && flow.variables[bindings[0]!];
}

function lookUp(flow: Flow, first: number, name: string): Variable | undefined {
  const { scopes } = flow;
  let isBody = true;
  for (let index = first; index >= 0;) {
    const scope = scopes[index]!;
    if (scope.globals.length > 0 && scope.globals.includes(name)) return variableIn(flow, 0, name);
    const isHidden = scope.type === 'class' && !isBody;
    if (!isHidden) {
      const found = variableIn(flow, index, name);
      if (found !== undefined) return found;
    }
    isBody = isBody && scope.type === 'type-parameters';
    index = scope.parent;
  }
  return undefined;
}

/** The binding that a node makes becomes the only definition of its variable. */
export function bindAt(flow: Flow, node: number): void {
  const index = flow.bindingAt[node]!;
  if (index < 0) return;
  const variable = ownVariable(flow, index);
  if (variable !== undefined) assign(flow, variable, flow.bindings[index]!.type === 'delete' ? [] : [index]);
}

/** The variable of a binding; undefined if it belongs to another unit. */
export function ownVariable(flow: Flow, index: number): Variable | undefined {
  const variable = flow.variables[index]!;
  return flow.units[variable.scope] === flow.unit ? variable : undefined;
}

/** Calls back for every binding of the current unit made by nodes from `from` up to `to`. */
export function eachBinding(
  flow: Flow,
  from: number,
  to: number,
  visit: (variable: Variable, index: number) => void,
): void {
  const own = flow.unitBindings.get(flow.unit);
  if (own === undefined) return;
  let low = 0;
  let high = own.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (flow.bindings[own[middle]!]!.node < from) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < own.length; i++) {
    const index = own[i]!;
    if (flow.bindings[index]!.node >= to) return;
    visit(flow.variables[index]!, index);
  }
}

/** Adds all that a range binds to the current definitions: for places that any part of the range can lead to. */
export function addBindings(flow: Flow, from: number, to: number, isLast: (index: number) => boolean = never): void {
  eachBinding(flow, from, to, (variable, index) => {
    if (flow.bindings[index]!.type === 'delete' || isLast(index)) return;
    assign(flow, variable, union(variable.current, [index]));
  });
}

const never = (): boolean => false;
