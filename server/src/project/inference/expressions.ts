import type { Facts } from '../../facts/facts.ts';
import type {
  Attribute,
  BoolOp,
  Comprehension,
  Constant,
  Dict,
  Expression,
  Name,
  Node,
  Subscript,
} from '../../facts/nodes.ts';
import { childrenOf } from '../../facts/walk.ts';
import { chunkWithId, type Chunk, type Project } from '../names/project.ts';
import { isStandard } from '../types/standard-names.ts';
import {
  atMost,
  callableType,
  classType,
  externalType,
  following,
  membersOf,
  none,
  unionOf,
  unknown,
  type Type,
} from '../types/types.ts';
import { annotatedType, declaredType } from './annotations.ts';
import { builtinInstance, typingInstance } from './builtin-instances.ts';
import { typeOfCall } from './calls.ts';
import { attributeAsTested } from './class-tests.ts';
import { filled } from './filled-containers.ts';
import { isNameLeftOut } from './call-site-inference.ts';
import { member } from './members.ts';
import { typeOfName } from './names.ts';
import { awaited, callMember, itemAt } from './protocols.ts';
import { itemOfTypedDict } from './record-fields.ts';
import { isReplaced } from './replaced-functions.ts';
import { isSuper, memberOfSuper } from './super.ts';

/** The type of an expression at its place; unknown where nothing is sure. */
export const typeOf = (chunk: Chunk, node: Expression): Type =>
  // A question more would cost more than its answer.
  node.kind === 'Constant' ? typeOfConstant(chunk, node) : chunk.project.ask.typeOfExpression(chunk.id, node.id);

export function typeOfExpression(project: Project, chunk: number, node: number): Type {
  const found = chunkWithId(project, chunk);
  return found ? compute(found, found.facts.nodes[node] as Expression) : unknown;
}

function compute(chunk: Chunk, node: Expression): Type {
  switch (node.kind) {
    case 'Name':
      return unlessReplaced(chunk, node, typeOfName(chunk, node));
    case 'Attribute':
      return typeOfAttribute(chunk, node);
    case 'Call':
      return node.args.length === 0 ? filled(chunk, node, typeOfCall(chunk, node)) : typeOfCall(chunk, node);
    case 'Await':
      return awaited(chunk, typeOf(chunk, node.value)) ?? unknown;
    case 'Constant':
      return typeOfConstant(chunk, node);
    case 'JoinedStr':
      return builtinInstance(chunk, 'str');
    case 'Collection':
      return filled(chunk, node, typeOfCollection(chunk, node.type, node.elements));
    case 'Dict':
      return filled(chunk, node, typeOfDict(chunk, node));
    case 'Comprehension':
      return typeOfComprehension(chunk, node);
    case 'Lambda':
      return callableType(typeOf(chunk, node.body));
    case 'Subscript':
      return typeOfSubscript(chunk, node);
    case 'BinOp':
      return typeOfOperation(chunk, node.operator, typeOf(chunk, node.left), typeOf(chunk, node.right));
    case 'UnaryOp':
      return node.operator === 'not' ? builtinInstance(chunk, 'bool') : typeOf(chunk, node.operand);
    case 'Compare':
      return comparisonType(chunk, node.operators);
    case 'BoolOp':
      return typeOfBoolOp(chunk, node);
    case 'IfExp':
      return eitherOf(chunk, node.body, node.orelse);
    case 'NamedExpr':
      return typeOf(chunk, node.value);
    case 'Yield':
      return sentTo(chunk, node);
    case 'YieldFrom':
    case 'Slice':
    case 'Starred':
    case 'Opaque':
      return unknown;
  }
}

function typeOfAttribute(chunk: Chunk, node: Attribute): Type {
  const { value, attribute } = node;
  const found = isSuper(value)
    ? memberOfSuper(chunk, value, attribute)
    : member(chunk, typeOf(chunk, value), attribute);
  return attributeAsTested(chunk, node, unlessReplaced(chunk, node, found ?? unknown));
}

const unlessReplaced = (chunk: Chunk, node: Attribute | Name, type: Type): Type =>
  membersOf(type).some(isFunction) && isReplaced(chunk, node) ? unknown : type;

const isFunction = ({ kind }: Type): boolean => kind === 'function';

