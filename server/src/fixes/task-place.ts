import type { Attribute, ClassDef, ExpressionStatement, FunctionDef, Name, Node } from '../facts/nodes.ts';
import { resolve } from '../facts/scopes.ts';
import { ancestors } from '../facts/walk.ts';
import { isHandedToLoop } from '../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { insertAt } from './edits.ts';
import type { MakeEdits } from './fix.ts';

export interface TaskPlace {
  /** `self._ticker`, `task` */
  readonly text: string;
  readonly edits: MakeEdits;
}

/**
 * Where a dropped task is missed: the one attribute that other methods cancel or await and nobody ever sets, or the one name
 * that the function reads further down and that nothing binds.
 */
export function missedTask(view: ChunkView, statement: ExpressionStatement): TaskPlace | undefined {
  const text = onlyOne(missedNames(view, statement)) ?? onlyOne(missedAttributes(view, statement));
  return text === undefined ? undefined : { text, edits: () => [insertAt(view, statement.start, `${text} = `)] };
}

const onlyOne = (names: readonly string[]): string | undefined => {
  const [first, ...others] = new Set(names);
  return others.length === 0 ? first : undefined;
};

function missedNames(view: ChunkView, statement: ExpressionStatement): readonly string[] {
  const around = view.functionAround(statement);
  if (!around) return [];
  return view.facts.nodes
    .slice(statement.id, view.facts.ends[around.id])
    .filter((node): node is Name => node.kind === 'Name' && node.context === 'load')
    .filter((node) => resolve(view.facts, node) === 'module' && isUsedAsTask(view, node))
    .map(({ name }) => name)
    .filter((name) => view.fileChunks().every(({ facts }) => facts.scopes[0]?.names.has(name) !== true));
}

function missedAttributes(view: ChunkView, statement: ExpressionStatement): readonly string[] {
  const method = [...ancestors(view.facts, statement)].find(
    (node): node is FunctionDef => node.kind === 'FunctionDef' && view.parent(node)?.kind === 'ClassDef',
  );
  const receiver = method?.parameters[0]?.name;
  const cls = method && (view.parent(method) as ClassDef);
  if (!cls || receiver === undefined) return [];
  const mentions = view
    .partsOfClass(cls)
    .flatMap((part) =>
      part.view.facts.nodes
        .slice(part.node.id, part.view.facts.ends[part.node.id])
        .flatMap((node) =>
          node.kind === 'Attribute' && node.value.kind === 'Name' && node.value.name === receiver
            ? [{ home: part.view, node }]
            : [],
        ),
    );
  const isSet = new Set(
    mentions.filter(({ home, node }) => isSetToSomething(home, node)).map(({ node }) => node.attribute),
  );
  const isOwn = new Set(mentions.filter(({ node }) => node.context === 'store').map(({ node }) => node.attribute));
  return mentions
    .filter(({ home, node }) => node.context === 'load' && !isSet.has(node.attribute) && isUsedAsTask(home, node))
    .filter(({ home, node }) => isOwn.has(node.attribute) || isLacking(home, node))
    .map(({ node }) => `${receiver}.${node.attribute}`);
}

/** None of the bases gives it a value. */
const isLacking = (view: ChunkView, { value, attribute }: Attribute): boolean =>
  view.member(view.typeOf(value), attribute) === undefined;

function isSetToSomething(view: ChunkView, node: Node & { readonly context: string }): boolean {
  const parent = node.context === 'store' ? view.parent(node) : undefined;
  if (!parent) return false;
  const value = parent.kind === 'Assign' || parent.kind === 'AnnAssign' ? parent.value : parent;
  return value !== undefined && !(value.kind === 'Constant' && value.type === 'None');
}

const TASK_METHODS = new Set(['cancel', 'cancelled', 'done', 'add_done_callback', 'get_name', '__await__']);

/** `task.cancel()`, `await task`, `await asyncio.shield(task)` */
function isUsedAsTask(view: ChunkView, node: Node): boolean {
  if (isHandedToLoop(view, node)) return true;
  const parent = view.parent(node);
  return parent?.kind === 'Attribute' && TASK_METHODS.has(parent.attribute) && view.parent(parent)?.kind === 'Call';
}
