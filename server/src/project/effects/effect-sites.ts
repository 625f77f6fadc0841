import type { Facts } from '../../facts/facts.ts';
import { lastNameOf } from '../../facts/last-name.ts';
import type { Attribute, Call, Expression, FunctionDef, Lambda, Name, Node, Subscript } from '../../facts/nodes.ts';
import { bodyScope } from '../../facts/walk.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { blocking } from '../../knowledge/blocking.ts';
import { calledInTurn, executorDispatches } from '../../knowledge/loop.ts';
import { joinTables, under, type NameTable } from '../../knowledge/name-table.ts';
import { creationsOf } from '../inference/creations.ts';
import { OPERATOR_METHODS, typeOf } from '../inference/expressions.ts';
import { member, memberOfClassRaw } from '../inference/members.ts';
import { callMember } from '../inference/protocols.ts';
import { lookup } from '../inference/tables.ts';
import { functionDefinition } from '../names/definitions.ts';
import type { Chunk, Project } from '../names/project.ts';
import { functionType, unknown, type Type } from '../types/types.ts';
import type { EffectSite } from './effect.ts';

/** What runs when a function's body runs: not what stands in nested functions, nor in lambdas and generators that wait. */
export function sitesIn(chunk: Chunk, node: FunctionDef): readonly EffectSite[] {
  const { facts } = chunk;
  const scope = bodyScope(facts, node);
  const sites: EffectSite[] = [];
  for (let id = node.id + 1; id < (facts.ends[node.id] ?? 0); id++) {
    const inner = facts.nodes[id];
    if (inner && isSite(inner) && runsAtOnceIn(chunk, placeOf(facts, inner), scope)) sites.push(inner);
  }
  return sites;
}

/** The loop of a comprehension runs where the comprehension stands: also that of a generator expression, if it is used up there. */
const placeOf = (facts: Facts, site: EffectSite): Node =>
  site.kind === 'ComprehensionFor' ? (parentOf(facts, site) ?? site) : site;

const isSite = (node: Node): node is EffectSite =>
  node.kind === 'Call' ||
  node.kind === 'WithItem' ||
  node.kind === 'For' ||
  node.kind === 'ComprehensionFor' ||
  node.kind === 'Attribute' ||
  node.kind === 'Subscript' ||
  node.kind === 'Compare' ||
  node.kind === 'BinOp' ||
  (node.kind === 'UnaryOp' && node.operator === 'not') ||
  node.kind === 'If' ||
  node.kind === 'IfExp' ||
  node.kind === 'While';

/** Whether a node is a part of the body of the scope, where it may await; comprehensions are, generator expressions are not. */
export const runsIn = ({ facts }: Chunk, node: Node, scope: number): boolean =>
  scopesBetween(facts, node, scope).every((inner) => inner?.kind === 'Comprehension' && inner.type !== 'generator');

/** Whether a node is evaluated when the body of the scope runs, be it by what runs through a generator or calls a lambda. */
export const runsAtOnceIn = (chunk: Chunk, node: Node, scope: number): boolean =>
  scopesBetween(chunk.facts, node, scope).every((inner) => {
    if (inner?.kind === 'Comprehension') return inner.type !== 'generator' || isConsumed(chunk, inner);
    return inner?.kind === 'Lambda' && isCalledAtOnce(chunk, inner);
  });

/** The owners of the scopes around a node, up to one that is around them; undefined for what ends the way. */
function scopesBetween(facts: Facts, node: Node, scope: number): readonly (Node | undefined)[] {
  const owners: (Node | undefined)[] = [];
  for (let index = facts.scopeOf[node.id] ?? 0; index !== scope;) {
    const inner = facts.scopes[index];
    owners.push(inner && facts.nodes[inner.node]);
    if (!inner || (inner.type !== 'comprehension' && inner.type !== 'lambda')) return [...owners, undefined];
    index = inner.parent;
  }
  return owners;
}

/** `(lambda: load())()`, `sorted(names, key=lambda name: load(name))` */
function isCalledAtOnce(chunk: Chunk, lambda: Lambda): boolean {
  const parent = parentOf(chunk.facts, lambda);
  if (parent?.kind === 'Call') return parent.func === lambda;
  const call = parent?.kind === 'Argument' ? parentOf(chunk.facts, parent) : undefined;
  return call?.kind === 'Call' && calledBack(chunk, call).includes(lambda);
}

