import type { Facts } from '../../facts/facts.ts';
import type { Argument, Call, Expression, FunctionDef, Name, Node, Subscript } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { ancestors, parentOf } from '../../facts/walk.ts';
import { referenceTo } from '../names/definitions.ts';
import type { Chunk } from '../names/project.ts';
import { isStandard } from '../types/standard-names.ts';
import { membersOf, unionOf, unknown, type Type } from '../types/types.ts';
import { declaredType } from './annotations.ts';
import { parametersFor, type ArgumentPosition } from './declared-parameters.ts';
import { typeOf } from './expressions.ts';
import { mayFit } from './matching.ts';
import { declaredAttribute, member } from './members.ts';
import { awaited, elementOf, itemAt } from './protocols.ts';
import { isCast } from './special-calls.ts';

/** What the code around an expression declares its value to be. */
export interface Expected {
  readonly type: Type;
  readonly by: 'return' | 'yield' | 'parameter' | 'variable' | 'attribute' | 'item' | 'cast';
  /** The name of the function, parameter, variable or attribute that declares it; of items and casts empty. */
  readonly name: string;
  /** The declaration is that of a container around the place. */
  readonly isPart?: true;
  /** It is that of the method which this one overrides. */
  readonly isInherited?: true;
}

/** What is declared of the place that an expression's value goes to; undefined where nothing is, or not for sure. */
export function expectedAt(chunk: Chunk, node: Expression): Expected | undefined {
  const parent = parentOf(chunk.facts, node);
  switch (parent?.kind) {
    case 'Return':
      return byReturn(chunk, parent);
    case 'Yield':
      return byYield(chunk, parent);
    case 'Assign':
      return parent.value === node ? first(parent.targets, (target) => byTarget(chunk, target)) : undefined;
    case 'AnnAssign':
      return parent.value === node ? byTarget(chunk, parent.target) : undefined;
    case 'NamedExpr':
      return expectedAt(chunk, parent) ?? byVariable(chunk, parent.target);
    case 'IfExp':
      return parent.test === node ? undefined : expectedAt(chunk, parent);
    case 'BoolOp':
      return parent.right === node ? expectedAt(chunk, parent) : undefined;
    case 'Collection':
      return part(expectedAt(chunk, parent), (type) => elementExpected(chunk, type, parent, node));
    case 'Comprehension':
      return parent.element === node
        ? part(expectedAt(chunk, parent), (type) =>
            parent.type === 'dict' ? valueExpected(type) : elementOf(chunk, type, false),
          )
        : undefined;
    case 'Dict':
      return parent.values.includes(node) ? part(expectedAt(chunk, parent), valueExpected) : undefined;
    case 'Argument':
      return byParameter(chunk, parent);
    default:
      return undefined;
  }
}

const first = <T, V>(items: readonly T[], find: (item: T) => V | undefined): V | undefined => {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
};

function part(whole: Expected | undefined, of: (type: Type) => Type | undefined): Expected | undefined {
  const type = whole && of(whole.type);
  return type && { ...whole, type, isPart: true };
}

/** Of what may be one of several kinds of container, all that can be iterated count. */
function elementExpected(
  chunk: Chunk,
  whole: Type,
  { type, elements }: Extract<Node, { kind: 'Collection' }>,
  element: Expression,
): Type | undefined {
  const wholes = membersOf(whole).filter(({ kind }) => kind !== 'none');
  // No further than types go: a table may have thousands of items.
  const most = Math.max(...wholes.map((item) => (item.kind === 'instance' ? item.args.length : 0)), 0);
  const index = type === 'tuple' ? elements.slice(0, most).indexOf(element) : -1;
  const isPlaced = index >= 0 && !elements.slice(0, index).some(({ kind }) => kind === 'Starred');
  const found = wholes.map((item) =>
    isPlaced && hasItems(item, index) ? itemAt(chunk, item, index) : elementOf(chunk, item, false),
  );
  return found.length > 0 && found.every((item) => item !== undefined) ? unionOf(found) : undefined;
}

/** What a mapping is declared to hold. Of others, and of TypedDicts, nothing is said. */
function valueExpected(whole: Type): Type | undefined {
  const found = membersOf(whole)
    .filter(({ kind }) => kind !== 'none')
    .map((item) => (item.kind === 'instance' && isStandard(item, ...MAPPINGS) ? item.args[1] : undefined));
  return found.length > 0 && found.every((item) => item !== undefined) ? unionOf(found) : undefined;
}

