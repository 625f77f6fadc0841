import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, Expression, Node } from '../../facts/nodes.ts';
import { ancestors, bodyScope, parentOf } from '../../facts/walk.ts';
import { blocking } from '../../knowledge/blocking.ts';
import {
  loopGetters,
  ofOwnThread,
  taskSpawners,
  threadBoundTypes,
  threadUnsafe,
  wantsMainThread,
} from '../../knowledge/loop.ts';
import { typeOf } from '../inference/expressions.ts';
import { isInstanceOf, propertyOf } from '../inference/instances.ts';
import { member } from '../inference/members.ts';
import { lookup } from '../inference/tables.ts';
import { functionDefinition } from '../names/definitions.ts';
import type { Chunk, Project } from '../names/project.ts';
import { instanceType, type Type } from '../types/types.ts';
import { runsIn, subjectOf } from './effect-sites.ts';
import type { EffectSite } from './effect.ts';

/**
 * Whether what is called, or what that calls in turn, works only on the thread that it runs on now: it makes tasks or asks for
 * the loop, touches `threading.local()`, sets context variables, asks which thread it is, handles signals, keeps an object that belongs to its thread,
 * or lets `StopIteration` out, which no future can carry.
 */
export const isBoundToThread = (chunk: Chunk, site: EffectSite): boolean =>
  site.kind === 'Call' && isBoundCallee(chunk, typeOf(chunk, subjectOf(site)));

/** The same of one node of the code that is to run elsewhere. */
export function isBoundNode(chunk: Chunk, node: Node): boolean {
  switch (node.kind) {
    case 'Call':
      return isBoundCall(chunk, node);
    case 'Attribute':
      return (
        isThreadLocal(chunk, typeOf(chunk, node.value)) || (node.context === 'store' && keepsThreadBound(chunk, node))
      );
    case 'Raise':
      return node.exception !== undefined && raisedName(node.exception) === 'StopIteration';
    default:
      return false;
  }
}

/** The same of all that running a function of the user's runs. */
export function isFunctionBoundToThread(project: Project, ref: string): boolean {
  const definition = functionDefinition(project, ref);
  if (!definition || definition.chunk.file.isLibrary) return false;
  const { chunk, node } = definition;
  const scope = bodyScope(chunk.facts, node);
  return chunk.facts.nodes
    .slice(node.id, chunk.facts.ends[node.id])
    .some((inner) => runsIn(chunk, inner, scope) && (isBoundNode(chunk, inner) || runsBound(chunk, inner)));
}

/** Whether it calls, or reads as a property, a plain function of which the same is true. */
function runsBound(chunk: Chunk, node: Node): boolean {
  if (node.kind === 'Call') return isBoundCallee(chunk, typeOf(chunk, node.func));
  const property = node.kind === 'Attribute' ? propertyOf(chunk, typeOf(chunk, node.value), node.attribute) : undefined;
  return property !== undefined && isBoundCallee(chunk, property);
}

function isBoundCallee(chunk: Chunk, callee: Type): boolean {
  const { ask } = chunk.project;
  const called = callee.kind === 'class' ? member(chunk, instanceType(callee.ref, callee.args), '__init__') : callee;
  const run = called?.kind === 'callable' ? called.of : called;
  return run?.kind === 'function' && ask.signature(run.ref)?.isAsync !== true && ask.isFunctionBoundToThread(run.ref);
}

function isBoundCall(chunk: Chunk, call: Call): boolean {
  const { func, args } = call;
  const callee = typeOf(chunk, func);
  if (lookup(chunk, callee, threadUnsafe) !== undefined || lookup(chunk, callee, taskSpawners) !== undefined)
    return true;
  if (/^(running|current)$/.test(lookup(chunk, callee, loopGetters) ?? '')) return true;
  if (lookup(chunk, callee, wantsMainThread) ?? lookup(chunk, callee, ofOwnThread)) return true;
  if (func.kind === 'Name' && func.name === 'next') return args.length === 1 && !isCaught(chunk, call);
  if (func.kind !== 'Attribute' || (func.attribute !== 'set' && func.attribute !== 'reset')) return false;
  return isInstanceOf(chunk, typeOf(chunk, func.value), 'contextvars.ContextVar');
}

/** Whether a `try` around it catches what ends an iteration. */
const isCaught = ({ facts }: Chunk, call: Call): boolean =>
  [...ancestors(facts, call)].some((outer) => outer.kind === 'Try' && outer.handlers.length > 0);

const isThreadLocal = (chunk: Chunk, type: Type): boolean =>
  type.kind === 'instance' && Object.keys(threadBoundTypes).some((name) => isInstanceOf(chunk, type, name));

/** `self.connection = sqlite3.connect(path)` */
function keepsThreadBound(chunk: Chunk, target: Node): boolean {
  const statement = parentOf(chunk.facts, target);
  const value = statement?.kind === 'Assign' || statement?.kind === 'AnnAssign' ? statement.value : undefined;
  const type = value && typeOf(chunk, value);
  const method = type?.kind === 'instance' ? member(chunk, type, 'execute') : undefined;
  return method !== undefined && lookup(chunk, method, blocking)?.threadBound === true;
}

/** `StopIteration` of `raise StopIteration(value)` */
const raisedName = (exception: Expression): string | undefined =>
  lastNameIn(exception.kind === 'Call' ? exception.func : exception);
