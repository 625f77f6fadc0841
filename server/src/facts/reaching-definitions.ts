import type { Facts, Scope } from './facts.ts';
import { linkBindings } from './binding-links.ts';
import { scan } from './flow-expressions.ts';
import { block } from './flow-statements.ts';
import { ENTRY, type Definitions, type Flow, type FlowInput, type Variable } from './flow-state.ts';
import { bindAt } from './flow-variables.ts';
import type { Statement } from './nodes.ts';

/**
 * Which bindings reach which reads. Every function, class body, lambda and the module part is read once in the order
 * of execution. State is one set of definitions a variable; branches are read one after the other from the same state,
 * and their changes meet behind them.
 */
export function reachingDefinitions(
  input: FlowInput,
  body: readonly Statement[],
): Pick<Facts, 'bindings' | 'reaching' | 'exports'> {
  const flow = createFlow(input);
  block(flow, body);
  const atEnd = new Map<Variable, Definitions>();
  for (const [first] of input.scopes[0]!.names.values()) {
    const variable = flow.variables[first!]!;
    atEnd.set(variable, variable.current);
  }
  for (let scope = flow.waiting.pop(); scope !== undefined; scope = flow.waiting.pop()) readUnit(flow, scope);
  return linkBindings(flow, atEnd);
}

function readUnit(flow: Flow, scope: number): void {
  const node = flow.nodes[flow.scopes[scope]!.node]!;
  flow.unit = scope;
  flow.alive = true;
  flow.trailVariables.length = 0;
  flow.trailValues.length = 0;
  flow.loops.length = 0;
  flow.finals.length = 0;
  if (node.kind === 'FunctionDef' || node.kind === 'Lambda') {
    for (const parameter of node.parameters) bindAt(flow, parameter.id);
  }
  if (node.kind === 'Lambda') scan(flow, node.body.id, flow.ends[node.body.id]!);
  else if (node.kind === 'FunctionDef' || node.kind === 'ClassDef') block(flow, node.body);
}

function createFlow(input: FlowInput): Flow {
  const { scopes } = input;
  const units = unitsOf(scopes);
  const variables = variablesOf(input);
  const scopeAt = new Map<number, number>();
  for (let index = 1; index < scopes.length; index++) scopeAt.set(scopes[index]!.node, index);
  return {
    ...input,
    variables,
    units,
    unitBindings: bindingsByUnit(input, units, variables),
    bindingAt: bindingsByNode(input),
    scopeAt,
    reads: [],
    priors: new Map(),
    narrowings: [],
    joins: [],
    waiting: [],
    trailVariables: [],
    trailValues: [],
    loops: [],
    finals: [],
    unit: 0,
    alive: true,
    stamps: 0,
  };
}

function unitsOf(scopes: readonly Scope[]): Int32Array {
  const units = new Int32Array(scopes.length);
  for (let index = 1; index < scopes.length; index++) {
    const { type, parent } = scopes[index]!;
    units[index] = type === 'comprehension' || type === 'type-parameters' ? units[parent]! : index;
  }
  return units;
}

const nothing: Definitions = [];
const fromOutside: Definitions = [ENTRY];

/** Names of a module or class can have a value before the code here gives them one; those of functions cannot. */
function variablesOf({ scopes, bindings: { length } }: FlowInput): Variable[] {
  const variables = new Array<Variable>(length);
  scopes.forEach(({ type, names }, scope) => {
    const atEntry = type === 'module' || type === 'class' ? fromOutside : nothing;
    for (const [name, bindings] of names) {
      const current = type === 'type-parameters' ? bindings : atEntry;
      const variable: Variable = {
        name,
        scope,
        current,
        shared: [],
        escapes: false,
        stamp: 0,
        merged: nothing,
        count: 0,
      };
      for (const index of bindings) variables[index] = variable;
    }
  });
  return variables;
}

function bindingsByNode({ nodes, bindings }: FlowInput): Int32Array {
  const byNode = new Int32Array(nodes.length).fill(-1);
  for (let index = 0; index < bindings.length; index++) byNode[bindings[index]!.node] = index;
  return byNode;
}

/** What a unit binds itself. Bindings through `global` and `nonlocal` are left to their variable's `shared`. */
function bindingsByUnit(
  { bindings, scopeOf }: FlowInput,
  units: Int32Array,
  variables: readonly Variable[],
): ReadonlyMap<number, readonly number[]> {
  const byUnit = new Map<number, number[]>();
  for (let index = 0; index < bindings.length; index++) {
    const { scope, node } = bindings[index]!;
    const unit = units[scope]!;
    if (units[scopeOf[node]!] !== unit) {
      const variable = variables[index]!;
      variable.shared.push(index);
      variable.escapes = true;
      continue;
    }
    const known = byUnit.get(unit);
    if (known === undefined) byUnit.set(unit, [index]);
    else known.push(index);
  }
  return byUnit;
}
