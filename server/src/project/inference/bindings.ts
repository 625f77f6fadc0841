import type { Binding } from '../../facts/facts.ts';
import type { Expression, FunctionDef, Node, Parameter, TypeParameter } from '../../facts/nodes.ts';
import { referenceTo } from '../names/definitions.ts';
import { chunkWithId, type Chunk, type Project } from '../names/project.ts';
import { instanceOf, classType, instanceType, never, typeVar, unionOf, unknown, type Type } from '../types/types.ts';
import { annotatedType, declaredType, isTypeAliasAnnotation } from './annotations.ts';
import { asSeen } from './as-seen.ts';
import { builtinInstance } from './builtin-instances.ts';
import { typeFromCallSites } from './call-site-inference.ts';
import { decoratedClass, decoratedFunction } from './decorators.ts';
import { typeOf } from './expressions.ts';
import { typeOfBindings, typeOfImport } from './names.ts';
import { narrow } from './narrowing.ts';
import { elementOf, enterResult, itemAt } from './protocols.ts';
import { specialForm } from './special-forms.ts';

/** The type that a binding gives its name; `place` is its place among those of the chunk. */
export function typeOfBinding(chunk: Chunk, place: number): Type {
  const binding = chunk.facts.bindings[place];
  // An import asks another module. Where that is the module itself (`from package import module`), the circle is that question's.
  if (binding?.type === 'import') return compute(chunk, binding);
  return chunk.project.ask.typeOfBinding(chunk.id, place);
}

export function typeOfBindingAt(project: Project, chunk: number, binding: number): Type {
  const found = chunkWithId(project, chunk);
  const at = found?.facts.bindings[binding];
  return at ? compute(found, at) : unknown;
}

function compute(chunk: Chunk, binding: Binding): Type {
  const node = chunk.facts.nodes[binding.node];
  switch (binding.type) {
    case 'import':
      return node?.kind === 'Alias' ? (specialForm(chunk, binding.name) ?? typeOfImport(chunk, node)) : unknown;
    case 'function':
      return node?.kind === 'FunctionDef' ? decoratedFunction(chunk, node) : unknown;
    case 'class':
      return node?.kind === 'ClassDef' ? (specialForm(chunk, binding.name) ?? decoratedClass(chunk, node)) : unknown;
    case 'parameter':
      return node?.kind === 'Parameter' ? typeOfParameter(chunk, node) : unknown;
    case 'except':
      return node?.kind === 'ExceptHandler' && node.type && !node.isGroup ? caught(typeOf(chunk, node.type)) : unknown;
    case 'delete':
      return never;
    case 'type-parameter':
      return node?.kind === 'TypeParameter' ? typeOfTypeParameter(chunk, node) : unknown;
    case 'narrow':
      return node ? narrow(chunk, binding, node as Expression, typeOfBindings(chunk, binding.prior)) : unknown;
    case 'value':
      return specialForm(chunk, binding.name) ?? typeOfTarget(chunk, binding, node);
  }
}

function typeOfTypeParameter(chunk: Chunk, { name, stars, bound }: TypeParameter): Type {
  if (stars > 0) return typeVar(name, 'param-spec');
  return typeVar(name, 'type', bound && annotatedType(chunk, bound));
}

function caught(type: Type): Type {
  if (type.kind === 'instance' && type.args.length > 0) return unionOf(type.args.map(instanceOf));
  return instanceOf(type);
}

// ----------------------------------------------------------------------------------- parameters

export function typeOfParameter(chunk: Chunk, parameter: Parameter): Type {
  const owner = chunk.facts.nodes[chunk.facts.parents[parameter.id] ?? -1];
  if (owner?.kind !== 'FunctionDef') return unknown;
  const type = parameter.annotation && declaredType(chunk, parameter.annotation);
  const receiver = !type || type.kind === 'typevar' ? receiverOf(chunk, owner, parameter) : undefined;
  if (receiver) return receiver;
  if (!type) return givenByFramework(chunk, owner, parameter) ?? typeFromCallSites(chunk, owner, parameter);
  if (parameter.type === 'args') return builtinInstance(chunk, 'tuple', [type]);
  if (parameter.type === 'kwargs') return unknown;
  return type;
}

/** Only what decorates or has a default may be known to a framework. */
const givenByFramework = (chunk: Chunk, owner: FunctionDef, parameter: Parameter): Type | undefined =>
  (owner.decorators.length > 0 || parameter.default?.kind === 'Call') && !chunk.file.isLibrary && !chunk.file.isStub
    ? chunk.project.ask.frameworkArgument(`${referenceTo(chunk, owner)} ${parameter.name}`)
    : undefined;

