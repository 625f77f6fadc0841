import { lastNameIn } from '../../facts/last-name.ts';
import type { Binding } from '../../facts/facts.ts';
import type { Call, Compare, Expression } from '../../facts/nodes.ts';
import { coroutineTests } from '../../knowledge/conventions/asyncness.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { functionDefinition, lastName } from '../names/definitions.ts';
import type { Chunk } from '../names/project.ts';
import { isSubclass } from '../names/subclass-test.ts';
import { instanceOf, membersOf, none, proven, unionOf, unknown, type Type } from '../types/types.ts';
import { builtinInstance } from './builtin-instances.ts';
import { typeOf } from './expressions.ts';
import { member } from './members.ts';
import { awaited, elementOf } from './protocols.ts';
import { publicName } from './public-name.ts';

/** What is left of a variable's type where a test on it held, or failed. */
export function narrow(chunk: Chunk, binding: Binding, test: Expression, type: Type): Type {
  return narrowBy(chunk, test, binding.positive, type);
}

export function narrowBy(chunk: Chunk, test: Expression, positive: boolean, type: Type): Type {
  switch (test.kind) {
    case 'UnaryOp':
      return test.operator === 'not' ? narrowBy(chunk, test.operand, !positive, type) : type;
    case 'Name':
    case 'Attribute':
    case 'NamedExpr':
      return positive ? without(type, (item) => item.kind === 'none') : type;
    case 'Compare':
      return narrowByComparison(test, positive, type);
    case 'Call':
      return narrowByCall(chunk, test, positive, type);
    default:
      return type;
  }
}

function narrowByComparison(test: Compare, positive: boolean, type: Type): Type {
  const [operator] = test.operators;
  const [comparator] = test.comparators;
  if (comparator?.kind !== 'Constant' || comparator.type !== 'None') return type;
  const isNone =
    operator === 'is' || operator === '=='
      ? positive
      : operator === 'is not' || operator === '!='
        ? !positive
        : undefined;
  if (isNone === undefined) return type;
  return isNone ? none : without(type, (item) => item.kind === 'none');
}

const AWAITABLE_GUARDS = new Set(['iscoroutine', 'isawaitable', 'isfuture']);

function narrowByCall(chunk: Chunk, test: Call, positive: boolean, type: Type): Type {
  const name = nameOfTest(chunk, test.func);
  if (name === 'isinstance') return narrowByClass(chunk, test, positive, type);
  if (name === 'callable') return positive ? without(type, (item) => !mayBeCalled(chunk, item)) : type;
  if (name === 'hasattr') return positive ? withAttribute(chunk, test, type) : type;
  if (GENERATOR_GUARDS.has(name))
    return positive ? without(type, (item) => elementOf(chunk, item, name === 'isasyncgen') === undefined) : type;
  if (!AWAITABLE_GUARDS.has(name)) return positive && isOwnTest(chunk, test.func) ? unknown : type;
  return positive
    ? without(type, (item) => awaited(chunk, item) === undefined)
    : without(type, (item) => item.kind === 'coroutine');
}

const GENERATOR_GUARDS = new Set(['isasyncgen', 'isgenerator']);

/** What a test is called where it is defined, however it was imported. */
function nameOfTest(chunk: Chunk, func: Expression): string {
  const callee = typeOf(chunk, func);
  if (callee.kind === 'function') return lastName(callee.ref);
  return lastNameIn(func) ?? '';
}

/** `hasattr(x, "__anext__")`: what is known to have no such attribute is something else. */
function withAttribute(chunk: Chunk, { args: [, name] }: Call, type: Type): Type {
  const asked = name?.value.kind === 'Constant' && typeof name.value.value === 'string' ? name.value.value : undefined;
  return asked === undefined ? type : without(type, (item) => member(chunk, item, asked) === undefined);
}

/** Whether a call asks what sort of thing its argument is, but for its class. */
export const asksForSort = (chunk: Chunk, func: Expression): boolean =>
  isQuestion(nameOfTest(chunk, func)) || isOwnTest(chunk, func);

const isQuestion = (name: string): boolean => QUESTIONS.has(name) || isNamedBy(coroutineTests, name);

/** `def is_stream(x): return inspect.isasyncgen(x)`: a test of the user's own about what sort of thing a value is. */
function isOwnTest(chunk: Chunk, func: Expression): boolean {
  const callee = typeOf(chunk, func);
  const made = callee.kind === 'function' ? functionDefinition(chunk.project, callee.ref) : undefined;
  if (!made || made.chunk.file.isLibrary) return false;
  const { facts } = made.chunk;
  return facts.nodes
    .slice(made.node.id, facts.ends[made.node.id])
    .some((node) => node.kind === 'Call' && SORTS.has(nameOfTest(made.chunk, node.func)));
}

const SORTS = new Set(['isinstance', 'hasattr', ...AWAITABLE_GUARDS, ...GENERATOR_GUARDS]);

const QUESTIONS = new Set([...['hasattr', 'getattr', 'isasyncgenfunction'], ...AWAITABLE_GUARDS, ...GENERATOR_GUARDS]);

/** Whether a value can be called; true where that is not known. */
const mayBeCalled = (chunk: Chunk, type: Type): boolean =>
  type.kind === 'instance'
    ? member(chunk, type, '__call__') !== undefined
    : type.kind !== 'none' && type.kind !== 'coroutine' && type.kind !== 'module';

function narrowByClass(chunk: Chunk, test: Call, positive: boolean, type: Type): Type {
  const classes = test.args[1] ? classesIn(chunk, typeOf(chunk, test.args[1].value)) : undefined;
  if (!classes) return positive ? unknown : type;
  const refs = classes.map((item) => (item.kind === 'class' ? item.ref : undefined));
  const relation = (item: Type): boolean | undefined => {
    if (item.kind === 'none') return false;
    const own = classOfValue(chunk, item);
    if (own === undefined) return undefined;
    const answers = refs.map((ref) => (ref === undefined ? undefined : isSubclass(chunk.project, own, ref)));
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  };
  if (!positive) return without(type, (item) => relation(item) === true);
  // However the variable is declared, here its class was looked at.
  const kept = membersOf(type).filter((item) => relation(item) === true);
  return kept.length > 0 ? unionOf(kept.map(proven)) : unionOf(classes.map(instanceOf));
}

/** The class of a value, as `type(value)` gives it. */
function classOfValue(chunk: Chunk, type: Type): string | undefined {
  if (type.kind === 'instance') return type.ref;
  const cls = type.kind === 'coroutine' ? publicName(chunk, 'types.CoroutineType') : undefined;
  return cls?.kind === 'class' ? cls.ref : undefined;
}

/** The classes of the second argument of `isinstance`; undefined when they are not all known. */
function classesIn(chunk: Chunk, type: Type): readonly Type[] | undefined {
  const tuple = builtinInstance(chunk, 'tuple');
  const items =
    type.kind === 'instance' && tuple.kind === 'instance' && type.ref === tuple.ref ? type.args : membersOf(type);
  return items.length > 0 && items.every((item) => item.kind === 'class') ? items : undefined;
}

/** Takes away the members for which `drop` holds; a type that would vanish is unknown. */
function without(type: Type, drop: (item: Type) => boolean): Type {
  const kept = membersOf(type).filter((item) => !drop(item));
  return kept.length === 0 ? unknown : unionOf(kept);
}
