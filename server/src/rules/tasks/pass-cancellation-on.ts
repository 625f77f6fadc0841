import type { ExceptHandler, Expression, Node } from '../../facts/nodes.ts';
import { reference } from '../../fixes/add-import.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf, replaceRange } from '../../fixes/edits.ts';
import type { Fix, MakeEdits } from '../../fixes/fix.ts';
import { removeArgument } from '../../fixes/remove-argument.ts';
import { cancellationExceptions } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { catchesCancellation } from './caught-cancellation.ts';

/** `suppress(ValueError, CancelledError)` → `suppress(ValueError)` */
export function letPass(view: ChunkView, context: Expression): readonly Fix[] {
  if (context.kind !== 'Call' || context.args.length < 2) return [];
  const named = context.args.filter(({ value }) => catchesCancellation(view, value));
  const edits = named.length === 1 ? removeArgument(view, context, named[0]!) : undefined;
  return edits ? [{ title: texts.suppressNo(view.source(named[0]!.value)), safety: 'unsafe', edits }] : [];
}

/** `raise` at the end of the handler; where it catches more than cancellations, a handler of their own before it. */
export function reraiseFix(view: ChunkView, handler: ExceptHandler): readonly Fix[] {
  const edits = isNarrow(view, handler) ? raiseAtEnd(view, handler) : handlerBefore(view, handler);
  return edits ? [{ title: texts.reraise[view.library], safety: 'unsafe', edits }] : [];
}

const isNarrow = (view: ChunkView, { type }: ExceptHandler): boolean => {
  const known = type && view.lookup(view.typeOf(type), cancellationExceptions);
  return known === 'asyncio' || known === 'trio';
};

function raiseAtEnd(view: ChunkView, { body }: ExceptHandler): MakeEdits | undefined {
  const text = chunkText(view);
  const last = body.at(-1);
  if (!last) return undefined;
  if (last.kind === 'Pass' || last.kind === 'Break' || last.kind === 'Continue' || last.kind === 'Return')
    return () => [replaceRange(view, last, 'raise')];
  if (!isFirstOnLine(text, last.start)) return () => [insertAt(view, last.end, '; raise')];
  return () => [insertAt(view, lineEndOf(text, last), `${lineBreakOf(text)}${indentation(text, last.start)}raise`)];
}

function lineEndOf(text: string, { end }: Node): number {
  const rest = /^[ \t]*(#[^\r\n]*)?/.exec(text.slice(end))?.[0] ?? '';
  return end + rest.length;
}

function handlerBefore(view: ChunkView, handler: ExceptHandler): MakeEdits | undefined {
  const text = chunkText(view);
  if (view.library !== 'asyncio' || !isFirstOnLine(text, handler.start)) return undefined;
  return () => {
    const { name, edits } = reference(view, handler, 'asyncio.CancelledError');
    const indent = indentation(text, handler.start);
    const step = indent.includes('\t') ? '\t' : '    ';
    const lineBreak = lineBreakOf(text);
    const written = `except ${name}:${lineBreak}${indent}${step}raise${lineBreak}${indent}`;
    return [...edits, insertAt(view, handler.start, written)];
  };
}

const texts = {
  suppressNo: localized({
    en: (exception: string) => `Suppress no \`${exception}\``,
    'zh-cn': (exception) => `不再忽略 \`${exception}\``,
  }),
  reraise: {
    asyncio: { en: 'Re-raise `CancelledError`', 'zh-cn': '重新抛出 `CancelledError`' },
    trio: { en: 'Re-raise `Cancelled`', 'zh-cn': '重新抛出 `Cancelled`' },
    anyio: { en: 'Re-raise the cancellation', 'zh-cn': '重新抛出取消异常' },
  },
};
