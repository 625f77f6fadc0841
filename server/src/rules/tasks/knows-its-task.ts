import type { Call, Expression, Node } from '../../facts/nodes.ts';
import { preorder } from '../../facts/walk.ts';
import { taskContext } from '../../knowledge/loop.ts';
import type { ChunkView, Definition } from '../../project/model/chunk-view.ts';
import { instanceType, type Type } from '../../project/types/types.ts';

/** Helpers of helpers are looked into so far down. */
const MAX_DEPTH = 4;

/**
 * Whether a coroutine may notice that it has a task of its own: it sets context variables, which a task keeps to itself, asks
 * for the current task, or calls something whose code is not seen.
 */
export const mayKnowItsTask = (view: ChunkView, coroutine: Call): boolean =>
  view.evidence.aside(() => callMay(view, coroutine, MAX_DEPTH, new Set()));

function callMay(view: ChunkView, call: Call, depth: number, seen: Set<Node>): boolean {
  const callee = view.typeOf(call.func);
  if (view.lookup(callee, taskContext)) return true;
  if (callee.kind !== 'class') return functionMay(view, callee, depth, seen);
  if (isStandard(callee.ref)) return false;
  const init = view.member(instanceType(callee.ref, callee.args), '__init__');
  return init === undefined || functionMay(view, init, depth, seen);
}

function functionMay(view: ChunkView, type: Type, depth: number, seen: Set<Node>): boolean {
  const definition = view.definition(type);
  if (!definition) return true;
  if (definition.isLibrary) return !isStandard(definition.at.uri);
  if (seen.has(definition.node)) return false;
  seen.add(definition.node);
  return (
    depth === 0 || definition.view.overriding(definition.node)?.length !== 0 || bodyMay(definition, depth - 1, seen)
  );
}

const bodyMay = ({ view, node }: Definition, depth: number, seen: Set<Node>): boolean =>
  node.body
    .flatMap((statement) => [...preorder(view.facts, statement)])
    .some((inner) => {
      switch (inner.kind) {
        case 'Call':
          return callMay(view, inner, depth, seen);
        case 'WithItem':
          return enteringMay(view, inner.context, depth, seen);
        case 'Attribute':
          return inner.context !== 'load' && storingMay(view, inner.value, inner.attribute);
        default:
          return false;
      }
    });

function enteringMay(view: ChunkView, context: Expression, depth: number, seen: Set<Node>): boolean {
  const type = view.typeOf(context);
  if (type.kind !== 'instance') return true;
  if (isStandard(type.ref)) return false;
  const methods = ['__enter__', '__exit__', '__aenter__', '__aexit__'].map((name) => view.member(type, name));
  return methods.some((method) => method !== undefined && functionMay(view, method, depth, seen));
}

/** `local.user = name`, of an object that keeps its attributes elsewhere. */
function storingMay(view: ChunkView, owner: Expression, attribute: string): boolean {
  const type = view.typeOf(owner);
  if (type.kind !== 'instance' || view.propertyOf(type, attribute)) return true;
  const setter = view.member(type, '__setattr__');
  const definition = setter && view.definition(setter);
  return definition !== undefined && !isStandard(definition.at.uri);
}

/** A file or reference of the standard library, in which only the table's functions have to do with tasks. */
const isStandard = (place: string): boolean => place.startsWith('stdlib:');