/** `self` and `cls`, also as `self: T`. */
function receiverOf(chunk: Chunk, owner: FunctionDef, parameter: Parameter): Type | undefined {
  if (owner.parameters[0] !== parameter || parameter.type === 'args') return undefined;
  const cls = chunk.facts.nodes[chunk.facts.parents[owner.id] ?? -1];
  const classNode = cls?.kind === 'ClassDef' ? cls : classThroughBranches(chunk, owner);
  if (!classNode) return undefined;
  if (owner.decorators.some(({ expression }) => expression.kind === 'Name' && expression.name === 'staticmethod'))
    return undefined;
  const ref = referenceTo(chunk, classNode);
  const args = chunk.project.ask.classInfo(ref)?.parameters.map((name) => typeVar(name)) ?? [];
  const isClassMethod =
    owner.name === '__new__' ||
    owner.name === '__init_subclass__' ||
    owner.name === '__class_getitem__' ||
    owner.decorators.some(({ expression }) => expression.kind === 'Name' && expression.name === 'classmethod');
  return isClassMethod ? classType(ref, args) : instanceType(ref, args);
}

/** A method may stand in an `if` of the class body. */
function classThroughBranches(chunk: Chunk, owner: FunctionDef) {
  const scope = chunk.facts.scopes[chunk.facts.scopeOf[owner.id] ?? 0];
  const node = scope?.type === 'class' ? chunk.facts.nodes[scope.node] : undefined;
  return node?.kind === 'ClassDef' ? node : undefined;
}

// -------------------------------------------------------------------------------------- targets

/** Climbs from a stored name to the statement that gives it its value. */
function typeOfTarget(chunk: Chunk, binding: Binding, name: Node | undefined): Type {
  if (!name) return unknown;
  const parent = chunk.facts.nodes[chunk.facts.parents[name.id] ?? -1];
  if (!parent) return unknown;
  return typeAssignedTo(chunk, name, parent, binding);
}

/** The value that `parent` gives to its target `target`. */
export function typeAssignedTo(chunk: Chunk, target: Node, parent: Node, binding: Binding | undefined): Type {
  switch (parent.kind) {
    case 'Assign':
      return typeOf(chunk, parent.value);
    case 'AnnAssign':
      return typeOfAnnotated(chunk, parent);
    case 'NamedExpr':
      return typeOf(chunk, parent.value);
    case 'AugAssign':
      return binding ? typeOfBindings(chunk, binding.prior) : unknown;
    case 'For':
    case 'ComprehensionFor':
      return itemsOf(chunk, typeOf(chunk, parent.iter), parent.isAsync);
    case 'WithItem': {
      const statement = chunk.facts.nodes[chunk.facts.parents[parent.id] ?? -1];
      return openedBy(chunk, typeOf(chunk, parent.context), statement?.kind === 'With' && statement.isAsync);
    }
    case 'Collection':
      return typeOfElementTarget(chunk, target, parent);
    case 'Starred':
    case 'MatchCase':
    default:
      return unknown;
  }
}

/** Where `for` and `async for` are mixed up: what the right one would give. */
const itemsOf = (chunk: Chunk, type: Type, isAsync: boolean): Type =>
  elementOf(chunk, type, isAsync) ?? elementOf(chunk, type, !isAsync) ?? unknown;

/** Where `with` and `async with` are mixed up: what the right one would give. */
const openedBy = (chunk: Chunk, type: Type, isAsync: boolean): Type =>
  enterResult(chunk, type, isAsync) ?? enterResult(chunk, type, !isAsync) ?? unknown;

function typeOfElementTarget(chunk: Chunk, target: Node, pattern: Extract<Node, { kind: 'Collection' }>): Type {
  const owner = chunk.facts.nodes[chunk.facts.parents[pattern.id] ?? -1];
  if (!owner) return unknown;
  const index = pattern.elements.findIndex((element) => element === target);
  const starred = pattern.elements.findIndex((element) => element.kind === 'Starred');
  if (index < 0 || (starred >= 0 && starred <= index)) return unknown;
  return itemAt(chunk, typeAssignedTo(chunk, pattern, owner, undefined), index);
}

/** Methods and others may store something else there. */
const isClassAttribute = ({ facts }: Chunk, node: Node): boolean =>
  facts.scopes[facts.scopeOf[node.id] ?? 0]?.type === 'class';

function typeOfAnnotated(chunk: Chunk, node: Extract<Node, { kind: 'AnnAssign' }>): Type {
  if (node.value && isTypeAliasAnnotation(node.annotation)) return typeOf(chunk, node.value);
  const declared = declaredType(chunk, node.annotation);
  if (declared.kind !== 'unknown' && (!node.value || isClassAttribute(chunk, node))) return declared;
  const value = node.value ? typeOf(chunk, node.value) : unknown;
  if (declared.kind !== 'unknown') return asSeen(chunk, declared, value);
  return value.kind === 'none' ? unknown : value;
}