const MAPPINGS = ['builtins.dict', 'typing.Mapping', 'typing.MutableMapping', 'collections.defaultdict'];

const hasItems = (type: Type, index: number): boolean =>
  type.kind === 'instance' && isStandard(type, 'builtins.tuple') && type.args.length > Math.max(1, index);

// -------------------------------------------------------------------------------- return, yield

function byReturn(chunk: Chunk, at: Node): Expected | undefined {
  const owner = ownerOf(chunk, at);
  if (!owner || isGenerator(chunk, owner)) return undefined;
  const type = owner.returns ? declaredType(chunk, owner.returns) : returnOfBase(chunk, owner);
  if (type?.kind === 'typevar' && owner.returns && isNamedAround(chunk, owner, owner.returns)) return undefined;
  return type && { type, by: 'return', name: owner.name, ...(owner.returns ? {} : { isInherited: true }) };
}

function byYield(chunk: Chunk, at: Node): Expected | undefined {
  const owner = ownerOf(chunk, at);
  const whole = owner?.returns && declaredType(chunk, owner.returns);
  const type = whole && elementOf(chunk, whole, owner.isAsync);
  return type && { type, by: 'yield', name: owner.name };
}

function ownerOf(chunk: Chunk, node: Node): FunctionDef | undefined {
  const scope = chunk.facts.scopes[chunk.facts.scopeOf[node.id] ?? 0];
  const owner = scope && chunk.facts.nodes[scope.node];
  return owner?.kind === 'FunctionDef' ? owner : undefined;
}

/** `-> T` in a function within one that takes `Callable[..., T]`: that is whatever comes, a coroutine, too. */
function isNamedAround({ facts }: Chunk, owner: FunctionDef, returns: Expression): boolean {
  if (returns.kind !== 'Name') return false;
  const isTaken = ({ parameters }: FunctionDef): boolean =>
    parameters.some(
      ({ annotation }) =>
        annotation !== undefined &&
        facts.nodes
          .slice(annotation.id, facts.ends[annotation.id])
          .some((node) => node.kind === 'Name' && node.name === returns.name),
    );
  const around = ownerOfFunction(facts, owner);
  return around !== undefined && !isTaken(owner) && isTaken(around);
}

function ownerOfFunction(facts: Facts, owner: FunctionDef): FunctionDef | undefined {
  for (const node of ancestors(facts, owner)) if (node.kind === 'FunctionDef') return node;
  return undefined;
}

const isGenerator = ({ facts }: Chunk, owner: FunctionDef): boolean =>
  facts.scopes.some((scope) => scope.node === owner.id && scope.isGenerator);

/** What the method that this one overrides is declared to return. */
function returnOfBase(chunk: Chunk, node: FunctionDef): Type | undefined {
  const { project } = chunk;
  const own = project.ask.signature(referenceTo(chunk, node));
  const bases = own?.ownerClass === undefined ? undefined : project.ask.classInfo(own.ownerClass)?.mro.slice(1);
  const base = first(bases ?? [], ({ ref }) => project.ask.ownMember(ref, node.name));
  const inherited = base?.kind === 'function' ? project.ask.signature(base.ref) : undefined;
  return inherited?.isAsync === node.isAsync && !inherited.isGenerator ? inherited.returns : undefined;
}

// -------------------------------------------------------------------------------------- storing

function byTarget(chunk: Chunk, target: Expression): Expected | undefined {
  switch (target.kind) {
    case 'Name':
      return byVariable(chunk, target);
    case 'Attribute': {
      const type = declaredAttribute(chunk, typeOf(chunk, target.value), target.attribute);
      return type && { type, by: 'attribute', name: target.attribute };
    }
    case 'Subscript':
      return byItem(chunk, target);
    default:
      return undefined;
  }
}

/** A variable or parameter that is annotated anywhere in its scope. */
function byVariable(chunk: Chunk, target: Name): Expected | undefined {
  const { facts } = chunk;
  const found = resolve(facts, target);
  const bindings = found === 'module' ? facts.scopes[0]?.names.get(target.name) : found.bindings;
  const annotation = bindings && annotationOf(facts, bindings);
  // What is declared further down speaks of what the variable holds there: `for reply in replies: reply: Reply = reply`.
  if (annotation && (parentOf(facts, annotation)?.start ?? 0) > target.start) return undefined;
  return annotation && { type: declaredType(chunk, annotation), by: 'variable', name: target.name };
}

