import { lastNameIn } from '../../facts/last-name.ts';
import { canFallThrough, isPlaceholder, ownNodes } from '../../facts/function-bodies.ts';
import { lastNameOf } from '../../facts/last-name.ts';
import type { Expression, FunctionDef, Parameter, Return, Statement } from '../../facts/nodes.ts';
import { isMeantAsync } from '../../facts/uncompilable.ts';
import { bodyScope } from '../../facts/walk.ts';
import { functionDefinition, partsOf, referenceTo } from '../names/definitions.ts';
import type { Chunk, Project } from '../names/project.ts';
import type { Signature } from '../types/signature.ts';
import { isStandard } from '../types/standard-names.ts';
import { membersOf, never, none, typeVar, unionOf, unknown, type Type } from '../types/types.ts';
import { declaredType } from './annotations.ts';
import { typeOf } from './expressions.ts';

export function signature(project: Project, ref: string): Signature | undefined {
  const definition = functionDefinition(project, ref);
  if (!definition) return undefined;
  const { chunk, node } = definition;
  const scope = chunk.facts.scopes[bodyScope(chunk.facts, node)];
  const owner = chunk.facts.scopes[chunk.facts.scopeOf[node.id] ?? 0];
  const ownerNode = owner?.type === 'class' ? chunk.facts.nodes[owner.node] : undefined;
  return {
    isAsync: node.isAsync,
    isGenerator: scope?.isGenerator ?? false,
    ...((mayMeanGenerator(node) || isUnfinished(node.body)) &&
      scope?.isGenerator !== true && { mayMeanGenerator: true }),
    ...(!node.isAsync && isMeantAsync(chunk.facts, node) && { isMeantAsync: true }),
    isOverload: node.decorators.some((decorator) => lastNameOf(decorator) === 'overload'),
    descriptor: descriptorOf(node, ownerNode !== undefined),
    ownerClass: ownerNode?.kind === 'ClassDef' ? referenceTo(chunk, ownerNode) : undefined,
    parameters: node.parameters.map((parameter) => ({
      name: parameter.name,
      type: isPositionalOnlyByName(parameter) ? 'positional-only' : parameter.type,
      hasDefault: parameter.default !== undefined,
      annotation: parameter.annotation && declaredType(chunk, parameter.annotation),
      literals: parameter.annotation && literalValues(parameter.annotation),
    })),
    returns: node.returns && declaredResult(chunk, node, node.returns),
  };
}

/** `async def load() -> Awaitable[int]` mostly says what the coroutine itself is: whether it gives one more thing to await is not known. */
function declaredResult(chunk: Chunk, { isAsync }: FunctionDef, returns: Expression): Type {
  const type = declaredType(chunk, returns);
  const isAwaitable = type.kind === 'coroutine' || (type.kind === 'instance' && isStandard(type, 'typing.Awaitable'));
  return isAsync && isAwaitable ? unknown : type;
}

export const mayMeanGenerator = ({ isAsync, body, returns }: FunctionDef): boolean => {
  const origin = returns?.kind === 'Subscript' ? returns.value : returns;
  const name = (origin && lastNameIn(origin)) ?? '';
  return isAsync && /^Async(Iterable|Iterator|Generator)$/.test(name) && isPlaceholder(body);
};

/** Whether the last block has no statement yet: somebody types, and a `yield` may come. */
function isUnfinished(body: readonly Statement[]): boolean {
  const last = body.at(-1);
  if (!last) return true;
  if (last.kind === 'If' || last.kind === 'For' || last.kind === 'While')
    return isUnfinished(last.orelse.length > 0 ? last.orelse : last.body);
  return last.kind === 'With' && isUnfinished(last.body);
}

