import { expect } from 'vitest';
import { extractFacts } from '../../server/src/facts/extract.ts';
import type { Facts } from '../../server/src/facts/facts.ts';
import type { Node } from '../../server/src/facts/nodes.ts';
import { childrenOf } from '../../server/src/facts/walk.ts';
import { parseOnce } from '../../server/src/syntax/chunk-tree.ts';
import { testGrammar } from './grammar.ts';

const grammar = await testGrammar();

export const factsOf = (text: string): Facts => extractFacts(parseOnce(grammar, text), text);

/** What must hold of the facts of any text, however broken. */
export function expectSound(facts: Facts, text: string): void {
  const { nodes, parents, ends } = facts;
  expect(facts.length).toBe(text.length);
  for (const [id, node] of nodes.entries()) {
    const parent = parents[id]! < 0 ? undefined : nodes[parents[id]!]!;
    const outer = parent ?? { start: 0, end: text.length };
    const isSound =
      node.id === id &&
      parents[id]! < id &&
      id < ends[id]! &&
      ends[id]! <= (parent ? ends[parent.id]! : nodes.length) &&
      outer.start <= node.start &&
      node.start <= node.end &&
      node.end <= outer.end &&
      facts.scopeOf[id]! < facts.scopes.length;
    if (!isSound)
      expect.fail(
        `${describe(node, text)} in ${parent ? describe(parent, text) : 'the module'} of ${JSON.stringify(text)}`,
      );
  }
  expectSoundBindings(facts);
}

const describe = (node: Node, text: string): string =>
  `${node.kind} ${String(node.id)} at ${String(node.start)}–${String(node.end)} ${JSON.stringify(text.slice(node.start, node.end))}`;

function expectSoundBindings({ bindings, nodes, reaching, scopes, exports }: Facts): void {
  for (const [id, indices] of reaching) {
    expect(nodes[id]).toMatchObject({ kind: 'Name', context: 'load' });
    for (const index of indices) {
      if (!bindings[index]?.uses.includes(id))
        expect.fail(`binding ${String(index)} does not know its use ${String(id)}`);
    }
  }
  for (const [index, scope] of scopes.entries()) {
    expect(scope.parent).toBeLessThan(index);
    for (const [name, owned] of scope.names) {
      for (const binding of owned) expect(bindings[binding]).toMatchObject({ name, scope: index });
    }
  }
  for (const { bindings: alive } of exports.values()) for (const index of alive) expect(bindings[index]?.scope).toBe(0);
}

/**
 * The statements of a text on one line: a kind with its parts in source order. Names stand for themselves, `x=` in store
 * and `x!` in delete context; attributes and constants too.
 */
export function outline(text: string): string {
  const facts = factsOf(text);
  return facts.body.map((node) => outlineOf(facts, node, text)).join(' ');
}

function outlineOf(facts: Facts, node: Node, text: string): string {
  const parts = childrenOf(facts, node).map((child) => outlineOf(facts, child, text));
  switch (node.kind) {
    case 'Name':
      return node.name + contextMark[node.context];
    case 'Attribute':
      return `${parts.join('')}.${node.attribute}${contextMark[node.context]}`;
    case 'Constant':
      return text.slice(node.start, node.end);
    default: {
      const label = node.kind + labelOf(node);
      return parts.length === 0 ? label : `${label}(${parts.join(', ')})`;
    }
  }
}

const contextMark = { load: '', store: '=', delete: '!' } as const;

function labelOf(node: Node): string {
  switch (node.kind) {
    case 'FunctionDef':
      return ` ${node.isAsync ? 'async ' : ''}${node.name}`;
    case 'ClassDef':
      return ` ${node.name}`;
    case 'Parameter':
      return ` ${node.type} ${node.name}`;
    case 'TypeParameter':
      return ` ${'*'.repeat(node.stars)}${node.name}`;
    case 'Argument':
      return node.name === undefined ? (node.stars ? ` ${'*'.repeat(node.stars)}` : '') : ` ${node.name}=`;
    case 'BinOp':
    case 'BoolOp':
    case 'UnaryOp':
    case 'AugAssign':
      return ` ${node.operator}`;
    case 'Compare':
      return ` ${node.operators.join(' ')}`;
    case 'Collection':
    case 'Comprehension':
      return ` ${node.type}`;
    case 'For':
    case 'With':
    case 'ComprehensionFor':
      return node.isAsync ? ' async' : '';
    case 'Alias':
      return ` ${node.name}${node.asname === undefined ? '' : ` as ${node.asname}`}`;
    case 'ImportFrom':
      return ` ${'.'.repeat(node.level)}${node.module}`;
    case 'ExceptHandler':
      return `${node.isGroup ? '*' : ''}${node.name === undefined ? '' : ` as ${node.name}`}`;
    case 'MatchCase':
      return node.irrefutable ? ' any' : '';
    case 'Global':
    case 'Nonlocal':
      return ` ${node.names.join(' ')}`;
    default:
      return '';
  }
}
