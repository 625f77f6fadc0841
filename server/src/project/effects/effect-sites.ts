import type { Facts } from '../../facts/facts.ts';
import type { Call, Expression, FunctionDef, Lambda, Node } from '../../facts/nodes.ts';
import { bodyScope, parentOf } from '../../facts/walk.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { calledInTurn } from '../../knowledge/loop.ts';
import { joinTables, under, type NameTable } from '../../knowledge/name-table.ts';
import { typeOf } from '../inference/expressions.ts';
import { lookup } from '../inference/tables.ts';
import type { Chunk } from '../names/project.ts';
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
  facts.scopeOf[node.id] === scope ||
  scopesBetween(facts, node, scope).every((inner) => inner?.kind === 'Comprehension' && inner.type !== 'generator');

/** Whether a node is evaluated when the body of the scope runs, be it by what runs through a generator or calls a lambda. */
export const runsAtOnceIn = (chunk: Chunk, node: Node, scope: number): boolean =>
  chunk.facts.scopeOf[node.id] === scope ||
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

export const iteratorUses: NameTable<'consumes' | 'passes on'> = joinTables(
  under('builtins', 'list tuple set frozenset dict sorted sum min max any all next', 'consumes'),
  under('builtins.list', 'extend', 'consumes'),
  under('builtins.str', 'join', 'consumes'),
  under('collections', 'deque Counter', 'consumes'),
  under('builtins', 'enumerate zip map filter', 'passes on'),
);

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
