import type { Expression } from '../facts/nodes.ts';
import { classDefinition, functionDefinition } from './definitions.ts';
import { typeOf } from './expressions.ts';
import { isPlaceholder, returnsOf } from './functions.ts';
import { awaited, memberOfClassRaw } from './members.ts';
import type { Chunk, Project } from './project.ts';
import { classType } from './types.ts';

/**
 * Whether a method of the user's class is async and a subclass's of the same name gives no awaitable, or the reverse: who has
 * only the class in hand cannot tell what a call gives.
 */
export function isOverriddenOtherwise(project: Project, cls: string, name: string): boolean {
  if (classDefinition(project, cls)?.chunk.file.isLibrary !== false) return false;
  const base = memberOfClassRaw({ project }, classType(cls), name);
  if (base?.kind !== 'function') return false;
  return (project.ask.subclassesOf(cls) ?? []).some((subclass) => {
    const own = project.ask.ownMember(`${subclass}|${name}`);
    return own?.kind === 'function' && areUnlike(project, base.ref, own.ref);
  });
}

function areUnlike(project: Project, base: string, own: string): boolean {
  const isAsync = project.ask.signature(base)?.isAsync;
  if (isAsync === undefined || isAsync === project.ask.signature(own)?.isAsync) return false;
  return givesNoAwaitable(project, isAsync ? own : base);
}

/** Seen from its declaration or its `return` statements, without looking into what they call. */
function givesNoAwaitable(project: Project, plain: string): boolean {
  const definition = functionDefinition(project, plain);
  const signature = project.ask.signature(plain);
  if (!definition || !signature) return false;
  const { chunk, node } = definition;
  if (signature.returns) return awaited(chunk, signature.returns) === undefined;
  if (signature.isGenerator) return true;
  return !isPlaceholder(node.body) && returnsOf(chunk, node).every(({ value }) => !value || isPlain(chunk, value));
}

/** A literal, or a new object that cannot be awaited. */
function isPlain(chunk: Chunk, value: Expression): boolean {
  if (value.kind === 'Call' && value.func.kind === 'Name' && typeOf(chunk, value.func).kind === 'class')
    return awaited(chunk, typeOf(chunk, value)) === undefined;
  return value.kind === 'Constant' || value.kind === 'Collection';
}
