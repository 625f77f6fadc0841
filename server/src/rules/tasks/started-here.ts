import type { Call, Expression, Name, Node } from '../../facts/nodes.ts';
import { preorder } from '../../facts/walk.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { taskSpawners } from '../../knowledge/loop.ts';
import { isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Type } from '../../project/types/types.ts';
import { gatheredBy } from '../shared/gathered.ts';
import { onlyValue } from '../../facts/only-value.ts';

/**
 * What makes each of the coroutines and tasks that a `gather()` is given, as far as its function does that: also for a list or dict
 * of tasks that it fills. Nothing for what comes from elsewhere.
 */
export const startedHere = (view: ChunkView, call: Call): readonly (readonly Expression[])[] =>
  (gatheredBy(view, call) ?? []).map(({ node, type, isSingle }) => {
    const made = isSingle ? madeAs(view, node) : madeIn(view, node);
    return made.length === 0 && !isSingle && isCoroutine(view, type) ? [node] : made;
  });

/** `fetch(page)`, also in `create_task(fetch(page))`, or kept in a variable. */
function madeAs(view: ChunkView, node: Expression): readonly Expression[] {
  if (node.kind === 'Name') {
    const value = onlyValue(view.facts, node);
    return value ? madeAs(view, value) : [];
  }
  if (node.kind !== 'Call') return [];
  const spawner = view.lookupCall(node, taskSpawners);
  if (!spawner) return isFuture(view, view.typeOf(node)) ? [] : [node];
  return argumentsAt(node, spawner.spawns.argument).flatMap(({ value }) => (value.kind === 'Call' ? value : []));
}

/** `wrap_future(future)`, and what a helper gives that has started a task. */
const isFuture = (view: ChunkView, type: Type): boolean =>
  type.kind === 'instance' && view.isInstanceOf(type, 'asyncio.Future');

/** The same of what is in a list or dict, in `tasks.values()` and `list(tasks)`. */
function madeIn(view: ChunkView, node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'Name': {
      const value = onlyValue(view.facts, node);
      const added = addedTo(view, node).flatMap((item) => madeAs(view, item));
      return value ? [...madeIn(view, value), ...added] : added;
    }
    case 'Collection':
      return node.elements.flatMap((element) => madeAs(view, element));
    case 'Dict':
      return node.values.flatMap((value) => madeAs(view, value));
    case 'Comprehension':
      return madeAs(view, node.element);
    case 'Call': {
      const from = node.func.kind === 'Attribute' ? node.func.value : node.args[0]?.value;
      return from?.kind === 'Name' ? madeIn(view, from) : [];
    }
    default:
      return [];
  }
}

/** What a function adds to a list: `tasks.append(…)`, `tasks.add(…)`, `tasks[key] = …`. */
function addedTo(view: ChunkView, list: Name): readonly Expression[] {
  const around = view.functionAround(list);
  if (!around) return [];
  return [...preorder(view.facts, around)].flatMap((node) => addedBy(node, list.name));
}

function addedBy(node: Node, list: string): readonly Expression[] {
  if (node.kind === 'Assign') {
    const [target] = node.targets;
    return target?.kind === 'Subscript' && target.value.kind === 'Name' && target.value.name === list
      ? [node.value]
      : [];
  }
  if (node.kind !== 'Call' || node.func.kind !== 'Attribute') return [];
  const { attribute, value } = node.func;
  const isOfList = value.kind === 'Name' && value.name === list && (attribute === 'append' || attribute === 'add');
  return isOfList ? node.args.map((argument) => argument.value) : [];
}
