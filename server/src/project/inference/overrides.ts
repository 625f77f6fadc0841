import { isPlaceholder } from '../../facts/function-bodies.ts';
import type { Expression } from '../../facts/nodes.ts';
import { classDefinition, functionDefinition, partsOf } from '../names/definitions.ts';
import type { Chunk, Project } from '../names/project.ts';
import { type Type } from '../types/types.ts';
import { typeOf } from './expressions.ts';
import { returnsOf } from './functions.ts';
import { memberOfClassRaw } from './members.ts';
import { awaited } from './protocols.ts';

/**
 * Whether a method of the user's class is async and a subclass's of the same name gives no awaitable, or the reverse, or one is a
 * coroutine and the other an async generator: who has only the class in hand cannot tell what a call gives.
 */
export function isOverriddenOtherwise(project: Project, cls: string, name: string): boolean {
  if (classDefinition(project, cls)?.chunk.file.isLibrary !== false) return false;
  const base = memberOfClassRaw({ project }, cls, name);
  if (base?.kind !== 'function') return false;
  return (project.ask.subclassesOf(cls) ?? []).some((subclass) => {
    const own = project.ask.ownMember(subclass, name);
    if (own !== undefined && isGeneratorBelow(project, base.ref, subclass, name)) return true;
    if (own?.kind === 'callable')
      return isCoroutineFunction(project, base.ref) && givesOther(project, subclass, own.result);
    return own?.kind === 'function' && areUnlike(project, base.ref, own.ref);
  });
}

/** `@traced async def rows(self): yield …` over `async def rows(self): …`, whatever the decorator makes of it. */
function isGeneratorBelow(project: Project, base: string, subclass: string, name: string): boolean {
  const { uri, qualifiedName } = partsOf(subclass);
  const decorated = `${uri}#${qualifiedName}.${name}@0`;
  const [here, there] = [project.ask.signature(base), project.ask.signature(decorated)];
  if (here?.isAsync !== true || here.isGenerator || there?.isAsync !== true || !there.isGenerator) return false;
  return !isPlaceholderOf(project, decorated);
}

/** `@asynccontextmanager async def open(self): …` over `async def open(self): …` */
function givesOther(project: Project, cls: string, result: Type): boolean {
  const chunk = classDefinition(project, cls)?.chunk;
  return chunk !== undefined && result.kind !== 'coroutine' && awaited(chunk, result) === undefined;
}

function isCoroutineFunction(project: Project, ref: string): boolean {
  const signature = project.ask.signature(ref);
  return signature?.isAsync === true && !signature.isGenerator;
}

function areUnlike(project: Project, base: string, own: string): boolean {
  const here = project.ask.signature(base);
  const there = project.ask.signature(own);
  if (!here || !there) return false;
  const { isAsync } = here;
  if (isAsync && there.isAsync) return here.isGenerator !== there.isGenerator && !isPlaceholderOf(project, own);
  if (isAsync === there.isAsync) return false;
  return givesNoAwaitable(project, isAsync ? own : base);
}

const isPlaceholderOf = (project: Project, ref: string): boolean => {
  const definition = functionDefinition(project, ref);
  return definition !== undefined && isPlaceholder(definition.node.body);
};

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
