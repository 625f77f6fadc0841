import { isPlaceholder } from '../../facts/function-bodies.ts';
import { functionDefinition } from '../names/definitions.ts';
import type { Chunk } from '../names/project.ts';
import { isStandard } from '../types/standard-names.ts';
import { following, membersOf, unionOf, unknown, type InstanceType, type Type } from '../types/types.ts';
import { builtinInstance } from './builtin-instances.ts';
import { argumentsFromTypes } from './call-arguments.ts';
import { resultOfCalling } from './calls.ts';
import { member } from './members.ts';
import { itemsOfNamedTuple } from './record-fields.ts';

/** The result of calling a special method; undefined when the type is known to lack it. */
export function callMember(chunk: Chunk, type: Type, name: string, args: readonly Type[]): Type | undefined {
  const method = type.kind === 'none' ? undefined : member(chunk, type, name);
  return method && resultOfCalling(chunk, method, argumentsFromTypes(args));
}

/** What `await` gives; undefined when the type is known not to be awaitable. */
export const awaited = (chunk: Chunk, type: Type): Type | undefined => following(type, resultOfAwait(chunk, type));

function resultOfAwait(chunk: Chunk, type: Type): Type | undefined {
  switch (type.kind) {
    case 'coroutine':
      return type.result;
    case 'typevar':
      return type.bound ? awaited(chunk, type.bound) : unknown;
    case 'union': {
      const results = type.items.filter((item) => item.kind !== 'none').map((item) => awaited(chunk, item));
      return results.every((result) => result === undefined)
        ? undefined
        : unionOf(results.map((result) => result ?? unknown));
    }
    case 'instance': {
      if (isStandard(type, 'typing.Awaitable')) return type.args[0] ?? unknown;
      const iterator = callMember(chunk, type, '__await__', []);
      if (iterator === undefined) return undefined;
      return iterator.kind === 'instance' ? (iterator.args[2] ?? unknown) : unknown;
    }
    case 'none':
    case 'module':
    case 'class':
    case 'function':
    case 'callable':
      return undefined;
    default:
      return unknown;
  }
}

/** What iterating gives; undefined when the type is known not to be iterable in that way. */
export const elementOf = (chunk: Chunk, type: Type, isAsync: boolean): Type | undefined =>
  following(type, resultOfIterating(chunk, type, isAsync));

function resultOfIterating(chunk: Chunk, type: Type, isAsync: boolean): Type | undefined {
  if (type.kind === 'union') {
    const elements = type.items.filter((item) => item.kind !== 'none').map((item) => elementOf(chunk, item, isAsync));
    return elements.every((element) => element === undefined)
      ? undefined
      : unionOf(elements.map((element) => element ?? unknown));
  }
  if (type.kind === 'typevar' && type.bound) return elementOf(chunk, type.bound, isAsync);
  if (type.kind === 'coroutine' || type.kind === 'none' || type.kind === 'function') return undefined;
  if (type.kind !== 'instance') return unknown;
  if (!isAsync && isTuple(chunk, type)) return type.args.length > 0 ? unionOf(type.args) : unknown;
  const iterator = callMember(chunk, type, isAsync ? '__aiter__' : '__iter__', []);
  if (iterator === undefined) return isAsync ? undefined : callMember(chunk, type, '__getitem__', [unknown]);
  if (!isAsync) return callMember(chunk, iterator, '__next__', []) ?? unknown;
  const next = callMember(chunk, iterator, '__anext__', []);
  return next ? (awaited(chunk, next) ?? unknown) : unknown;
}

/** What `with` or `async with` binds; undefined when the type is known not to be such a context manager. */
export const enterResult = (chunk: Chunk, type: Type, isAsync: boolean): Type | undefined =>
  following(type, resultOfEntering(chunk, type, isAsync));

function resultOfEntering(chunk: Chunk, type: Type, isAsync: boolean): Type | undefined {
  if (type.kind === 'union') {
    const results = type.items.map((item) => enterResult(chunk, item, isAsync));
    return results.every((result) => result === undefined)
      ? undefined
      : unionOf(results.map((result) => result ?? unknown));
  }
  if (type.kind === 'typevar' && type.bound) return enterResult(chunk, type.bound, isAsync);
  if (type.kind === 'coroutine' || type.kind === 'none') return undefined;
  // Nearly everything that is entered gives itself: connections, cursors, sessions.
  if (type.kind === 'external' && !isAsync) return type;
  if (type.kind !== 'instance') return unknown;
  const name = isAsync ? '__aenter__' : '__enter__';
  const entered = refuses(chunk, type, name) ? undefined : callMember(chunk, type, name, []);
  return entered && isAsync ? (awaited(chunk, entered) ?? unknown) : entered;
}

/** Whether a method is there only to raise: aiohttp's `ClientSession.__enter__` says "Use async with instead". */
function refuses(chunk: Chunk, type: Type, name: string): boolean {
  const method = member(chunk, type, name);
  const body = method?.kind === 'function' ? functionDefinition(chunk.project, method.ref)?.node.body : undefined;
  return (
    body !== undefined &&
    !isPlaceholder(body) &&
    body.every(({ kind }, i) => kind === 'Raise' || (kind === 'Expr' && i < body.length - 1))
  );
}

const isTuple = (chunk: Chunk, type: InstanceType): boolean => {
  const tuple = builtinInstance(chunk, 'tuple');
  return tuple.kind === 'instance' && tuple.ref === type.ref;
};

/** The element at a constant index. */
export function itemAt(chunk: Chunk, type: Type, index: number): Type {
  return unionOf(
    membersOf(type).map((item) => {
      if (item.kind !== 'instance') return unknown;
      const items = isTuple(chunk, item) ? item.args : itemsOfNamedTuple(chunk, item);
      if (items) return following(item, items.at(index) ?? unknown);
      return callMember(chunk, item, '__getitem__', [builtinInstance(chunk, 'int')]) ?? unknown;
    }),
  );
}
