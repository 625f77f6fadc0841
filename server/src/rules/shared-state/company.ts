import type { FunctionDef, Node } from '../../facts/nodes.ts';
import { isReceiver } from '../../facts/receiver.ts';
import { resolve } from '../../facts/scopes.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** Whether a place runs when no other task does: while the application starts or ends, or as the one task of its loop. */
export function runsAlone(view: ChunkView, place: Node, owner: FunctionDef): boolean {
  const occasion = view.occasionAt(place, owner);
  return occasion === 'start or end' || occasion === 'alone';
}

/**
 * Whether other tasks are expected where a state is used: some are seen, or nobody in the project uses the coroutine, so that anyone may.
 * Variables of outer functions are looked at elsewhere.
 */
export function hasCompany(view: ChunkView, owner: FunctionDef, state: Node): boolean {
  const shared = sharedAs(view, state);
  return shared === undefined || view.companyIn(owner, shared) !== 'used';
}

/** `self.count` is the object's; a variable of the module, an attribute of a class or of the application there is once. */
function sharedAs(view: ChunkView, state: Node): 'object' | 'program' | undefined {
  if (state.kind === 'Call') return sharedAs(view, state.func);
  if (state.kind === 'Attribute' || state.kind === 'Subscript') return sharedAs(view, state.value);
  if (state.kind !== 'Name') return undefined;
  if (isReceiver(view.facts, state)) return view.typeOf(state).kind === 'class' ? 'program' : 'object';
  const found = resolve(view.facts, state);
  if (found === 'module' || found.scope === 0) return 'program';
  const binding = found.bindings.map((index) => view.facts.nodes[view.facts.bindings[index]?.node ?? -1]);
  return binding.some((node) => node?.kind === 'Parameter') ? 'program' : undefined;
}
