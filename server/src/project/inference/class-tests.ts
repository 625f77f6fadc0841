import type { Facts } from '../../facts/facts.ts';
import type { Attribute, Expression, Node } from '../../facts/nodes.ts';
import { preorder } from '../../facts/walk.ts';
import type { Chunk } from '../names/project.ts';
import type { Type } from '../types/types.ts';
import { partsOf, testsHeldAt } from './held-tests.ts';
import { narrowBy } from './narrowing.ts';

/**
 * What tests around a place leave of an attribute's type: `if isinstance(self.x, Cursor):`, `if self.x is not None:`,
 * `if not hasattr(self.x, "close"): return` above it. That it was None says nothing, since it is often set then.
 */
export function attributeAsTested(chunk: Chunk, node: Attribute, type: Type): Type {
  // Most attributes are in no test at all, and looking for tests goes through all that stands above.
  if (!attributesOf(chunk.facts).tested.has(node.attribute)) return type;
  let narrowed = type;
  for (const held of testsHeldAt(chunk, node))
    for (const part of partsOf(held)) {
      if (!isAbout(part.test, node) || isStoredBetween(chunk, part.test, node)) continue;
      const left = narrowBy(chunk, part.test, part.outcome, narrowed);
      if (left.kind !== 'none') narrowed = left;
    }
  return narrowed;
}

function isAbout(test: Expression, node: Attribute): boolean {
  const subject = test.kind === 'Compare' ? test.left : test.kind === 'Call' ? test.args[0]?.value : test;
  return subject !== undefined && isSame(subject, node);
}

const isSame = (a: Expression, b: Expression): boolean =>
  a.kind === 'Attribute' && b.kind === 'Attribute'
    ? a.attribute === b.attribute && isSame(a.value, b.value)
    : a.kind === 'Name' && b.kind === 'Name' && a.name === b.name;

const isStoredBetween = ({ facts }: Chunk, test: Expression, node: Attribute): boolean =>
  attributesOf(facts)
    .stored.get(node.attribute)
    ?.some((other) => other.start > test.end && other.end <= node.start && isSame(other, node)) ?? false;

interface AttributesByName {
  /** Those that are read in tests. */
  readonly tested: ReadonlySet<string>;
  readonly stored: ReadonlyMap<string, readonly Attribute[]>;
}

const knownAttributes = new WeakMap<Facts, AttributesByName>();

function attributesOf(facts: Facts): AttributesByName {
  const known = knownAttributes.get(facts);
  if (known) return known;
  const tested = new Set<string>();
  const stored = new Map<string, Attribute[]>();
  for (const node of facts.nodes) {
    for (const part of testIn(facts, node)) if (part.kind === 'Attribute') tested.add(part.attribute);
    if (node.kind === 'Attribute' && node.context === 'store') add(stored, node.attribute, node);
  }
  knownAttributes.set(facts, { tested, stored });
  return { tested, stored };
}

/** All parts of the test of a node, where it is one of those that `testsHeldAt` knows. */
function testIn(facts: Facts, node: Node): Iterable<Node> {
  if (node.kind === 'BoolOp') return preorder(facts, node.left);
  return node.kind === 'If' || node.kind === 'While' || node.kind === 'IfExp' ? preorder(facts, node.test) : [];
}

function add(lists: Map<string, Attribute[]>, name: string, node: Attribute): void {
  const before = lists.get(name);
  if (before) before.push(node);
  else lists.set(name, [node]);
}