/** What a `yield` gives is what the generator is declared to be sent: `-> Generator[Request, Response, None]`. */
function sentTo(chunk: Chunk, node: Expression): Type {
  const { facts } = chunk;
  const scope = facts.scopes[facts.scopeOf[node.id] ?? 0];
  const owner = scope && facts.nodes[scope.node];
  const declared = owner?.kind === 'FunctionDef' && owner.returns ? declaredType(chunk, owner.returns) : unknown;
  return declared.kind === 'instance' && isStandard(declared, 'typing.Generator', 'typing.AsyncGenerator')
    ? following(declared, declared.args[1] ?? unknown)
    : unknown;
}

const CONSTANT_CLASSES = {
  int: 'int',
  float: 'float',
  complex: 'complex',
  str: 'str',
  bytes: 'bytes',
  bool: 'bool',
} as const;

function typeOfConstant(chunk: Chunk, node: Constant): Type {
  if (node.type === 'None') return none;
  return node.type === 'ellipsis' ? unknown : builtinInstance(chunk, CONSTANT_CLASSES[node.type]);
}

function typeOfCollection(chunk: Chunk, type: 'list' | 'tuple' | 'set', elements: readonly Expression[]): Type {
  if (elements.some((element) => element.kind === 'Starred')) return builtinInstance(chunk, type, [unknown]);
  const types = elements.slice(0, 64).map((element) => typeOf(chunk, element));
  return builtinInstance(
    chunk,
    type,
    type === 'tuple' ? types : [elements.length > 64 ? unknown : elementUnion(types)],
  );
}

/** An empty display says nothing of what will be put in. */
const elementUnion = (types: readonly Type[]): Type => (types.length === 0 ? unknown : unionOf(types));

function typeOfDict(chunk: Chunk, node: Dict): Type {
  const values = node.values.slice(0, 64).map((value, i) => (node.keys[i] ? typeOf(chunk, value) : unknown));
  const keys = node.keys.slice(0, 64).map((key) => (key ? typeOf(chunk, key) : unknown));
  return builtinInstance(chunk, 'dict', [elementUnion(keys), elementUnion(values)]);
}

function typeOfComprehension(chunk: Chunk, node: Comprehension): Type {
  const element = typeOf(chunk, node.element);
  switch (node.type) {
    case 'dict':
      return builtinInstance(chunk, 'dict', [node.key ? typeOf(chunk, node.key) : unknown, element]);
    case 'generator':
      return isAsyncGenerator(chunk, node)
        ? typingInstance(chunk, 'AsyncGenerator', [element, none])
        : typingInstance(chunk, 'Generator', [element, none, none]);
    default:
      return builtinInstance(chunk, node.type, [element]);
  }
}

/** PEP 530: an `async for`, or an `await` outside the first iterable, makes a generator expression asynchronous. */
const isAsyncGenerator = ({ facts }: Chunk, { generators, element }: Comprehension): boolean =>
  suspends(facts, element) ||
  generators.some(
    ({ isAsync, iter, conditions }, index) =>
      isAsync || conditions.some((condition) => suspends(facts, condition)) || (index > 0 && suspends(facts, iter)),
  );

/** Whether evaluating an expression can wait. A generator expression in it waits when it is iterated, not here. */
function suspends(facts: Facts, node: Node): boolean {
  if (node.kind === 'Await' || (node.kind === 'ComprehensionFor' && node.isAsync)) return true;
  if (node.kind === 'Lambda') return false;
  const isLazy = node.kind === 'Comprehension' && node.type === 'generator';
  const parts = isLazy ? node.generators.slice(0, 1).map(({ iter }) => iter) : childrenOf(facts, node);
  return parts.some((part) => suspends(facts, part));
}

function typeOfSubscript(chunk: Chunk, node: Subscript): Type {
  const value = typeOf(chunk, node.value);
  const [index] = node.indices;
  if (!index || isPutInElsewhere(chunk, node)) return unknown;
  if (value.kind === 'class') {
    const args = node.indices.flatMap(elementsOfTuple).map((argument) => annotatedType(chunk, argument));
    return following(value, classType(value.ref, args));
  }
  if (value.kind === 'external') return externalType(`${value.path}[]`);
  // Some libraries have classes where their stubs have functions: `create_memory_object_stream[int](5)`.
  if (value.kind === 'function') return value;
  return unionOf(membersOf(value).map((item) => following(item, subscripted(chunk, item, index))));
}

