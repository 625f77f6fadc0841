import type { BindingDraft } from './builder.ts';
import type { Binding, ChunkExport, Facts, Scope } from './facts.ts';
import type { Node, Statement } from './nodes.ts';

export interface FlowInput {
  readonly body: readonly Statement[];
  readonly nodes: readonly Node[];
  readonly parents: Int32Array;
  readonly ends: Int32Array;
  readonly scopeOf: Int32Array;
  readonly scopes: readonly Scope[];
  readonly bindings: readonly BindingDraft[];
}

export function reachingDefinitions(input: FlowInput): Pick<Facts, 'bindings' | 'reaching' | 'exports'> {
  const bindings = input.bindings.map((draft): Binding => ({
    ...draft,
    prior: [],
    positive: true,
    uses: [],
    escapes: true,
  }));
  return { bindings, reaching: new Map(), exports: new Map<string, ChunkExport>() };
}