/** The functions that a call calls in turn, before it or the run through the iterator that it gives is over. */
export function calledBack(chunk: Chunk, call: Call): readonly Expression[] {
  if (call.args.length === 0) return [];
  const caller = lookup(chunk, typeOf(chunk, call.func), calledInTurn);
  if (!caller || (caller.lazy && !isConsumed(chunk, call))) return [];
  return argumentsAt(call, caller.callback).map(({ value }) => value);
}

/** The object that a site uses: what is called, entered, iterated or tested. */
export function subjectOf(site: EffectSite): Expression {
  switch (site.kind) {
    case 'Call':
      return site.func;
    case 'WithItem':
      return site.context;
    case 'For':
    case 'ComprehensionFor':
      return site.iter;
    case 'Attribute':
      return site;
    case 'Subscript':
      return site.value;
    case 'Compare':
      return site.comparators.at(-1) ?? site.left;
    case 'BinOp':
      return site.left;
    case 'UnaryOp':
      return site.operand;
    case 'If':
    case 'IfExp':
    case 'While':
      return site.test;
  }
}

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
  const value = source.kind === 'Name' ? onlyValue(chunk, source) : source;
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

/** The only value that a variable of the function has at a place. */
function onlyValue({ facts }: Chunk, name: Name): Expression | undefined {
  const [index, ...others] = facts.reaching.get(name.id) ?? [];
  const binding = index === undefined || others.length > 0 ? undefined : facts.bindings[index];
  const target = binding?.type === 'value' ? facts.nodes[binding.node] : undefined;
  const statement = target && parentOf(facts, target);
  return statement?.kind === 'Assign' || statement?.kind === 'AnnAssign' ? statement.value : undefined;
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

/** A part of a generator expression that nothing runs at once. */
export function isLazy(chunk: Chunk, site: EffectSite): boolean {
  const parent = parentOf(chunk.facts, site);
  return parent?.kind === 'Comprehension' && parent.type === 'generator' && !isConsumed(chunk, parent);
}

/** Whether the iterator that an expression gives is run through at once: by `for`, a comprehension, `list(…)`. */
export function isConsumed(chunk: Chunk, iterator: Expression): boolean {
  const parent = parentOf(chunk.facts, iterator);
  switch (parent?.kind) {
    case 'For':
      return parent.iter === iterator;
    case 'ComprehensionFor':
      return parent.iter === iterator && !isLazy(chunk, parent);
    case 'YieldFrom':
    case 'Starred':
      return true;
    case 'Assign':
      return parent.targets.some((target) => target.kind === 'Collection');
    case 'Argument': {
      const call = parentOf(chunk.facts, parent);
      if (parent.stars === 1 || call?.kind !== 'Call') return parent.stars === 1;
      const use = lookup(chunk, typeOf(chunk, call.func), iteratorUses);
      return use === 'consumes' || (use === 'passes on' && isConsumed(chunk, call));
    }
    default:
      return false;
  }
}

const iteratorUses: NameTable<'consumes' | 'passes on'> = joinTables(
  under('builtins', 'list tuple set frozenset dict sorted sum min max any all next', 'consumes'),
  under('builtins.list', 'extend', 'consumes'),
  under('builtins.str', 'join', 'consumes'),
  under('collections', 'deque Counter', 'consumes'),
  under('builtins', 'enumerate zip map filter', 'passes on'),
);

const parentOf = (facts: Facts, node: Node): Node | undefined => facts.nodes[facts.parents[node.id] ?? -1];

/** The called name as the user wrote it, without what stands in brackets. */
export function sourceName(node: Node): string {
  if (node.kind === 'Name') return node.name;
  if (node.kind === 'Attribute') {
    const owner = sourceName(node.value);
    return owner === '' ? node.attribute : `${owner}.${node.attribute}`;
  }
  if (node.kind === 'Call') return `${sourceName(node.func)}()`;
  if (node.kind === 'Await') return `await ${sourceName(node.value)}`;
  if (node.kind === 'Subscript') return `${sourceName(node.value)}[…]`;
  return '';
}
