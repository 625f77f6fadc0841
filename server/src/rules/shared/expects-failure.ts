import { lastNameIn } from '../../facts/last-name.ts';
import type { FunctionDef, Node, With } from '../../facts/nodes.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { expectsFailure as failures } from '../../knowledge/conventions/tests.ts';
import { under } from '../../knowledge/name-table.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { handlersAround, namesException } from './caught-here.ts';

/** In `with pytest.raises(…)` the call itself is expected to fail, and so is a function of the test that is used only there. */
export function expectsFailure(view: ChunkView, node: Node): boolean {
  return isExpectedToFail(view, node, nobody);
}

const nobody: ReadonlySet<Node> = new Set();

/** `asked` are functions that are asked about already: what calls itself says nothing by that. */
function isExpectedToFail(view: ChunkView, node: Node, asked: ReadonlySet<Node>): boolean {
  for (let parent = view.parent(node); parent; parent = view.parent(parent)) {
    if (parent.kind === 'FunctionDef') return asked.has(parent) || isUsedForFailure(view, parent, asked);
    if (parent.kind === 'With' && expectsOne(parent)) return true;
  }
  return false;
}

const known = new WeakMap<With, boolean>();

/** A statement may have thousands of items, and each of them asks. */
function expectsOne(block: With): boolean {
  const expects =
    known.get(block) ??
    block.items.some(({ context }) => context.kind === 'Call' && isNamedBy(failures, lastNameIn(context.func)));
  known.set(block, expects);
  return expects;
}

function isUsedForFailure(view: ChunkView, node: FunctionDef, asked: ReadonlySet<Node>): boolean {
  const binding = view.facts.bindings.find((it) => it.node === node.id);
  if (!binding || binding.escapes || binding.uses.length === 0) return false;
  const asking = new Set([...asked, node]);
  return binding.uses.every((use) => isExpectedToFail(view, view.facts.nodes[use]!, asking));
}

/** Whether a `TypeError` is caught around the code: its author tries what may not work. */
export const isTypeErrorCaught = (view: ChunkView, node: Node): boolean =>
  [...handlersAround(view, node)].some(({ type }) => type && namesException(view, type, MISUSE));

const MISUSE = under('builtins', 'TypeError AttributeError', true);
