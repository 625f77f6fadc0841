import type { Binding } from '../facts/facts.ts';
import type { Call, Expression, FunctionDef, Node, Statement } from '../facts/nodes.ts';
import { resolveIn } from '../facts/scopes.ts';
import { blocksOf } from '../facts/statement-blocks.ts';
import { ancestors, isWithin, preorder } from '../facts/walk.ts';
import type { ChunkView, ClassPlace } from '../project/model/chunk-view.ts';
import { insertAt, replaceRange } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { awaitAround } from './insert-await.ts';

export interface ClientCall {
  /** `self.client.get` */
  readonly callee: string;
  readonly edits: MakeEdits;
}

/**
 * `httpx.get(url)` → `await client.get(url)`, with a client of this class (`httpx.AsyncClient`) that the file has: made in the
 * coroutine, one of its parameters, made in `__init__` or at the top of the module. Undefined where there is none in reach.
 */
export function callClient(view: ChunkView, call: Call, clientClass: string, method: string): ClientCall | undefined {
  const client = clientInReach(view, call, clientClass);
  if (client === undefined) return undefined;
  const callee = `${client}.${method}`;
  return { callee, edits: () => awaitedInstead(view, call, callee) };
}

/** How a coroutine writes a client of the class that it can use at the call: `client`, `self.client`. */
export function clientInReach(view: ChunkView, call: Call, clientClass: string): string | undefined {
  const around = view.coroutineAround(call);
  if (!around) return undefined;
  const isClient = (at: ChunkView, value: Expression): boolean =>
    value.kind === 'Call' && at.lookupCall(value, { [clientClass]: true }) === true;
  return (
    localClient(view, call, around, clientClass, isClient) ??
    attributeClient(view, around, isClient) ??
    moduleClient(view, call, isClient)
  );
}

function awaitedInstead(view: ChunkView, call: Call, callee: string): readonly Edit[] {
  const { before, after } = awaitAround(view, call, true);
  const edits = [replaceRange(view, call.func, before + callee)];
  return after === '' ? edits : [...edits, insertAt(view, call.end, after)];
}

type IsClient = (at: ChunkView, value: Expression) => boolean;

// ----------------------------------------------------------------------------- in the coroutine itself

function localClient(
  view: ChunkView,
  call: Call,
  around: FunctionDef,
  clientClass: string,
  isClient: IsClient,
): string | undefined {
  const scope = view.facts.scopes.find(({ node }) => node === around.id);
  for (const [name, indices] of scope?.names ?? []) {
    const [index] = indices;
    const binding = indices.length === 1 && index !== undefined ? view.facts.bindings[index] : undefined;
    if (!binding || !isSeenAs(view, call, name, binding)) continue;
    const node = view.facts.nodes[binding.node];
    if (node?.kind === 'Parameter') {
      const annotation = node.annotation && view.typeOf(node.annotation);
      if (annotation && view.lookup(annotation, { [clientClass]: true })) return name;
    } else if (node && isOpenAt(view, call, node, isClient)) return name;
  }
  return undefined;
}

function isSeenAs(view: ChunkView, call: Call, name: string, binding: Binding): boolean {
  const resolution = resolveIn(view.facts, view.facts.scopeOf[call.id] ?? 0, name);
  return resolution !== 'module' && resolution.scope === binding.scope;
}

/** Whether a name is bound to a client in an `async with` around the call, or on every way to it. */
function isOpenAt(view: ChunkView, call: Call, target: Node, isClient: IsClient): boolean {
  const parent = view.parent(target);
  if (parent?.kind === 'WithItem') {
    const block = view.parent(parent);
    return (
      block?.kind === 'With' &&
      block.isAsync &&
      isClient(view, parent.context) &&
      block.body.some((statement) => isWithin(view.facts, call, statement))
    );
  }
  if (parent?.kind !== 'Assign' && parent?.kind !== 'AnnAssign') return false;
  if (!parent.value || !isClient(view, parent.value)) return false;
  return blocksBefore(view, call).some((statements) => statements.includes(parent));
}

/** Of every block around a node, the statements before it. */
function blocksBefore(view: ChunkView, node: Node): readonly (readonly Statement[])[] {
  const before: (readonly Statement[])[] = [];
  for (const outer of ancestors(view.facts, node)) {
    for (const block of blocksOf(outer)) {
      const index = block.findIndex((statement) => isWithin(view.facts, node, statement));
      if (index >= 0) before.push(block.slice(0, index));
    }
    if (outer.kind === 'FunctionDef') break;
  }
  return before;
}

// -------------------------------------------------------------------------------------- of the object

/** `self.client`, where `__init__` alone makes it. */
function attributeClient(view: ChunkView, method: FunctionDef, isClient: IsClient): string | undefined {
  const owner = view.parent(method);
  const self = method.parameters[0]?.name;
  if (owner?.kind !== 'ClassDef' || self === undefined || method.decorators.length > 0) return undefined;
  const parts = view.partsOfClass(owner);
  const [made] = parts.flatMap((part) =>
    part.node.body.flatMap((node) =>
      node.kind === 'FunctionDef' && node.name === '__init__' ? [{ home: part.view, init: node }] : [],
    ),
  );
  if (!made) return undefined;
  const { home, init } = made;
  for (const statement of init.body) {
    if (statement.kind !== 'Assign' && statement.kind !== 'AnnAssign') continue;
    const target = statement.kind === 'Assign' ? statement.targets[0] : statement.target;
    if (target?.kind !== 'Attribute' || !statement.value || !isClient(home, statement.value)) continue;
    if (home.source(target.value) !== init.parameters[0]?.name) continue;
    if (assignmentsOf(parts, target.attribute) === 1) return `${self}.${target.attribute}`;
  }
  return undefined;
}

function assignmentsOf(parts: readonly ClassPlace[], attribute: string): number {
  const isTarget = (node: Node): boolean => node.kind === 'Attribute' && node.attribute === attribute;
  return parts
    .flatMap(({ view, node }) => [...preorder(view.facts, node)])
    .filter(
      (node) =>
        (node.kind === 'Assign' && node.targets.some(isTarget)) || (node.kind === 'AnnAssign' && isTarget(node.target)),
    ).length;
}

// -------------------------------------------------------------------------------------- of the module

function moduleClient(view: ChunkView, call: Call, isClient: IsClient): string | undefined {
  const chunks = view.fileChunks();
  for (const chunk of chunks) {
    for (const statement of chunk.facts.body) {
      if (statement.kind !== 'Assign' && statement.kind !== 'AnnAssign') continue;
      const target = statement.kind === 'Assign' ? statement.targets[0] : statement.target;
      if (target?.kind !== 'Name' || !statement.value || !isClient(chunk, statement.value)) continue;
      const resolution = resolveIn(view.facts, view.facts.scopeOf[call.id] ?? 0, target.name);
      const isSeen = resolution === 'module' || resolution.scope === 0;
      const bindings = chunks.flatMap(({ facts }) => facts.scopes[0]?.names.get(target.name) ?? []);
      if (isSeen && bindings.length === 1) return target.name;
    }
  }
  return undefined;
}
