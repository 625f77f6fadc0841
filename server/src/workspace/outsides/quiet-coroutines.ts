import { isPlaceholder, canFallThrough, ownNodes } from '../../facts/function-bodies.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, FunctionDef, Node, NodeKind, Parameter } from '../../facts/nodes.ts';
import { ancestors, bodyScope, nodesOwn, preorder } from '../../facts/walk.ts';
import { effectsOf } from '../../project/effects/effects.ts';
import { sitesIn } from '../../project/effects/effect-sites.ts';
import { typeOf } from '../../project/inference/expressions.ts';
import { functionDefinition, partsOf, referenceTo } from '../../project/names/definitions.ts';
import type { Chunk, Project } from '../../project/names/project.ts';
import { membersOf, type Type } from '../../project/types/types.ts';

/** A coroutine function whose body says nothing to other packages, and the statement that may stand for all of it. */
export interface QuietCoroutine {
  readonly node: FunctionDef;
  readonly body: 'return' | 'raise';
}

/**
 * Coroutine functions whose bodies nobody else can ask about: they give no value, store no attribute, define nothing, lead to nothing
 * that blocks, and what they call is known and takes nothing from those who call it. Plain functions have effects on who calls
 * them, so theirs are told.
 */
export const quietCoroutines = (chunk: Chunk): readonly QuietCoroutine[] =>
  chunk.facts.errors.length > 0 || chunk.facts.tooDeep.length > 0
    ? []
    : nodesOwn(chunk.facts).flatMap((node) =>
        node.kind === 'FunctionDef' && isQuiet(chunk, node) ? [{ node, body: bodyFor(chunk, node) }] : [],
      );

/** What ends a body that can end does so with None. */
const bodyFor = ({ facts }: Chunk, node: FunctionDef): QuietCoroutine['body'] =>
  canFallThrough(node.body) || ownNodes(facts, node, 'Return').length > 0 ? 'return' : 'raise';

function isQuiet(chunk: Chunk, node: FunctionDef): boolean {
  const { facts, project } = chunk;
  if (!node.isAsync || isPlaceholder(node.body) || facts.scopes[bodyScope(facts, node)]?.isGenerator === true)
    return false;
  if ([...ancestors(facts, node)].some(({ kind }) => kind === 'FunctionDef' || kind === 'Lambda')) return false;
  for (const statement of node.body)
    for (const inner of preorder(facts, statement)) if (tells(chunk, inner)) return false;
  const isWay = sitesIn(chunk, node).some((site) => effectsOf(chunk, site).some(({ path }) => path.length > 1));
  return !isWay && !project.ask.startsTasks(referenceTo(chunk, node));
}

/** What others may see, or may ask for by name. */
const TELLING = new Set<NodeKind>([
  ...(['FunctionDef', 'ClassDef', 'Lambda', 'Import', 'ImportFrom', 'Global', 'Nonlocal', 'TypeAlias'] as const),
  ...(['Yield', 'YieldFrom', 'Opaque', 'OpaqueStatement'] as const),
]);

function tells(chunk: Chunk, node: Node): boolean {
  if (TELLING.has(node.kind)) return true;
  if (node.kind === 'Return') return node.value !== undefined;
  if (node.kind === 'Attribute') return node.context !== 'load';
  return node.kind === 'Call' && !isQuietCall(chunk, node);
}

/** A call of what nobody knows may be one of anything of that name. */
function isQuietCall(chunk: Chunk, call: Call): boolean {
  const name = lastNameIn(call.func) ?? '';
  if (name.endsWith('attr') || name.startsWith('partial')) return false;
  return membersOf(typeOf(chunk, call.func)).every((callee) => isQuietCallee(chunk.project, callee));
}

function isQuietCallee(project: Project, callee: Type): boolean {
  switch (callee.kind) {
    case 'function':
      return isLibrary(project, callee.ref) || (!isMethod(project, callee.ref) && isClosed(project, callee.ref));
    case 'class':
      return isLibrary(project, callee.ref) || hasClosedConstructor(project, callee.ref);
    case 'callable':
      return callee.of === undefined || isQuietCallee(project, callee.of);
    case 'instance':
    case 'none':
      return true;
    default:
      return false;
  }
}

const isLibrary = (project: Project, ref: string): boolean => project.files.get(partsOf(ref).uri)?.isLibrary === true;

/** Calling it may run what another package has in its place. */
const isMethod = (project: Project, ref: string): boolean => project.ask.signature(ref)?.ownerClass !== undefined;

/** Whether no parameter of a function, `self` aside, takes its type from those who call it. */
const isClosed = (project: Project, ref: string, isMethod = false): boolean =>
  functionDefinition(project, ref)?.node.parameters.every((each, i) => (isMethod && i === 0) || !isOpen(each)) ?? false;

const isOpen = ({ type, annotation, default: value }: Parameter): boolean =>
  annotation === undefined &&
  type !== 'args' &&
  type !== 'kwargs' &&
  (value === undefined || (value.kind === 'Constant' && value.type === 'None'));

function hasClosedConstructor(project: Project, ref: string): boolean {
  const own = project.ask.ownMember(ref, '__init__');
  return own?.kind === 'function' && isClosed(project, own.ref, true);
}