/** The values of `Literal[True]`, `Literal["a", "b"]`, `Literal[False] | None`, `Optional[Literal[False]]`. */
function literalValues(annotation: Expression): readonly (string | number | boolean)[] | undefined {
  if (annotation.kind === 'BinOp') return literalValues(annotation.left) ?? literalValues(annotation.right);
  if (annotation.kind !== 'Subscript') return undefined;
  const name =
    annotation.value.kind === 'Name'
      ? annotation.value.name
      : annotation.value.kind === 'Attribute'
        ? annotation.value.attribute
        : '';
  const items = annotation.indices.flatMap((index) => (index.kind === 'Collection' ? index.elements : [index]));
  if (name === 'Optional') return items[0] && literalValues(items[0]);
  if (name !== 'Literal') return undefined;
  const values = items.map((item) => (item.kind === 'Constant' ? item.value : undefined));
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** PEP 484: two leading underscores make a parameter positional-only. */
const isPositionalOnlyByName = ({ name, type }: Parameter): boolean =>
  type === 'positional' && name.startsWith('__') && !name.endsWith('__');

const PROPERTIES = new Set(['property', 'cached_property', 'abstractproperty', 'setter', 'deleter', 'getter']);
const IMPLICIT_CLASS_METHODS = new Set(['__init_subclass__', '__class_getitem__']);

function descriptorOf(node: FunctionDef, isMethod: boolean): Signature['descriptor'] {
  if (!isMethod) return 'none';
  for (const decorator of node.decorators) {
    const name = lastNameOf(decorator);
    if (name === 'staticmethod') return 'static';
    if (name === 'classmethod') return 'class';
    if (name !== undefined && PROPERTIES.has(name)) return 'property';
  }
  return IMPLICIT_CLASS_METHODS.has(node.name) ? 'class' : 'none';
}

/** The overloads of a function, or the function alone. */
export function overloads(project: Project, ref: string): readonly string[] {
  const own = project.ask.signature(ref);
  const { uri, qualifiedName } = partsOf(ref);
  const count = project.ask.fileDefinitions(uri).get(qualifiedName)?.length ?? 1;
  if (count === 1 || !own) return [ref];
  const others: string[] = [];
  for (let ordinal = 0; ordinal < Math.min(count, 40); ordinal++) {
    const other = `${uri}#${qualifiedName}@${String(ordinal)}`;
    if (project.ask.signature(other)?.isOverload === true && project.ask.definitionIsAlive(other)) others.push(other);
  }
  // A plain `def` as an overload of an `async def` is a slip of the pen: what runs is the latter.
  const isSlip = own.isAsync && !own.isOverload && others.some((other) => !project.ask.signature(other)?.isAsync);
  return others.length > 0 && !isSlip ? others : [ref];
}

/** What an unannotated function returns, read from its body: for a coroutine what awaiting it gives, for a generator what it yields. */
export function inferredReturn(project: Project, ref: string): Type {
  const definition = functionDefinition(project, ref);
  if (!definition || definition.chunk.file.isStub) return unknown;
  const { chunk, node } = definition;
  if (isPlaceholder(node.body)) return unknown;
  if (project.ask.signature(ref)?.isGenerator === true)
    return unionOf(ownNodes(chunk.facts, node, 'Yield').map(({ value }) => typeOfValue(chunk, value)));
  const types = returnsOf(chunk, node).map(({ value }) =>
    isReceiver(project, ref, node, value) ? selfType : typeOfValue(chunk, value),
  );
  if (canFallThrough(node.body)) types.push(none);
  const type = unionOf(types);
  return type === never && types.length > 0 ? unknown : type;
}

const selfType = typeVar('Self', 'self');

/** `return self`, and `return cls(…)` in class methods: in a subclass they give the subclass. */
function isReceiver(project: Project, ref: string, node: FunctionDef, value: Expression | undefined): boolean {
  const own = project.ask.signature(ref);
  const [first] = node.parameters;
  if (own?.ownerClass === undefined || !first || own.descriptor === 'static') return false;
  const returned = own.descriptor === 'class' ? (value?.kind === 'Call' ? value.func : undefined) : value;
  return returned?.kind === 'Name' && returned.name === first.name && first.annotation === undefined;
}

const typeOfValue = (chunk: Chunk, value: Expression | undefined): Type => (value ? typeOf(chunk, value) : none);

/** Whether a plain function gives a coroutine in some case, whatever its annotation says. */
export function mayReturnCoroutine(project: Project, ref: string): boolean {
  const definition = functionDefinition(project, ref);
  if (!definition || definition.chunk.file.isStub || definition.node.isAsync) return false;
  const { chunk, node } = definition;
  return returnsOf(chunk, node).some(
    ({ value }) => value !== undefined && branchesOf(value).some((branch) => isCoroutineType(typeOf(chunk, branch))),
  );
}

const isCoroutineType = (type: Type): boolean => membersOf(type).some((item) => item.kind === 'coroutine');

/** The expressions of which one is the value: `a if test else b`, `a or b`. */
function branchesOf(node: Expression): readonly Expression[] {
  if (node.kind === 'IfExp') return [...branchesOf(node.body), ...branchesOf(node.orelse)];
  if (node.kind === 'BoolOp') return [...branchesOf(node.left), ...branchesOf(node.right)];
  return [node];
}

/** The function's own `return` statements. */
export const returnsOf = (chunk: Chunk, node: FunctionDef): readonly Return[] => ownNodes(chunk.facts, node, 'Return');
