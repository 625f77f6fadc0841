import type { Expression, Name } from '../../facts/nodes.ts';
import { parentOf } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { STANDARD_LIBRARY } from '../../project/types/standard-names.ts';
import type { Type } from '../../project/types/types.ts';

/**
 * Whether a value is what it is only by a declaration that often says too little: the result of a `Callable`, or of a library's
 * method on an annotated parameter. Who awaits such a value, or goes through it with `async for`, may know better.
 */
export function isByAnnotation(view: ChunkView, value: Expression): boolean {
  if (value.kind === 'Name') return valuesOf(view, value).some((each) => isByAnnotation(view, each));
  if (value.kind !== 'Call') return false;
  const callee = view.typeOf(value.func);
  if (callee.kind === 'callable') return callee.of === undefined && !isDecorated(view, value.func, callee.result);
  const definition = view.definition(callee);
  if (definition && (!definition.isLibrary || definition.at.uri.startsWith(STANDARD_LIBRARY))) return false;
  return isOnAnnotatedParameter(view, value.func);
}

/** What a decorator made of a function, as `@asynccontextmanager` does, is a callable too. */
const isDecorated = (view: ChunkView, func: Expression, result: Type): boolean =>
  view.mayEnter(result, true) ||
  (func.kind === 'Name' && view.bindingsReaching(func).every(({ type }) => type === 'function' || type === 'import'));

/** What is assigned to a variable where it is read. */
function valuesOf(view: ChunkView, name: Name): readonly Expression[] {
  return view.bindingsReaching(name).flatMap((binding) => {
    const target = binding.type === 'value' ? view.facts.nodes[binding.node] : undefined;
    const statement = target && parentOf(view.facts, target);
    return statement?.kind === 'Assign' && statement.value.kind === 'Call' ? [statement.value] : [];
  });
}

function isOnAnnotatedParameter(view: ChunkView, func: Expression): boolean {
  if (func.kind !== 'Attribute') return false;
  let root: Expression = func.value;
  while (root.kind === 'Attribute' || root.kind === 'Call' || root.kind === 'Subscript')
    root = root.kind === 'Call' ? root.func : root.value;
  if (root.kind !== 'Name') return false;
  return view.bindingsReaching(root).some((binding) => {
    const parameter = binding.type === 'parameter' ? view.facts.nodes[binding.node] : undefined;
    return parameter?.kind === 'Parameter' && parameter.annotation !== undefined;
  });
}
