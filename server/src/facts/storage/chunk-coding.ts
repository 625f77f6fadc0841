import type { Binding, BindingType, ChunkExport, Comment, Facts, Scope } from '../facts.ts';
import type { Located, Node, NodeKind, Statement } from '../nodes.ts';
import { expressionCodings } from './expression-codings.ts';
import { type NodeCoding, NodeReader, NodeWriter } from './node-coding.ts';
import { statementCodings } from './statement-codings.ts';
import { expectSound } from './bytes.ts';
import type { StringWriter } from './strings.ts';

const codings: Readonly<Record<NodeKind, unknown>> = { ...expressionCodings, ...statementCodings };
const kinds = Object.keys(codings) as NodeKind[];
const codingByKind = Object.values(codings) as NodeCoding<Node>[];
const kindNumbers = new Map(kinds.map((kind, number) => [kind, number]));

const bindingTypes = [
  ...(['import', 'function', 'class', 'parameter', 'type-parameter', 'value', 'except', 'delete', 'narrow'] as const),
] satisfies BindingType[];
const scopeTypes = [
  ...(['module', 'class', 'function', 'lambda', 'comprehension', 'type-parameters'] as const),
] satisfies Scope['type'][];

/** The facts of one chunk as bytes. What follows from the rest is left out: parents, names and children of scopes. */
export function writeChunk(facts: Facts, strings: StringWriter): Uint8Array {
  const out = new NodeWriter(strings);
  out.int(facts.length);
  out.int(facts.own);
  out.int(facts.nodes.length);
  writeNodes(out, facts);
  ids(
    out,
    facts.body.map(({ id }) => id),
  );
  writeScopes(out, facts.scopes);
  writeBindings(out, facts.bindings);
  writeReaching(out, facts.reaching);
  out.int(facts.exports.size);
  for (const [name, { bindings, maybeUnbound }] of facts.exports) {
    out.string(name);
    out.flag(maybeUnbound);
    ids(out, bindings);
  }
  for (const ranges of [facts.errors, facts.tooDeep]) {
    out.int(ranges.length);
    for (const range of ranges) writeRange(out, range);
  }
  out.int(facts.comments.length);
  for (const comment of facts.comments) {
    writeRange(out, comment);
    out.string(comment.text);
  }
  return out.result();
}

export function readChunk(bytes: Uint8Array, strings: readonly string[]): Facts {
  const nodes: Node[] = [];
  const x = new NodeReader(bytes, strings, nodes);
  const length = x.int();
  const own = x.int();
  nodes.length = x.count();
  const { ends, scopeOf } = readNodes(x, nodes);
  const body = readIds(x).map((id) => nodes[id] as Statement);
  const scopes = readScopes(x);
  const bindings = readBindings(x);
  for (const [index, { type, scope, name }] of bindings.entries()) {
    if (type === 'narrow') continue;
    const known = scopes[scope]!.names.get(name);
    if (known) known.push(index);
    else scopes[scope]!.names.set(name, [index]);
  }
  const facts = {
    body,
    nodes,
    parents: parentsFrom(ends),
    ends,
    scopes,
    scopeOf,
    bindings,
    reaching: readReaching(x),
    exports: readExports(x),
    errors: list(x, () => readRange(x)),
    tooDeep: list(x, () => readRange(x)),
    comments: list(x, (): Comment => ({ ...readRange(x), text: x.string() })),
    own,
    length,
  };
  expectSound(x.isDone && isSound(facts));
  return facts;
}

/** Whoever goes along these numbers comes to an end and meets nothing that is not there. */
function isSound({ body, nodes, scopes, scopeOf, bindings, reaching, exports }: Facts): boolean {
  const isPlace = (index: number): boolean => index >= 0 && index < bindings.length;
  return (
    body.every((statement: Statement | undefined) => statement !== undefined) &&
    scopeOf.every((scope) => scope >= 0 && scope < scopes.length) &&
    scopes.every(({ parent, node }, index) => parent < index && node < nodes.length) &&
    bindings.every(({ node, prior, uses }) => {
      const isUse = (id: number): boolean => id >= 0 && id < nodes.length;
      return node < nodes.length && prior.every(isPlace) && uses.every(isUse);
    }) &&
    [...reaching.values()].every((found) => found.every(isPlace)) &&
    [...exports.values()].every((found) => found.bindings.every(isPlace))
  );
}

/** Beside the kind: the node has no children; it is evaluated in the scope of the node behind it. */
const LEAF = 0x40;
const SAME_SCOPE = 0x80;

function writeNodes(out: NodeWriter, { nodes, ends, scopeOf }: Facts): void {
  let start = 0;
  let scope = 0;
  for (let id = nodes.length - 1; id >= 0; id--) {
    const node = nodes[id]!;
    const isLeaf = ends[id] === id + 1;
    const isSameScope = scopeOf[id] === scope;
    out.byte(kindNumbers.get(node.kind)! | (isLeaf ? LEAF : 0) | (isSameScope ? SAME_SCOPE : 0));
    if (!isLeaf) out.int(ends[id]! - id);
    if (!isSameScope) out.signed(scopeOf[id]! - scope);
    out.signed(start - node.start);
    out.int(node.end - node.start);
    out.id = id;
    ({ start } = node);
    out.start = start;
    scope = scopeOf[id]!;
    codingByKind[kindNumbers.get(node.kind)!]!.write(out, node);
  }
}

