import type { Call } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { reference } from './add-import.ts';
import { chunkText, insertAt, isFirstOnLine, replaceRange } from './edits.ts';
import type { Edit } from './fix.ts';
import type { Wrapping } from './insert-await.ts';

/** A function that calls the function it is given with the arguments behind it. */
export interface Runner {
  /** Public dotted name. */
  readonly name: string;
  /** What stands between that name and the function: `(`, or more where the name only leads to the runner. */
  readonly opening: string;
  readonly takesKeywords: boolean;
}

/**
 * `f(a, k=v)` → `runner(f, a, k=v)`, or `runner(functools.partial(f, a, k=v))` where it takes no keywords.
 * `around` is put around the whole; its range is that of the call.
 */
export function passCallee(view: ChunkView, call: Call, runner: Runner, around: Wrapping): Edit[] {
  const runnerName = reference(view, call, runner.name);
  const needsPartial = !runner.takesKeywords && call.args.some(({ name, stars }) => name !== undefined || stars === 2);
  const partial = needsPartial ? reference(view, call, 'functools.partial') : undefined;
  const opening = runnerName.name + runner.opening + (partial ? `${partial.name}(` : '');
  return [
    ...runnerName.edits,
    ...(partial?.edits ?? []),
    insertAt(view, around.start, around.before + opening + gapBehindParenthesis(view, call)),
    ...moveIntoArguments(view, call, `${partial ? ')' : ''}${around.after}`),
  ];
}

/** For arguments that begin on a line of their own: the line break and indentation, so that the function gets a line too. */
function gapBehindParenthesis(view: ChunkView, call: Call): string {
  const first = call.args[0];
  const text = chunkText(view);
  if (!first || isBareGenerator(call) || !isFirstOnLine(text, first.start)) return '';
  return /^(?:\r?\n)[ \t]*/.exec(text.slice(call.openParen + 1, first.start))?.[0] ?? '';
}

/** The parenthesis behind the function becomes a comma. */
function moveIntoArguments(view: ChunkView, call: Call, after: string): Edit[] {
  const text = chunkText(view);
  const start = text.slice(0, call.openParen).replace(/(?:[ \t]|\\\r?\n)+$/, '').length;
  const opening = { start, end: call.openParen + 1 };
  const end = after === '' ? [] : [insertAt(view, call.end, after)];
  if (call.args.length === 0) return [replaceRange(view, opening, ''), ...end];
  if (isBareGenerator(call)) return [replaceRange(view, opening, ', ('), insertAt(view, call.end, `)${after}`)];
  const isSpaced = /\s/.test(text[call.openParen + 1] ?? '');
  return [replaceRange(view, opening, isSpaced ? ',' : ', '), ...end];
}

/** `f(x for x in xs)` */
export function isBareGenerator({ args, openParen }: Call): boolean {
  const [only] = args;
  return args.length === 1 && only?.value.kind === 'Comprehension' && only.value.start === openParen;
}