/** `call["done"]`, where `call = {"seen": set()}` has no such item: what else the dictionary is given to has put it in. */
function isPutInElsewhere({ facts }: Chunk, { value, indices: [index] }: Subscript): boolean {
  if (value.kind !== 'Name' || index?.kind !== 'Constant' || index.type !== 'str') return false;
  const [binding, ...others] = facts.reaching.get(value.id) ?? [];
  const target = binding === undefined || others.length > 0 ? undefined : facts.bindings[binding]?.node;
  const statement = target === undefined ? undefined : facts.nodes[facts.parents[target] ?? -1];
  const made = statement?.kind === 'Assign' && statement.targets.length === 1 ? statement.value : undefined;
  return (
    made?.kind === 'Dict' &&
    made.keys.length > 0 &&
    made.keys.every((key) => key?.kind === 'Constant' && key.value !== index.value)
  );
}

const elementsOfTuple = (node: Expression): readonly Expression[] =>
  node.kind === 'Collection' && node.type === 'tuple' ? node.elements : [node];

function subscripted(chunk: Chunk, value: Type, index: Expression): Type {
  if (value.kind !== 'instance') return unknown;
  if (index.kind === 'Constant' && index.type === 'int' && typeof index.value === 'number')
    return itemAt(chunk, value, index.value);
  if (index.kind === 'Slice') return unknown;
  const declared = itemOfTypedDict(chunk, value, index);
  if (declared) return declared;
  return callMember(chunk, value, '__getitem__', [typeOf(chunk, index)]) ?? unknown;
}

export const OPERATOR_METHODS: Readonly<Record<string, string>> = {
  '+': '__add__',
  '-': '__sub__',
  '*': '__mul__',
  '/': '__truediv__',
  '//': '__floordiv__',
  '%': '__mod__',
  '|': '__or__',
  '&': '__and__',
};

function typeOfOperation(chunk: Chunk, operator: string, left: Type, right: Type): Type {
  const method = OPERATOR_METHODS[operator];
  if (method === undefined || left.kind !== 'instance') return unknown;
  return callMember(chunk, left, method, [right]) ?? unknown;
}

const TRUTH_OPERATORS = new Set(['is', 'is not', 'in', 'not in']);

/** `==` may be overloaded (SQLAlchemy columns); identity and membership may not. */
const comparisonType = (chunk: Chunk, operators: readonly string[]): Type =>
  operators.every((operator) => TRUTH_OPERATORS.has(operator)) ? builtinInstance(chunk, 'bool') : unknown;

function typeOfBoolOp(chunk: Chunk, { operator, left, right }: BoolOp): Type {
  if (operator === 'and') return unionOf([typeOf(chunk, left), typeOf(chunk, right)]);
  const first = typeOf(chunk, left);
  if (first === unknown && isNameLeftOut(chunk, left)) return atMost(typeOf(chunk, right), 'declared');
  const others = membersOf(first).filter((type) => type.kind !== 'none');
  return unionOf([...others, ...membersOf(typeOf(chunk, right)).filter((type) => !isEmptyFor(right, type, others))]);
}

function eitherOf(chunk: Chunk, body: Expression, orelse: Expression): Type {
  const types = [typeOf(chunk, body), typeOf(chunk, orelse)] as const;
  for (const [i, branch] of [body, orelse].entries())
    if (types[i] === unknown && isNameLeftOut(chunk, branch)) return atMost(types[1 - i] ?? unknown, 'declared');
  const [first, second] = [membersOf(types[0]), membersOf(types[1])];
  return unionOf([
    ...first.filter((type) => !isEmptyFor(body, type, second)),
    ...second.filter((type) => !isEmptyFor(orelse, type, first)),
  ]);
}

/** `hooks or []`: an empty display stands for no elements of whatever the others hold. */
export const isEmptyFor = (node: Expression, type: Type, others: readonly Type[]): boolean =>
  isEmptyDisplay(node) &&
  type.kind === 'instance' &&
  others.some((other) => other.kind === 'instance' && other.ref === type.ref && other !== type);

const isEmptyDisplay = (node: Expression): boolean =>
  (node.kind === 'Collection' && node.elements.length === 0 && node.type !== 'tuple') ||
  (node.kind === 'Dict' && node.values.length === 0);
