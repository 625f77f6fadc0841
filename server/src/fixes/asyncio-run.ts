import type { Call, ExpressionStatement, Name, Statement, Try } from '../facts/nodes.ts';
import { bindingsOf, isCoroutine, usesOf } from '../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { removeRange } from './edits.ts';
import { allParts, type MakeEdits } from './fix.ts';
import { removeStatement } from './remove-statement.ts';
import { replaceCallee } from './replace-call.ts';

/**
 * What gets a loop and runs one coroutine on it becomes `asyncio.run(main())`, whether the loop has a name or not; the loop's
 * `close()` goes as well. Undefined where the loop is used for more than that.
 */
export function asyncioRun(view: ChunkView, getter: Call): MakeEdits | undefined {
  const direct = runOn(view, getter);
  if (direct) return () => replaceCallee(view, direct, 'asyncio.run');
  const assignment = view.parent(getter);
  const [binding, ...others] = bindingsOf(view, getter);
  if (assignment?.kind !== 'Assign' || !binding || others.length > 0 || binding.escapes) return undefined;
  const uses = usesOf(view, binding);
  if (uses.some((use) => view.bindingsReaching(use).length > 1)) return undefined;
  const [run, ...moreRuns] = uses.flatMap((use) => runOn(view, use) ?? []);
  const closings = uses.flatMap((use) => closingOn(view, use) ?? []);
  if (!run || moreRuns.length > 0 || closings.length + 1 !== uses.length) return undefined;
  return allParts([
    removeStatement(view, assignment),
    () => replaceCallee(view, run, 'asyncio.run'),
    ...closings.map((closing) => removeClosing(view, closing)),
  ]);
}

/** `loop.run_until_complete(f())` */
function runOn(view: ChunkView, loop: Name | Call): Call | undefined {
  const call = callOfMethod(view, loop, 'run_until_complete');
  const [argument] = call?.args ?? [];
  return call?.args.length === 1 && argument?.stars === 0 && isCoroutine(view, view.typeOf(argument.value))
    ? call
    : undefined;
}

function closingOn(view: ChunkView, loop: Name): ExpressionStatement | undefined {
  const call = callOfMethod(view, loop, 'close');
  const statement = call && view.parent(call);
  return statement?.kind === 'Expr' ? statement : undefined;
}

function callOfMethod(view: ChunkView, loop: Name | Call, method: string): Call | undefined {
  const attribute = view.parent(loop);
  if (attribute?.kind !== 'Attribute' || attribute.attribute !== method) return undefined;
  const call = view.parent(attribute);
  return call?.kind === 'Call' && call.func === attribute ? call : undefined;
}

/** `loop.close()` in the `finally` of a `try` that has nothing else to do goes together with the `try`. */
function removeClosing(view: ChunkView, closing: Statement): MakeEdits | undefined {
  const parent = view.parent(closing);
  if (parent?.kind !== 'Try' || parent.finalbody[0] !== closing || parent.finalbody.length > 1)
    return removeStatement(view, closing);
  return unwrapTry(view, parent);
}

function unwrapTry(view: ChunkView, { start, end, body, handlers, orelse }: Try): MakeEdits | undefined {
  const [first, ...others] = body;
  if (!first || others.length > 0 || handlers.length > 0 || orelse.length > 0) return undefined;
  const before = { start, end: first.start };
  const after = { start: first.end, end };
  const isPlain = !view.source(first).includes('\n') && !`${view.source(before)}${view.source(after)}`.includes('#');
  return isPlain ? () => [removeRange(view, before), removeRange(view, after)] : undefined;
}
