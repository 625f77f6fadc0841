import { lastNameIn } from '../../facts/last-name.ts';
import type { Decorator, Expression, FunctionDef, Parameter } from '../../facts/nodes.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { dependencyTakers, givenArguments } from '../../knowledge/loop.ts';
import { functionDefinition } from '../names/definitions.ts';
import type { Chunk, Project } from '../names/project.ts';
import { atMost, instanceOf, unknown, type Type } from '../types/types.ts';
import { openArguments } from './call-arguments.ts';
import { resultOfCalling } from './calls.ts';
import { typeOf } from './expressions.ts';
import { member } from './members.ts';
import { awaited, elementOf } from './protocols.ts';
import { lookup } from './tables.ts';

/**
 * What a framework passes for a parameter of which nothing else is said: `ctx` of a command, `message` of an event, what
 * `session=Depends(open_session)` gives; undefined where no table knows.
 */
export function frameworkArgument(project: Project, key: string): Type | undefined {
  const [ref = '', name = ''] = key.split(' ');
  const definition = functionDefinition(project, ref);
  const parameter = definition?.node.parameters.find((candidate) => candidate.name === name);
  if (!definition || !parameter) return undefined;
  const { chunk, node: owner } = definition;
  const type = dependency(chunk, parameter.default) ?? argumentOf(chunk, owner, parameter);
  return type && type !== unknown ? atMost(type, 'declared') : undefined;
}

/** A dependency is called, awaited where it is async, and entered where it is a generator. */
function dependency(chunk: Chunk, value: Expression | undefined): Type | undefined {
  const place = value?.kind === 'Call' ? lookup(chunk, typeOf(chunk, value.func), dependencyTakers) : undefined;
  const [maker] = value?.kind === 'Call' && place ? argumentsAt(value, place) : [];
  if (!maker) return undefined;
  const made = resultOfCalling(chunk, typeOf(chunk, maker.value), openArguments);
  if (made.kind === 'coroutine') return awaited(chunk, made);
  const type = typeOf(chunk, maker.value);
  const isGenerator = type.kind === 'function' && chunk.project.ask.signature(type.ref)?.isGenerator === true;
  return isGenerator ? (elementOf(chunk, made, true) ?? elementOf(chunk, made, false)) : made;
}

function argumentOf(chunk: Chunk, owner: FunctionDef, parameter: Parameter): Type | undefined {
  if (owner.decorators.length === 0 || parameter.default || parameter.type === 'kwargs') return undefined;
  const scope = chunk.facts.scopes[chunk.facts.scopeOf[owner.id] ?? 0];
  const place = owner.parameters.indexOf(parameter) - (scope?.type === 'class' ? 1 : 0);
  for (const decorator of owner.decorators) {
    const name = namesGiven(chunk, decorator, owner.name)?.[place];
    const cls = name === undefined ? undefined : chunk.project.ask.publicName(name, chunk.file.uri);
    if (cls?.kind === 'class') return instanceOf(cls);
  }
  return undefined;
}

/** The classes of the arguments; where they depend on the event, by the name of the function or of what the decorator belongs to. */
function namesGiven(chunk: Chunk, { expression }: Decorator, owner: string): readonly string[] | undefined {
  const decorator = expression.kind === 'Call' ? expression.func : expression;
  const type = typeOf(chunk, decorator);
  const callee = type.kind === 'instance' ? (member(chunk, type, '__call__') ?? unknown) : type;
  const given = lookup(chunk, callee, givenArguments);
  if (!given || isList(given)) return given;
  return given[owner] ?? given[lastNameIn(decorator) ?? ''];
}

const isList = (given: readonly string[] | Readonly<Record<string, readonly string[]>>): given is readonly string[] =>
  Array.isArray(given);
