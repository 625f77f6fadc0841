import { lastNameOf } from '../../facts/last-name.ts';
import type { Attribute, Call, Expression, Subscript } from '../../facts/nodes.ts';
import { onlyValue } from '../../facts/only-value.ts';
import { parentOf } from '../../facts/walk.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { blocking } from '../../knowledge/blocking.ts';
import { executorDispatches } from '../../knowledge/loop.ts';
import type { NameTable } from '../../knowledge/name-table.ts';
import { creationsOf } from '../inference/creations.ts';
import { OPERATOR_METHODS, typeOf } from '../inference/expressions.ts';
import { member, memberOfClassRaw } from '../inference/members.ts';
import { callMember } from '../inference/protocols.ts';
import { lookup } from '../inference/tables.ts';
import { functionDefinition } from '../names/definitions.ts';
import type { Chunk, Project } from '../names/project.ts';
import { functionType, unknown, type Type } from '../types/types.ts';
import { isLazy, iteratorUses, subjectOf } from './effect-sites.ts';
import type { EffectSite } from './effect.ts';

/** The types of what a site calls. Nothing for `async with` and `async for`, whose methods are awaited. */
export function calleesOf(chunk: Chunk, site: EffectSite): readonly Type[] {
  if (site.kind === 'Attribute') return propertyRead(chunk, site);
  const type = typeOf(chunk, subjectOf(site));
  switch (site.kind) {
    case 'Call':
      return type.kind === 'instance'
        ? [type, special(chunk, type, '__call__')]
        : [type, ...calledByBuiltin(chunk, site, type)];
    case 'Subscript':
      return itemMethod(chunk, site, type);
    case 'Compare':
      return site.operators.length === 1 && /^(?:not )?in$/.test(site.operators[0] ?? '')
        ? [special(chunk, type, '__contains__')]
        : [];
    case 'BinOp':
      return [special(chunk, type, OPERATOR_METHODS[site.operator] ?? '')];
    case 'UnaryOp':
    case 'If':
    case 'IfExp':
      return type.kind === 'instance' ? [special(chunk, type, '__bool__')] : [];
    case 'WithItem': {
      const statement = parentOf(chunk.facts, site);
      if (statement?.kind !== 'With' || statement.isAsync) return [];
      return [
        generatorBehind(chunk, site.context),
        special(chunk, type, '__enter__'),
        special(chunk, type, '__exit__'),
      ];
    }
    case 'For':
    case 'ComprehensionFor':
      return site.isAsync || isLazy(chunk, site) ? [] : stepsThrough(chunk, site.iter, type);
    case 'While':
      return [];
  }
}

/** Libraries make slices later, as Django does, which asks the database for what is in them. */
function itemMethod(chunk: Chunk, { context, indices }: Subscript, type: Type): readonly Type[] {
  const method = special(chunk, type, ITEM_METHODS[context]);
  const definition = method.kind === 'function' ? functionDefinition(chunk.project, method.ref) : undefined;
  return indices.some(({ kind }) => kind === 'Slice') && definition?.chunk.file.isLibrary !== false ? [] : [method];
}

const ITEM_METHODS = { load: '__getitem__', store: '__setitem__', delete: '__delitem__' } as const;

/** `len(rows)` calls `rows.__len__()`, `next(rows)` and `list(rows)` go through it. */
function calledByBuiltin(chunk: Chunk, { args }: Call, builtin: Type): readonly Type[] {
  const [first, ...others] = args;
  if (first?.stars !== 0 || first.name !== undefined) return [];
  const method = others.length === 0 ? lookup(chunk, builtin, callingSpecialMethod) : undefined;
  const type = typeOf(chunk, first.value);
  if (method !== undefined) return [special(chunk, type, method)];
  return lookup(chunk, builtin, iteratorUses) === 'consumes' ? stepsThrough(chunk, first.value, type) : [];
}

/** Whether a builtin is called that does what the class of its argument says: `len(rows)`, `next(rows)`. */
export function callsMethodOfArgument(chunk: Chunk, { func }: Call): boolean {
  if (func.kind !== 'Name') return false;
  const builtin = typeOf(chunk, func);
  return (
    lookup(chunk, builtin, callingSpecialMethod) !== undefined || lookup(chunk, builtin, iteratorUses) === 'consumes'
  );
}

