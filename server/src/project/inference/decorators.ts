import { lastNameOf } from '../../facts/last-name.ts';
import type { ClassDef, Decorator, Expression, FunctionDef } from '../../facts/nodes.ts';
import { bodyScope } from '../../facts/walk.ts';
import { decorators as knownDecorators } from '../../knowledge/decorators.ts';
import { partsBinding } from '../names/class-parts.ts';
import { functionDefinition, referenceTo } from '../names/definitions.ts';
import type { Chunk, Project } from '../names/project.ts';
import { isStandard } from '../types/standard-names.ts';
import { atMost, callableType, classType, coroutineType, functionType, unknown, type Type } from '../types/types.ts';
import { typeOfBinding } from './bindings.ts';
import { argumentsFromTypes } from './call-arguments.ts';
import { resultOfCalling } from './calls.ts';
import { handsOriginalOn } from './decorator-bodies.ts';
import { typeOf } from './expressions.ts';
import { returnsOf } from './functions.ts';
import { awaited } from './protocols.ts';
import { lookup } from './tables.ts';

/** The type that a `def` binds its name to: the function as its decorators leave it. */
export function decoratedFunction(chunk: Chunk, node: FunctionDef): Type {
  const accessor = propertyOfAccessor(chunk, node);
  if (accessor) return accessor;
  let type: Type = functionType(referenceTo(chunk, node));
  for (const decorator of [...node.decorators].reverse()) {
    if (type.kind === 'unknown') return type;
    type = decorate(chunk, decorator, type);
  }
  return type;
}

/** Class decorators nearly always return the class. */
export const decoratedClass = (chunk: Chunk, node: ClassDef): Type => classType(referenceTo(chunk, node));

/** `@x.setter def x` keeps the property that `x` was before. */
function propertyOfAccessor(chunk: Chunk, node: FunctionDef): Type | undefined {
  const isAccessor = node.decorators.some(
    ({ expression }) =>
      expression.kind === 'Attribute' &&
      ['setter', 'deleter', 'getter'].includes(expression.attribute) &&
      expression.value.kind === 'Name' &&
      expression.value.name === node.name,
  );
  if (!isAccessor) return undefined;
  const cls = chunk.facts.nodes[chunk.facts.scopes[chunk.facts.scopeOf[node.id] ?? 0]?.node ?? -1];
  const parts = cls?.kind === 'ClassDef' ? partsBinding(chunk.project, referenceTo(chunk, cls), node.name) : [];
  for (const { chunk: home, node: part } of parts) {
    const { facts } = home;
    const first = facts.scopes[bodyScope(facts, part)]?.names.get(node.name)?.[0];
    if (first === undefined) continue;
    const isItself = home.id === chunk.id && facts.bindings[first]?.node === node.id;
    return isItself ? unknown : typeOfBinding(home, first);
  }
  return unknown;
}

const DESCRIPTORS = new Set([
  'property',
  'cached_property',
  'abstractproperty',
  'staticmethod',
  'classmethod',
  'abstractmethod',
  'overload',
  'override',
  'final',
]);

function decorate(chunk: Chunk, decorator: Decorator, type: Type): Type {
  const name = lastNameOf(decorator);
  if (name !== undefined && DESCRIPTORS.has(name)) return type;
  const { expression } = decorator;
  const callee: Expression = expression.kind === 'Call' ? expression.func : expression;
  const effect = lookup(chunk, typeOf(chunk, callee), knownDecorators);
  switch (effect) {
    case 'transparent':
    case 'calls-plainly':
    case 'caches':
      return type;
    case 'makes-sync':
      return callableType(awaited(chunk, resultOfCalling(chunk, type, argumentsFromTypes([]))) ?? unknown, type);
    case 'makes-async':
      return callableType(coroutineType(resultOfCalling(chunk, type, argumentsFromTypes([]))), type);
    case 'value':
    case 'unknown':
      return unknown;
    case undefined:
      return decorateByDefinition(chunk, expression, type);
  }
}

/** A class may be a decorator, and an object with `__call__`. */
const MAKERS: ReadonlySet<Type['kind']> = new Set(['function', 'callable', 'class', 'instance']);

function decorateByDefinition(chunk: Chunk, expression: Expression, type: Type): Type {
  const isFactory = expression.kind === 'Call';
  const callee = typeOf(chunk, isFactory ? expression.func : expression);
  const definition = callee.kind === 'function' ? functionDefinition(chunk.project, callee.ref) : undefined;
  if (definition && handsOriginalOn(definition, isFactory, makesCoroutines(chunk, type))) return type;
  if (isDeclaredToHandOn(chunk, expression)) return atMost(type, 'declared');
  const decorator = typeOf(chunk, expression);
  if (!MAKERS.has(decorator.kind)) return unknown;
  const result = resultOfCalling(chunk, decorator, argumentsFromTypes([type]));
  if (result.kind === 'callable' && result.of === undefined && opensGenerator(result.result))
    return callableType(result.result, type);
  return result.kind === 'function' || result.kind === 'callable' || result.kind === 'instance' ? result : unknown;
}

const makesCoroutines = ({ project }: Chunk, type: Type): boolean => {
  const signature = type.kind === 'function' ? project.ask.signature(type.ref) : undefined;
  return signature?.isAsync === true && !signature.isGenerator;
};

/** `def retry(times: int) -> Callable[[F], F]`, and the same of `Callable[P, R]`. */
function isDeclaredToHandOn(chunk: Chunk, expression: Expression): boolean {
  const factory = expression.kind === 'Call' ? typeOf(chunk, expression.func) : unknown;
  const made = factory.kind === 'function' ? chunk.project.ask.signature(factory.ref)?.returns : undefined;
  if (made?.kind !== 'callable') return false;
  const { result } = made;
  return result.kind === 'typevar' || (result.kind === 'callable' && result.result.kind === 'typevar');
}

/** What `contextlib.contextmanager` and `asynccontextmanager` make of a generator, whose code `with` runs. */
const opensGenerator = (type: Type): boolean =>
  isStandard(type, 'contextlib._GeneratorContextManager') ||
  isStandard(type, 'contextlib._AsyncGeneratorContextManager');

const functionNamed = ({ body }: FunctionDef, name: string): FunctionDef | undefined => {
  const found = body.find((statement) => statement.kind === 'FunctionDef' && statement.name === name);
  return found?.kind === 'FunctionDef' ? found : undefined;
};

/** The plain functions that decorators of the project have put around one: they run when it is called. */
export function wrappersAround(project: Project, ref: string): readonly string[] {
  const definition = functionDefinition(project, ref);
  return (definition?.node.decorators ?? []).flatMap(({ expression }) => {
    const type = typeOf(definition!.chunk, expression);
    const decorator = type.kind === 'function' ? functionDefinition(project, type.ref) : undefined;
    const [returned] = decorator ? returnsOf(decorator.chunk, decorator.node) : [];
    const wrapper = returned?.value?.kind === 'Name' ? functionNamed(decorator!.node, returned.value.name) : undefined;
    return wrapper && !wrapper.isAsync ? [referenceTo(decorator!.chunk, wrapper)] : [];
  });
}
