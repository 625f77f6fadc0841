import type { Attribute, ClassDef, Expression, ExpressionStatement, FunctionDef, Node } from '../facts/nodes.ts';
import { ancestors } from '../facts/walk.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { insertAt } from './edits.ts';
import type { MakeEdits } from './fix.ts';
import { isUsedAsTask, missedNames } from './task-names.ts';

export interface TaskPlace {
  /** `self._ticker`, `task` */
  readonly text: string;
  readonly edits: MakeEdits;
}

/**
 * Where a dropped task is missed: the one name that the function reads further down and that nothing binds on this way, the
 * one attribute that keeps a task of the same coroutine elsewhere, or that other methods cancel or await and nobody ever sets.
 */
export function missedTask(view: ChunkView, statement: ExpressionStatement): TaskPlace | undefined {
  const text = onlyOne(missedNames(view, statement)) ?? onlyOne(missedAttributes(view, statement));
  return text === undefined ? undefined : { text, edits: () => [insertAt(view, statement.start, `${text} = `)] };
}

const onlyOne = (names: readonly string[]): string | undefined => {
  const [first, ...others] = new Set(names);
  return others.length === 0 ? first : undefined;
};

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
  const twins = mentions.filter(({ home, node }) => isKeptAlike(home, node, view, statement));
  if (twins.length > 0) return twins.map(({ node }) => `${receiver}.${node.attribute}`);
  const isSet = new Set(
    mentions.filter(({ home, node }) => isSetToSomething(home, node)).map(({ node }) => node.attribute),
  );
  const isOwn = new Set(mentions.filter(({ node }) => node.context === 'store').map(({ node }) => node.attribute));
  return mentions
    .filter(({ home, node }) => node.context === 'load' && !isSet.has(node.attribute) && isUsedAsTask(home, node))
    .filter(({ home, node }) => isOwn.has(node.attribute) || isLacking(home, node))
    .map(({ node }) => `${receiver}.${node.attribute}`);
}

/** None of the bases gives it a value, or one that only `hasattr(self, "_ticker")` knows of. */
const isLacking = (view: ChunkView, node: Attribute): boolean =>
  view.isSortAsked(node) || view.member(view.typeOf(node.value), node.attribute) === undefined;

/** `self._ticker = asyncio.create_task(self._tick())` elsewhere in the class, where `self._tick()` is started here. */
function isKeptAlike(home: ChunkView, node: Attribute, view: ChunkView, { value }: ExpressionStatement): boolean {
  const parent = node.context === 'store' ? home.parent(node) : undefined;
  const kept = parent?.kind === 'Assign' || parent?.kind === 'AnnAssign' ? parent.value : undefined;
  const [one, other] = [kept && startedBy(kept), startedBy(value)];
  return one !== undefined && other !== undefined && home.source(one) === view.source(other);
}

/** `self._tick()` of `asyncio.create_task(self._tick())` */
function startedBy(starter: Expression): Expression | undefined {
  const started = starter.kind === 'Call' ? starter.args[0]?.value : undefined;
  return started?.kind === 'Call' ? started : undefined;
}

function isSetToSomething(view: ChunkView, node: Node & { readonly context: string }): boolean {
  const parent = node.context === 'store' ? view.parent(node) : undefined;
  if (!parent) return false;
  const value = parent.kind === 'Assign' || parent.kind === 'AnnAssign' ? parent.value : parent;
  return value !== undefined && !(value.kind === 'Constant' && value.type === 'None');
}