/** By the bindings of a variable: some are assigned thousands of times. */
const knownAnnotations = new WeakMap<readonly number[], { readonly annotation: Expression | undefined }>();

function annotationOf(facts: Facts, bindings: readonly number[]): Expression | undefined {
  const known = knownAnnotations.get(bindings);
  if (known) return known.annotation;
  const annotation = first(bindings, (index) => {
    const node = facts.nodes[facts.bindings[index]?.node ?? -1];
    if (node?.kind === 'Parameter') return node.type === 'args' || node.type === 'kwargs' ? undefined : node.annotation;
    const parent = node && parentOf(facts, node);
    return parent?.kind === 'AnnAssign' ? parent.annotation : undefined;
  });
  knownAnnotations.set(bindings, { annotation });
  return annotation;
}

/** `prices["tea"] = …` with `prices: dict[str, int]`. What a display happens to hold says nothing of what may come. */
function byItem(chunk: Chunk, target: Subscript): Expected | undefined {
  const { value } = target;
  const method = isDeclared(chunk, value) ? member(chunk, typeOf(chunk, value), '__setitem__') : undefined;
  const places = method && parametersFor(chunk, method, { position: 1, name: undefined });
  return places && { type: unionOf(places.map(({ type }) => type)), by: 'item', name: '' };
}

/** Whether an expression's type comes from annotations, not from what was put into it. */
function isDeclared(chunk: Chunk, node: Expression): boolean {
  switch (node.kind) {
    case 'Name':
      return byVariable(chunk, node) !== undefined;
    case 'Attribute':
      return declaredAttribute(chunk, typeOf(chunk, node.value), node.attribute) !== undefined;
    case 'Subscript':
      return isDeclared(chunk, node.value);
    default:
      return false;
  }
}

// ------------------------------------------------------------------------------------ arguments

function byParameter(chunk: Chunk, argument: Argument): Expected | undefined {
  const call = parentOf(chunk.facts, argument);
  if (call?.kind !== 'Call' || argument.stars > 0) return undefined;
  if (isCast(typeOf(chunk, call.func))) return byCast(chunk, call, argument);
  const place = placeOf(call, argument);
  const places = place && parametersFor(chunk, typeOf(chunk, call.func), place);
  if (!places) return undefined;
  const isSure =
    places.every(({ isGeneric }) => !isGeneric) ||
    (call.func.kind === 'Attribute' && isDeclared(chunk, call.func.value));
  const name = places.find((it) => it.name !== '')?.name ?? '';
  return isSure ? { type: unionOf(places.map(({ type }) => type)), by: 'parameter', name } : undefined;
}

/** `cast(int, value)` says what `value` is. */
function byCast(chunk: Chunk, { args: [type, value] }: Call, argument: Argument): Expected | undefined {
  return type && argument === value ? { type: declaredType(chunk, type.value), by: 'cast', name: '' } : undefined;
}

function placeOf(call: Call, argument: Argument): ArgumentPosition | undefined {
  if (argument.name !== undefined) return { position: undefined, name: argument.name };
  const before = call.args.slice(0, call.args.indexOf(argument));
  if (before.some(({ stars }) => stars > 0)) return undefined;
  return { position: before.filter(({ name }) => name === undefined).length, name: undefined };
}

// -------------------------------------------------------------------------------------- fitting

/** Whether a value that can be awaited is certainly not what a declaration asks for. */
export function rulesOut(chunk: Chunk, declared: Type, value: Type): boolean {
  const values = membersOf(value).filter(({ kind }) => kind !== 'none');
  return (
    declared !== unknown &&
    values.length > 0 &&
    membersOf(declared).every((item) => values.every((one) => rulesOutOne(chunk, item, one)))
  );
}

function rulesOutOne(chunk: Chunk, declared: Type, value: Type): boolean {
  switch (declared.kind) {
    case 'none':
      return true;
    case 'class':
      return value.kind === 'coroutine';
    case 'instance':
      return awaited(chunk, declared) === undefined && !mayFit(chunk, declared, value);
    case 'typevar':
      return value.kind === 'coroutine' && (declared.bound === undefined || rulesOut(chunk, declared.bound, value));
    default:
      return false;
  }
}