function readNodes(x: NodeReader, nodes: Node[]): { ends: Int32Array; scopeOf: Int32Array } {
  const ends = new Int32Array(nodes.length);
  const scopeOf = new Int32Array(nodes.length);
  let start = 0;
  let scope = 0;
  for (let id = nodes.length - 1; id >= 0; id--) {
    const head = x.byte();
    const extent = (head & LEAF) === 0 ? x.int() : 1;
    expectSound(extent > 0 && id + extent <= nodes.length);
    ends[id] = id + extent;
    if ((head & SAME_SCOPE) === 0) scope += x.signed();
    scopeOf[id] = scope;
    start -= x.signed();
    const end = start + x.int();
    x.id = id;
    x.start = start;
    nodes[id] = codingByKind[head & (LEAF - 1)]!.read(x, id, start, end);
  }
  return { ends, scopeOf };
}

function parentsFrom(ends: Int32Array): Int32Array {
  const parents = new Int32Array(ends.length);
  let parent = -1;
  for (let id = 0; id < ends.length; id++) {
    while (parent >= 0 && ends[parent]! <= id) parent = parents[parent]!;
    parents[id] = parent;
    parent = id;
  }
  return parents;
}

function writeScopes(out: NodeWriter, scopes: readonly Scope[]): void {
  out.int(scopes.length);
  for (const scope of scopes) {
    out.choice(scopeTypes, scope.type);
    out.byte(Number(scope.isGenerator) + 2 * Number(scope.hasError));
    out.int(scope.parent + 1);
    out.int(scope.node + 1);
    out.strings(scope.globals);
    out.strings(scope.nonlocals);
  }
}

interface ScopeBeingRead extends Scope {
  readonly names: Map<string, number[]>;
  readonly children: number[];
}

function readScopes(x: NodeReader): ScopeBeingRead[] {
  const scopes: ScopeBeingRead[] = [];
  for (let rest = x.count(); rest > 0; rest--) {
    const type = x.choice(scopeTypes);
    const flags = x.byte();
    const parent = x.int() - 1;
    scopes[parent]?.children.push(scopes.length);
    scopes.push({
      type,
      parent,
      node: x.int() - 1,
      names: new Map(),
      globals: x.strings(),
      nonlocals: x.strings(),
      children: [],
      isGenerator: (flags & 1) !== 0,
      hasError: (flags & 2) !== 0,
    });
  }
  return scopes;
}

function writeBindings(out: NodeWriter, bindings: readonly Binding[]): void {
  out.int(bindings.length);
  for (const binding of bindings) {
    out.byte(bindingTypes.indexOf(binding.type) + (binding.positive ? 0x10 : 0) + (binding.escapes ? 0x20 : 0));
    out.string(binding.name);
    out.int(binding.scope);
    out.int(binding.node);
    ids(out, binding.prior);
    ids(out, binding.uses);
  }
}

const readBindings = (x: NodeReader): Binding[] =>
  list(x, () => {
    const head = x.byte();
    return {
      type: bindingTypes[head & 0xf]!,
      name: x.string(),
      scope: x.int(),
      node: x.int(),
      prior: readIds(x),
      positive: (head & 0x10) !== 0,
      uses: readIds(x),
      escapes: (head & 0x20) !== 0,
    };
  });

function writeReaching(out: NodeWriter, reaching: Facts['reaching']): void {
  out.int(reaching.size);
  let before = 0;
  for (const [id, bindings] of reaching) {
    out.signed(id - before);
    ids(out, bindings);
    before = id;
  }
}

function readReaching(x: NodeReader): Map<number, readonly number[]> {
  const reaching = new Map<number, readonly number[]>();
  let id = 0;
  for (let rest = x.count(); rest > 0; rest--) {
    id += x.signed();
    reaching.set(id, readIds(x));
  }
  return reaching;
}

function readExports(x: NodeReader): Map<string, ChunkExport> {
  const exports = new Map<string, ChunkExport>();
  for (let rest = x.count(); rest > 0; rest--) {
    const name = x.string();
    const maybeUnbound = x.flag();
    exports.set(name, { bindings: readIds(x), maybeUnbound });
  }
  return exports;
}

/** Mostly they grow. */
function ids(out: NodeWriter, values: readonly number[]): void {
  out.int(values.length);
  let before = 0;
  for (const value of values) {
    out.signed(value - before);
    before = value;
  }
}

const none: readonly number[] = [];

function readIds(x: NodeReader): readonly number[] {
  let rest = x.count();
  if (rest === 0) return none;
  const values: number[] = [];
  for (let value = 0; rest > 0; rest--) values.push((value += x.signed()));
  return values;
}

function writeRange(out: NodeWriter, { start, end }: Located): void {
  out.int(start);
  out.int(end - start);
}

function readRange(x: NodeReader): Located {
  const start = x.int();
  return { start, end: start + x.int() };
}

const list = <T>(x: NodeReader, read: () => T): T[] => Array.from({ length: x.count() }, read);
