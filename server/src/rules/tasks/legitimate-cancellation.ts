import { canFallThrough } from '../../facts/function-bodies.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, ExceptHandler, Expression, FunctionDef, Node, Statement } from '../../facts/nodes.ts';
import { ancestors, preorder } from '../../facts/walk.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { shows, waitsForTasks } from '../../knowledge/conventions/tasks.ts';
import { cancelScopes, taskSpawners } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { awaitsIn, awaitsOf } from '../shared/awaits.ts';
import { isTestFunction } from '../shared/tests.ts';
import { cancelsTasks } from './cancels-tasks.ts';
import { catchesCancellation } from './caught-cancellation.ts';
import { isEntryPoint } from './entry-point.ts';
import type { Waiting } from './goes-on-behind.ts';

/** `sys.exit()` and the like. */
export const endsProgram = (view: ChunkView, { body }: ExceptHandler): boolean =>
  body.some(
    (statement) =>
      statement.kind === 'Expr' &&
      statement.value.kind === 'Call' &&
      view.signature(view.typeOf(statement.value.func))?.returns?.kind === 'never',
  );

/** Whether the block waits for something else than a task, whose own cancellation it may be. */
export const mayBeCancelled = (view: ChunkView, body: readonly Statement[]): boolean =>
  body
    .flatMap((statement) => awaitsIn(view, statement))
    .some((node) => {
      if (node.kind === 'Await') return node.value.kind === 'Call' && !waitsForTask(view, node.value);
      return node.kind !== 'With' || !node.items.every(({ context }) => isCancelScope(view, context));
    });

const isCancelScope = (view: ChunkView, context: Expression): boolean =>
  context.kind === 'Call' && view.lookupCall(context, cancelScopes) !== undefined;

/** What waits for other tasks, or makes one of what it is given and waits for that: somebody else may cancel that task alone. */
function waitsForTask(view: ChunkView, call: Call): boolean {
  const helper = view.definition(view.typeOf(call.func));
  if (!helper || helper.isLibrary) return isNamedBy(waitsForTasks, lastNameIn(call.func));
  return awaitsOf(helper.view, helper.node).some(
    (node) =>
      node.kind === 'Await' &&
      node.value.kind === 'Name' &&
      helper.view.bindingsReaching(node.value).some(({ node: id }) => {
        const target = helper.view.facts.nodes[id];
        const statement = target && helper.view.parent(target);
        const made = statement?.kind === 'Assign' && statement.value.kind === 'Call' ? statement.value : undefined;
        return made !== undefined && helper.view.lookupCall(made, taskSpawners)?.returns === 'task';
      }),
  );
}

/** Where one cancellation is being dealt with, another that comes meanwhile adds nothing. */
export function isInHandler(view: ChunkView, node: Node): boolean {
  for (const outer of ancestors(view.facts, node)) {
    if (outer.kind === 'FunctionDef' || outer.kind === 'Lambda') return false;
    if (outer.kind === 'ExceptHandler' && outer.type && catchesCancellation(view, outer.type)) return true;
  }
  return false;
}

/** `except CancelledError: return Result.CANCELLED`: the caller is told, unlike by `None` and `[]`. */
export function tellsCaller({ type, body }: ExceptHandler): boolean {
  const last = body.at(-1);
  const value = type && last?.kind === 'Return' ? last.value : undefined;
  switch (value?.kind) {
    case 'Constant':
      return typeof value.value === 'string' && value.value !== '';
    case 'Collection':
      return value.elements.length > 0;
    case 'Dict':
      return value.values.length > 0;
    default:
      return value?.kind === 'Call' || value?.kind === 'Attribute';
  }
}

/** `return False` in the handler, `if not await ready(): return` in the caller: that is where the caller ends, too. */
export function endsCaller({ body, type }: ExceptHandler, { view: asked, call }: Waiting): boolean {
  const last = body.at(-1);
  const value = type && last?.kind === 'Return' ? last.value : undefined;
  if (value?.kind !== 'Constant' || typeof value.value !== 'boolean') return false;
  const awaited = asked.parent(call);
  const test = awaited && asked.parent(awaited);
  const isTurned = test?.kind === 'UnaryOp' && test.operator === 'not';
  const branch = isTurned ? asked.parent(test) : test;
  return (
    branch?.kind === 'If' &&
    branch.test === (isTurned ? test : awaited) &&
    !canFallThrough(value.value === isTurned ? branch.orelse : branch.body)
  );
}

/** Whether the bound exception goes on somewhere: into a future, a list, a variable. */
export function handsOn(view: ChunkView, handler: ExceptHandler): boolean {
  return handler.body
    .flatMap((statement) => [...preorder(view.facts, statement)])
    .some((node) => {
      if (node.kind === 'Call' && lastNameIn(node.func) === 'exc_info') return true;
      if (node.kind !== 'Name' || node.name !== handler.name) return false;
      const parent = view.parent(node);
      if (parent?.kind !== 'Argument') return parent?.kind !== 'JoinedStr' && parent?.kind !== 'Attribute';
      const call = view.parent(parent);
      return call?.kind === 'Call' && !isNamedBy(shows, lastNameIn(call.func));
    });
}

/** Whether the function cancels something itself, raises the cancellation later, or is where everything ends. */
export const isExpected = (view: ChunkView, coroutine: FunctionDef): boolean =>
  isTestFunction(view, coroutine) ||
  isEntryPoint(view, coroutine) ||
  cancelsTasks(view, coroutine) ||
  raisesLater(view, coroutine);

export const raisesLater = (view: ChunkView, coroutine: FunctionDef): boolean =>
  [...preorder(view.facts, coroutine)].some(
    (node) =>
      node.kind === 'Raise' && node.exception !== undefined && catchesCancellation(view, raised(node.exception)),
  );

/** The class in `raise CancelledError` and `raise CancelledError()`. */
const raised = (exception: Expression): Expression => (exception.kind === 'Call' ? exception.func : exception);
