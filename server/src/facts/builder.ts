import { type FlatTree, afterSubtree, endOf, fieldOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { kinds } from '../syntax/kinds.ts';
import type { BindingType, Scope } from './facts.ts';
import type { Located, Node, OpaqueExpression } from './nodes.ts';

/** What the extractor writes into while it reads a tree from front to back. */
export interface Builder {
  readonly tree: FlatTree;
  readonly text: string;
  readonly nodes: Node[];
  /** By node id, like `Facts.parents`, `ends` and `scopeOf`; longer than needed. */
  readonly parents: Int32Array;
  readonly ends: Int32Array;
  readonly scopeOf: Int32Array;
  readonly scopes: ScopeDraft[];
  readonly bindings: BindingDraft[];
  /** Broken places that the parser did not notice. */
  readonly errors: Located[];
  /** See `Facts.tooDeep`. */
  readonly tooDeep: Located[];
  /** Error rows whose contents are already nodes. */
  readonly readErrors: Set<number>;
  /** The node being built and the scope that it is evaluated in. */
  parent: number;
  scope: number;
  /** How deep expressions are nested around the current one. */
  depth: number;
  /** How many blocks are open. */
  blocks: number;
  /** How many brackets are open around the current place: newlines mean nothing inside. */
  brackets: number;
  /** Rows that belong behind the current statement, where the parser drew two lines into one. */
  readonly pending: number[];
  /** The bracket that the parser tore off `type` in `type(x).y = z`. */
  typeCall: number;
  /** An expression that the parser nested wrongly: where the part starts or ends in truth. See `expression`. */
  readonly shift: { start: number; newStart: number; end: number; newEnd: number };
}

export interface ScopeDraft {
  readonly type: Scope['type'];
  readonly parent: number;
  readonly node: number;
  readonly globals: string[];
  readonly nonlocals: string[];
  readonly children: number[];
  isGenerator: boolean;
  hasError: boolean;
}

export interface BindingDraft {
  readonly type: BindingType;
  readonly name: string;
  scope: number;
  readonly node: number;
}

/** Rows beget fewer nodes than this each, even where the code is broken. */
const NODES_A_ROW = 5;

/** Room for `parents`, `ends` and `scopeOf`, used again by every extraction: clearing new arrays would cost more than filling them. */
let room = [new Int32Array(0), new Int32Array(0), new Int32Array(0)] as const;

function makeRoom(nodes: number): typeof room {
  if (room[0].length < nodes) room = [new Int32Array(2 * nodes), new Int32Array(2 * nodes), new Int32Array(2 * nodes)];
  return room;
}

export function createBuilder(tree: FlatTree, text: string): Builder {
  const [parents, ends, scopeOf] = makeRoom(tree.length * NODES_A_ROW + 64);
  const builder: Builder = {
    tree,
    text,
    nodes: [],
    parents,
    ends,
    scopeOf,
    scopes: [],
    bindings: [],
    errors: [],
    tooDeep: [],
    readErrors: new Set(),
    parent: -1,
    scope: -1,
    depth: 0,
    blocks: 0,
    brackets: 0,
    pending: [],
    typeCall: none,
    shift: { start: -1, newStart: -1, end: -1, newEnd: -1 },
  };
  builder.scope = openScope(builder, 'module', -1);
  return builder;
}

/** Reserves the next id in preorder; what is built until `close` becomes its subtree. */
export function open(x: Builder): number {
  const id = x.nodes.length;
  x.nodes.push(reserved);
  x.parents[id] = x.parent;
  x.scopeOf[id] = x.scope;
  x.parent = id;
  return id;
}

export function close<N extends Node>(x: Builder, node: N): N {
  x.nodes[node.id] = node;
  x.ends[node.id] = x.nodes.length;
  x.parent = x.parents[node.id]!;
  return node;
}

/** Keeps a node's place until it is closed. */
const reserved: OpaqueExpression = { kind: 'Opaque', id: -1, start: 0, end: 0, children: [] };

/** A scope within the current one; the caller enters and leaves it. */
export function openScope(x: Builder, type: Scope['type'], node: number): number {
  const index = x.scopes.length;
  x.scopes.push({
    type,
    parent: x.scope,
    node,
    globals: [],
    nonlocals: [],
    children: [],
    isGenerator: false,
    hasError: false,
  });
  if (x.scope >= 0) x.scopes[x.scope]!.children.push(index);
  return index;
}

export function bind(x: Builder, type: BindingType, name: string, node: number, scope = x.scope): void {
  if (name !== '') x.bindings.push({ type, name, scope, node });
}

/** Texts met lately, by hash; a text that finds its place taken replaces what is there. */
const lately: string[] = new Array<string>(1 << 14).fill('');

export const textAt = (x: Builder, start: number, end: number): string => recentText(x.text, start, end);

/**
 * The text of a range. Mostly the same names come again and again: then no string is made. A new one is a copy, so that
 * it does not keep the whole source text alive.
 */
export function recentText(source: string, start: number, end: number): string {
  const place = placeOf(source, start, end);
  const known = lately[place]!;
  if (known.length === end - start && source.startsWith(known, start)) return known;
  const text = ` ${source.slice(start, end)}`.slice(1);
  lately[place] = text;
  return text;
}

/** Ends of names tell them apart best: only up to six units of each end are hashed. */
function placeOf(text: string, start: number, end: number): number {
  let hash = end - start;
  const near = Math.min(end, start + 6);
  for (let at = start; at < near; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  for (let at = Math.max(near, end - 6); at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 15)) & (lately.length - 1);
}

export function textOf(x: Builder, row: number): string {
  return row === none ? '' : textAt(x, startOf(x.tree, row), endOf(x.tree, row));
}

/** The first child in this field that the parser has really seen. */
export function field(x: Builder, row: number, wanted: number): number {
  const { tree } = x;
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (fieldOf(tree, child) === wanted && kindOf(tree, child) < kinds.missing) return child;
  }
  return none;
}

export function childOf(x: Builder, row: number, kind: number): number {
  const { tree } = x;
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (kindOf(tree, child) === kind) return child;
  }
  return none;
}

/** Whether a line ends in a range (a backslash before the newline joins lines). */
export function endsLine(x: Builder, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = x.text.charCodeAt(at);
    if (unit === 10 || unit === 13) return !hasBackslash(x, start, at);
    if (unit === 35) return true;
  }
  return false;
}

const hasBackslash = (x: Builder, start: number, end: number): boolean => x.text.slice(start, end).includes('\\');