const callingSpecialMethod: NameTable<string> = Object.fromEntries(
  ['len', 'str', 'repr', 'bool', 'int', 'float', 'bytes', 'hash', 'iter', 'reversed'].map((name) => [
    `builtins.${name}`,
    `__${name}__`,
  ]),
);

/** What going through an iterable runs: its `__iter__`, and the `__next__` of what that gives. */
function stepsThrough(chunk: Chunk, iterable: Expression, type: Type): readonly Type[] {
  const dispatched = dispatchedFor(chunk, iterable);
  if (dispatched) return [dispatched];
  const behind = iterable.kind === 'Name' ? generatorBehind(chunk, iterable) : unknown;
  const [iter, iterator] = [special(chunk, type, '__iter__'), callMember(chunk, type, '__iter__', [])];
  return [behind, iter, iterator?.kind === 'instance' ? special(chunk, iterator, '__next__') : unknown];
}

/**
 * What only handed out something to go through when it ran in a thread: the generator function of `await asyncio.to_thread(rows)`, and what
 * blocks and was called with `stream=True`.
 */
function dispatchedFor(chunk: Chunk, iterable: Expression): Type | undefined {
  // `response.iter_lines()`
  const source = iterable.kind === 'Call' && iterable.func.kind === 'Attribute' ? iterable.func.value : iterable;
  const value = source.kind === 'Name' ? onlyValue(chunk.facts, source) : source;
  const call = value?.kind === 'Await' ? value.value : undefined;
  const dispatch = call?.kind === 'Call' ? lookup(chunk, typeOf(chunk, call.func), executorDispatches) : undefined;
  if (call?.kind !== 'Call' || dispatch?.returns !== 'awaitable' || dispatch.to === 'greenlet') return undefined;
  const [work] = argumentsAt(call, dispatch.function);
  if (!work) return undefined;
  const type = typeOf(chunk, work.value);
  const maker = type.kind === 'callable' ? (type.of ?? type) : type;
  if (source === iterable && maker.kind === 'function' && chunk.project.ask.signature(maker.ref)?.isGenerator)
    return maker;
  const isStreamed = call.args.some(
    ({ name, value: given }) => name === 'stream' && given.kind === 'Constant' && given.value === true,
  );
  return isStreamed && lookup(chunk, maker, blocking) ? maker : undefined;
}

/** The generator function of which the call gave what is entered or gone through. */
function generatorBehind(chunk: Chunk, expression: Expression): Type {
  const [made, ...others] = creationsOf(chunk, expression) ?? [];
  if (!made || others.length > 0 || made.at.chunk !== chunk.id) return unknown;
  const callee = typeOf(chunk, made.call.func);
  const iterable = made.call.args[0]?.value;
  if (iterable && lookup(chunk, callee, callingSpecialMethod) === '__iter__') return generatorBehind(chunk, iterable);
  const maker = callee.kind === 'callable' ? callee.of : callee;
  return maker?.kind === 'function' && chunk.project.ask.signature(maker.ref)?.isGenerator ? maker : unknown;
}

/** The function of the property that is read. */
function propertyRead(chunk: Chunk, { value, attribute, context }: Attribute): readonly Type[] {
  if (context !== 'load') return [];
  const owner = typeOf(chunk, value);
  const found = owner.kind === 'instance' ? memberOfClassRaw(chunk, owner.ref, attribute) : undefined;
  return found?.kind === 'function' && chunk.project.ask.isRunWhenRead(found.ref)
    ? [functionType(found.ref, owner)]
    : [];
}

/** Whether a function is a property that is worked out when it is read, be it only the first time. */
export function isRunWhenRead(project: Project, ref: string): boolean {
  if (project.ask.signature(ref)?.descriptor !== 'property') return false;
  const decorators = functionDefinition(project, ref)?.node.decorators ?? [];
  return decorators.some((decorator) => ['property', 'cached_property'].includes(lastNameOf(decorator) ?? ''));
}

function special(chunk: Chunk, type: Type, name: string): Type {
  if (type.kind !== 'instance' && type.kind !== 'external') return unknown;
  return member(chunk, type, name) ?? unknown;
}
