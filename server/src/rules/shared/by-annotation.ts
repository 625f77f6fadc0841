import type { Binding } from '../../facts/facts.ts';
import { isPlaceholder } from '../../facts/function-bodies.ts';
import type { Expression, Name } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { parentOf } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { STANDARD_LIBRARY } from '../../project/types/standard-names.ts';
import { membersOf, type Type } from '../../project/types/types.ts';

/**
 * Whether a value is what it is only by a declaration that often says too little: the result of a `Callable`, or of a library's
 * method on an annotated parameter. Who awaits such a value, or goes through it with `async for`, may know better.
 */
export function isByAnnotation(view: ChunkView, value: Expression): boolean {
  if (value.kind === 'Name') return valuesOf(view, value).some((each) => isByAnnotation(view, each));
  if (value.kind !== 'Call') return false;
  const type = view.typeOf(value.func);
  const [callee = type, ...others] = membersOf(type).filter(({ kind }) => kind !== 'none');
  if (others.length === 0 && callee.kind === 'instance') return isOnlyDeclared(view, view.member(callee, '__call__'));
  if (callee.kind === 'callable' && others.length === 0)
    return callee.of === undefined && !isDecorated(view, value.func, callee.result);
  const definition = view.definition(callee);
  if (definition && (!definition.isLibrary || definition.at.uri.startsWith(STANDARD_LIBRARY))) return false;
  return isOnAnnotatedParameter(view, value.func);
}

/** `def __call__(self, event: str) -> None: ...` of a protocol */
function isOnlyDeclared(view: ChunkView, method: Type | undefined): boolean {
  const definition = method && view.definition(method);
  return definition !== undefined && !definition.isLibrary && isPlaceholder(definition.node.body);
}

/** What a decorator made of a function, as `@asynccontextmanager` does, is a callable too. */
const isDecorated = (view: ChunkView, func: Expression, result: Type): boolean =>
  view.mayEnter(result, true) || (func.kind === 'Name' && bindingsOf(view, func).every(isDefinition));

const isDefinition = ({ type }: Binding): boolean => type === 'function' || type === 'import';

/** Those of an outer function, too: its parameters, for one. */
function bindingsOf(view: ChunkView, name: Name): readonly Binding[] {
  const reaching = view.bindingsReaching(name);
  const found = reaching.length > 0 ? 'module' : resolve(view.facts, name);
  return found === 'module' ? reaching : found.bindings.map((index) => view.facts.bindings[index]!);
}

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
