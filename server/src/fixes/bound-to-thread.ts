import type { Call, FunctionDef, Node } from '../facts/nodes.ts';
import { ancestors, preorder } from '../facts/walk.ts';
import { blocking } from '../knowledge/blocking.ts';
import {
  loopGetters,
  ofOwnThread,
  taskSpawners,
  threadBoundTypes,
  threadUnsafe,
  wantsMainThread,
} from '../knowledge/loop.ts';
import { subjectOf } from '../project/effects/effect-sites.ts';
import type { EffectSite } from '../project/effects/effect.ts';
import type { ChunkView, Definition } from '../project/model/chunk-view.ts';
import { instanceType, type Type } from '../project/types/types.ts';

/** Helpers of helpers are looked into so far down. */
const MAX_DEPTH = 4;

/**
 * Whether what is called, or what that calls in turn, works only on the thread that it runs on now: it makes tasks or asks for
 * the loop, touches `threading.local()`, sets context variables, asks which thread it is, handles signals, keeps an object that belongs to its thread,
 * or lets `StopIteration` out, which no future can carry.
 */
export function isBoundToThread(view: ChunkView, site: EffectSite): boolean {
  const definition = site.kind === 'Call' ? calledBy(view, view.typeOf(subjectOf(site))) : undefined;
  return definition !== undefined && isBody(definition, MAX_DEPTH, new Set());
}

function calledBy(view: ChunkView, callee: Type): Definition | undefined {
  const init = callee.kind === 'class' ? view.member(instanceType(callee.ref, callee.args), '__init__') : callee;
  const definition = init && view.definition(init);
  return definition?.isLibrary === false ? definition : undefined;
}

/** What a call calls, or the property that is read. */
function runBy(view: ChunkView, node: Node): Definition | undefined {
  if (node.kind === 'Call') return calledBy(view, view.typeOf(node.func));
  const property = node.kind === 'Attribute' ? view.propertyOf(view.typeOf(node.value), node.attribute) : undefined;
  return property && calledBy(view, property);
}

function isBody({ view, node }: Definition, depth: number, seen: Set<FunctionDef>): boolean {
  if (seen.has(node)) return false;
  seen.add(node);
  return [...preorder(view.facts, node)].some((inner) => {
    if (view.functionAround(inner) !== node) return false;
    if (isBoundNode(view, inner)) return true;
    const called = depth > 0 ? runBy(view, inner) : undefined;
    return called !== undefined && !called.node.isAsync && isBody(called, depth - 1, seen);
  });
}

/** The same of one node of the code that is to run elsewhere. */
export function isBoundNode(view: ChunkView, node: Node): boolean {
  switch (node.kind) {
    case 'Call':
      return isBoundCall(view, node);
    case 'Attribute':
      return isThreadLocal(view, view.typeOf(node.value)) || (node.context === 'store' && keepsThreadBound(view, node));
    case 'Raise':
      return node.exception !== undefined && /^StopIteration\b/.test(view.source(node.exception));
    default:
      return false;
  }
}

function isBoundCall(view: ChunkView, call: Call): boolean {
  if (view.lookupCall(call, threadUnsafe) !== undefined || view.lookupCall(call, taskSpawners) !== undefined)
    return true;
  if (/^(running|current)$/.test(view.lookupCall(call, loopGetters) ?? '')) return true;
  if (view.lookupCall(call, wantsMainThread) ?? view.lookupCall(call, ofOwnThread)) return true;
  const { func, args } = call;
  if (func.kind === 'Name' && func.name === 'next') return args.length === 1 && !isCaught(view, call);
  return (
    func.kind === 'Attribute' && /^(?:set|reset)$/.test(func.attribute) && isContextVar(view, view.typeOf(func.value))
  );
}

/** Whether a `try` around it catches what ends an iteration. */
const isCaught = (view: ChunkView, call: Call): boolean =>
  [...ancestors(view.facts, call)].some((outer) => outer.kind === 'Try' && outer.handlers.length > 0);

const isThreadLocal = (view: ChunkView, type: Type): boolean =>
  type.kind === 'instance' && Object.keys(threadBoundTypes).some((name) => view.isInstanceOf(type, name));

const isContextVar = (view: ChunkView, type: Type): boolean => view.isInstanceOf(type, 'contextvars.ContextVar');

/** `self.connection = sqlite3.connect(path)` */
function keepsThreadBound(view: ChunkView, target: Node): boolean {
  const statement = view.parent(target);
  const value = statement?.kind === 'Assign' || statement?.kind === 'AnnAssign' ? statement.value : undefined;
  const type = value && view.typeOf(value);
  const method = type?.kind === 'instance' ? view.member(type, 'execute') : undefined;
  return method !== undefined && view.lookup(method, blocking)?.threadBound === true;
}
