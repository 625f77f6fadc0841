import { ownNodes } from '../../facts/function-bodies.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, Expression, FunctionDef, Name } from '../../facts/nodes.ts';
import { bodyScope, parentOf } from '../../facts/walk.ts';
import type { Definition } from '../names/definitions.ts';
import type { Chunk } from '../names/project.ts';

/**
 * Whether calling what a decorator makes of a function gives what calling the function itself gives, as far as its code is seen:
 * it returns the function, or wrappers whose every result is that of the function. `isAsync` tells of the function that is
 * decorated: only of those is an `async def` that awaits it alike. With `isFactory`, the decorator is what `definition` gives.
 */
export function handsOriginalOn(definition: Definition<FunctionDef>, isFactory: boolean, isAsync: boolean): boolean {
  const made = isFactory ? decoratorOf(definition, isAsync) : definition;
  return made !== undefined && handsOn(made, isAsync);
}

/** The function that comes of `@timed("name")`. */
function decoratorOf(factory: Definition<FunctionDef>, isAsync: boolean): Definition<FunctionDef> | undefined {
  const made = returnedBy(factory).flatMap((value) => {
    if (value?.kind === 'Call' && isPartialOf(factory.node, value)) return [factory];
    const inner = value?.kind === 'Name' ? functionsNamed(factory, value.name) : [];
    return inner.filter((definition) => handsOn(definition, isAsync));
  });
  return made[0];
}

const returnedBy = ({ chunk, node }: Definition<FunctionDef>): readonly (Expression | undefined)[] =>
  ownNodes(chunk.facts, node, 'Return').map(({ value }) => value);

/** `if func is None: return functools.partial(timed, name=name)` */
const isPartialOf = ({ name }: FunctionDef, { func, args }: Call): boolean =>
  lastNameIn(func) === 'partial' && args[0]?.value.kind === 'Name' && args[0].value.name === name;

function handsOn(decorator: Definition<FunctionDef>, isAsync: boolean): boolean {
  const { node } = decorator;
  const original = node.parameters.find(({ name, type }) => name !== 'self' && name !== 'cls' && !isRest(type))?.name;
  const returned = returnedBy(decorator).filter((value) => !(value?.kind === 'Call' && isPartialOf(node, value)));
  return (
    original !== undefined &&
    returned.length > 0 &&
    returned.every((value) => value !== undefined && standsForOriginal(decorator, wrapped(value), original, isAsync))
  );
}

const isRest = (type: FunctionDef['parameters'][number]['type']): boolean => type === 'args' || type === 'kwargs';

/** `wrapper` of `functools.wraps(func)(wrapper)` and `functools.update_wrapper(wrapper, func)`. */
function wrapped(value: Expression): Expression {
  if (value.kind !== 'Call' || !value.args[0]) return value;
  const maker = value.func.kind === 'Call' ? value.func.func : value.func;
  const name = lastNameIn(maker);
  return name === (value.func.kind === 'Call' ? 'wraps' : 'update_wrapper') ? value.args[0].value : value;
}

function standsForOriginal(
  decorator: Definition<FunctionDef>,
  value: Expression,
  original: string,
  isAsync: boolean,
): boolean {
  if (value.kind !== 'Name') return false;
  if (value.name === original) return true;
  const wrappers = functionsNamed(decorator, value.name);
  return (
    wrappers.length > 0 &&
    wrappers.every((wrapper) =>
      wrapper.node.isAsync && !isAsync ? isForCoroutineFunctions(decorator) : givesResultOf(wrapper, original),
    )
  );
}

/** `if inspect.iscoroutinefunction(func): …` makes one wrapper for each kind. */
const isForCoroutineFunctions = ({ chunk: { facts }, node }: Definition<FunctionDef>): boolean =>
  facts.nodes
    .slice(node.id, facts.ends[node.id])
    .some((inner) => inner.kind === 'Call' && lastNameIn(inner.func) === 'iscoroutinefunction');

/** The functions of this name that are defined in a function, in any of its branches. */
function functionsNamed({ chunk, node }: Definition<FunctionDef>, name: string): readonly Definition<FunctionDef>[] {
  const { facts } = chunk;
  const scope = bodyScope(facts, node);
  return facts.nodes
    .slice(node.id + 1, facts.ends[node.id])
    .flatMap((inner) =>
      inner.kind === 'FunctionDef' && inner.name === name && facts.scopeOf[inner.id] === scope
        ? [{ chunk, node: inner }]
        : [],
    );
}

/** Whether all that a wrapper returns is what it got from calling the original, or from awaiting that in an `async def`. */
function givesResultOf(wrapper: Definition<FunctionDef>, original: string): boolean {
  const { chunk, node } = wrapper;
  const isResult = (value: Expression): boolean => {
    const call = value.kind === 'Await' && node.isAsync ? value.value : value;
    if (call.kind === 'Call' && (call === value) !== node.isAsync)
      return call.func.kind === 'Name' && call.func.name === original;
    return (
      value.kind === 'Name' &&
      (node.isAsync || isOnlyReturned(chunk, value)) &&
      valuesOf(chunk, value).every((it) => it !== undefined && isResult(it))
    );
  };
  const returned = returnedBy(wrapper);
  return returned.length > 0 && returned.every((value) => value !== undefined && isResult(value));
}

/** What else is done with a coroutine before it is returned may start it, or ask what it is. */
const isOnlyReturned = ({ facts }: Chunk, name: Name): boolean =>
  (facts.reaching.get(name.id) ?? []).every((index) =>
    facts.bindings[index]?.uses.every((use) => facts.nodes[facts.parents[use] ?? -1]?.kind === 'Return'),
  );

/** What the assignments that reach a variable give it; at least one, which is undefined where it is given otherwise. */
function valuesOf({ facts }: Chunk, name: Name): readonly (Expression | undefined)[] {
  const reaching = facts.reaching.get(name.id) ?? [];
  if (reaching.length === 0) return [undefined];
  return reaching.map((index) => {
    const binding = facts.bindings[index];
    const target = binding?.type === 'value' ? facts.nodes[binding.node] : undefined;
    const statement = target && parentOf(facts, target);
    return statement?.kind === 'Assign' && statement.targets.includes(target as Name) ? statement.value : undefined;
  });
}
