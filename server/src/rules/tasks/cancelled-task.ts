import type { Expression, Statement, Try, With } from '../../facts/nodes.ts';
import { blockAround } from '../../facts/statement-blocks.ts';
import { reference } from '../../fixes/add-import.ts';
import { replaceRange } from '../../fixes/edits.ts';
import type { MakeEdits } from '../../fixes/fix.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf } from '../../project/types/types.ts';
import { localized } from '../../text/localized.ts';
import type { Report } from '../rule.ts';
import { exceptionsIn, handlersAround } from '../shared/caught-here.ts';
import { isInstance } from '../shared/held-locks.ts';
import { isOrdinary, isSingle } from './exception-kinds.ts';

/** `task.cancel()`, `with suppress(Exception): await task` */
export function cancelledInWith(view: ChunkView, node: With): Report | undefined {
  const [item, ...others] = node.items;
  const task = cancelledTask(view, node);
  if (!task || others.length > 0 || item?.context.kind !== 'Call') return undefined;
  const { context } = item;
  const last = context.args.at(-1);
  if (!last || view.lookupCall(context, SUPPRESS) === undefined) return undefined;
  if (!context.args.every(({ value }) => isOrdinary(view, value))) return undefined;
  return cancelledReport(view, context, task, () => {
    const { name, edits } = reference(view, context, 'asyncio.CancelledError');
    return [...edits, replaceRange(view, { start: last.end, end: last.end }, `, ${name}`)];
  });
}

const SUPPRESS = { 'contextlib.suppress': true } as const;

/** The same with `try` and `except Exception`. */
export function cancelledInTry(view: ChunkView, node: Try): Report | undefined {
  const task = cancelledTask(view, node);
  const [handler, ...others] = node.handlers;
  if (!task || others.length > 0 || !handler?.type || !isOrdinary(view, handler.type)) return undefined;
  const { type } = handler;
  return cancelledReport(view, type, task, () => {
    const { name, edits } = reference(view, type, 'asyncio.CancelledError');
    return [...edits, replaceRange(view, type, `(${view.source(type)}, ${name})`)];
  });
}

const cancelledReport = (view: ChunkView, at: Expression, task: Expression, edits: MakeEdits): Report => ({
  at,
  message: texts.goesPast(view.source(task)),
  fixes: () => [{ title: texts.catchToo, safety: 'unsafe', edits }],
});

/** The task that is all that is awaited in a statement, and was cancelled in the one in front of it. */
function cancelledTask(view: ChunkView, node: Try | With): Expression | undefined {
  const [only, ...others] = node.body;
  const task = only?.kind === 'Expr' && only.value.kind === 'Await' ? only.value.value : undefined;
  if (!task || others.length > 0) return undefined;
  const around = blockAround(view.facts, node);
  const before = around?.block[around.index - 1];
  if (!before || !isCancelled(view, before, view.source(task))) return undefined;
  const isCaught = [...handlersAround(view, node)].some(({ type }) => !type || !isSingleOrAny(view, type));
  return isCaught || !isTask(view, task) ? undefined : task;
}

/** A task, or what nobody knows, which is likely one since it is cancelled and awaited. */
const isTask = (view: ChunkView, node: Expression): boolean => {
  const members = membersOf(view.typeOf(node)).filter(({ kind }) => kind !== 'none');
  const isUnknown = members.every(({ kind }) => kind === 'unknown');
  if (isUnknown) view.evidence.restsOn('likely');
  return members.length > 0 && (isUnknown || members.every((type) => isInstance(view, type, TASKS)));
};

const TASKS = { 'asyncio.Task': true } as const;

const isCancelled = (view: ChunkView, { kind, ...statement }: Statement, task: string): boolean =>
  kind === 'Expr' &&
  'value' in statement &&
  statement.value?.kind === 'Call' &&
  statement.value.func.kind === 'Attribute' &&
  statement.value.func.attribute === 'cancel' &&
  view.source(statement.value.func.value) === task;

/** What does not catch a cancellation. */
const isSingleOrAny = (view: ChunkView, type: Expression): boolean =>
  exceptionsIn(type).every((each) => isSingle(view, each) || isOrdinary(view, each));

const texts = {
  goesPast: localized({
    en: (task: string) =>
      `\`${task}\` was cancelled, so that awaiting it raises \`CancelledError\`, which is no \`Exception\` and goes past this; catch it, too.`,
    'zh-cn': (task) =>
      `\`${task}\` 已被取消，等待它会抛出 \`CancelledError\`，它不是 \`Exception\` 的子类，这里捕获不到；请同时捕获它。`,
  }),
  catchToo: { en: 'Catch `CancelledError`, too', 'zh-cn': '同时捕获 `CancelledError`' },
};
