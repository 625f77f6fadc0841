import type { FunctionDef } from '../../../server/src/facts/nodes.ts';
import type { Grammar } from '../../../server/src/syntax/grammar.ts';
import { lineAround } from '../../../server/src/text/function-around.ts';
import type { Range } from '../../../server/src/text/range.ts';
import { findBreaks } from '../recall/find-breaks.ts';
import { readModule, type Piece, type SourceModule } from '../recall/source-module.ts';
import { sessionOf, type Place, type Session } from './session.ts';

type Files = ReadonlyMap<string, string>;
type Random = () => number;

/** Draws so many sessions of every kind from the files of a package. */
export function drawSessions(grammar: Grammar, files: Files, count: number, random: Random): readonly Session[] {
  const modules = [...files]
    .filter(([path, text]) => path.endsWith('.py') && /\basync\b/.test(text) && !text.includes('\r'))
    .map(([path, text]) => ({ path, module: readModule(grammar, text) }));
  return kinds.flatMap(({ kind, draw }) => {
    const possible = modules.flatMap(({ path, module }) =>
      draw(module, random).map(
        ({ before, places }) =>
          () =>
            sessionOf(kind, path, before, places),
      ),
    );
    return shuffled(possible, random)
      .slice(0, count)
      .map((make) => make());
  });
}

interface Drawn {
  readonly before: string;
  readonly places: readonly Place[];
}

const kinds: readonly {
  readonly kind: string;
  readonly draw: (module: SourceModule, random: Random) => readonly Drawn[];
}[] = [
  { kind: 'functions', draw: (module) => functions(module, false).map((range) => typedAnew(module.text, range)) },
  { kind: 'generators', draw: (module) => functions(module, true).map((range) => typedAnew(module.text, range)) },
  { kind: 'files from nothing', draw: fromNothing },
  { kind: 'functions beside mistakes', draw: besideMistakes },
  { kind: 'def to async def', draw: madeAsync },
  { kind: 'rename', draw: renamed },
  { kind: 'call, then function', draw: extracted },
  { kind: 'wrap in try', draw: wrapped },
];

const LONGEST = 2_500;

function functionsOf(module: SourceModule): { readonly piece: Piece; readonly def: FunctionDef }[] {
  return module.pieces.flatMap((piece) =>
    piece.facts.nodes.flatMap((def) =>
      def.kind === 'FunctionDef' && def.end - def.start < LONGEST ? [{ piece, def }] : [],
    ),
  );
}

/** Whole lines, decorators included. */
function linesOf(module: SourceModule, { start }: Piece, node: Range): Range {
  return {
    start: lineAround(module.text, start + node.start).start,
    end: lineAround(module.text, start + node.end - 1).end,
  };
}

function functions(module: SourceModule, generators: boolean): readonly Range[] {
  return functionsOf(module).flatMap(({ piece, def }) => {
    const range = linesOf(module, piece, withDecorators(def));
    const text = module.text.slice(range.start, range.end);
    return /\basync\b/.test(text) && /\byield\b/.test(text) === generators ? [range] : [];
  });
}

const withDecorators = ({ start, end, decorators }: FunctionDef): Range => ({
  start: Math.min(start, ...decorators.map((each) => each.start)),
  end,
});

/** Where it stood is an empty line. */
function typedAnew(text: string, { start, end }: Range): Drawn {
  const before = text.slice(0, start) + text.slice(end);
  return { before, places: [{ at: start, removed: 0, typed: text.slice(start, end) }] };
}

function fromNothing({ text }: SourceModule): readonly Drawn[] {
  return text.length < 4_000 && text.length > 200 ? [{ before: '', places: [{ at: 0, removed: 0, typed: text }] }] : [];
}

/** A function is typed in a file with mistakes, of which those around stay there all the time. */
function besideMistakes(module: SourceModule, random: Random, mistakes = 6): readonly Drawn[] {
  const edits: { start: number; end: number; text: string }[] = [];
  for (const { edits: own } of shuffled(findBreaks(module), random).slice(0, mistakes)) {
    if (own.every((edit) => edits.every((other) => edit.end < other.start || edit.start > other.end)))
      edits.push(...own);
  }
  if (edits.length === 0) return [];
  let { text } = module;
  for (const { start, end, text: put } of edits.sort((a, b) => b.start - a.start))
    text = text.slice(0, start) + put + text.slice(end);
  const broken = { ...module, text };
  const found = functionsOf(module).flatMap(({ piece, def }) => {
    const range = linesOf(module, piece, withDecorators(def));
    const shift = (offset: number): number =>
      offset +
      edits.reduce((sum, { start, end, text: put }) => sum + (start < offset ? put.length - end + start : 0), 0);
    const lines = { start: shift(range.start), end: shift(range.end) };
    return /\basync\b/.test(broken.text.slice(lines.start, lines.end)) ? [typedAnew(broken.text, lines)] : [];
  });
  return shuffled(found, random).slice(0, 1);
}

/** `async` first, then each `await`. */
function madeAsync(module: SourceModule): readonly Drawn[] {
  return functionsOf(module).flatMap(({ piece, def }) => {
    if (!def.isAsync) return [];
    const from = piece.start + def.start;
    const body = module.text.slice(from, piece.start + def.end);
    if (!body.startsWith('async def') || /\basync\b/.test(body.slice(5)) || !/\bawait /.test(body)) return [];
    const words = [...body.matchAll(/^async |\bawait /g)].map((match) => ({ at: match.index, word: match[0] }));
    const before =
      module.text.slice(0, from) + body.replaceAll(/^async |\bawait /g, '') + module.text.slice(from + body.length);
    return [{ before, places: words.map(({ at, word }) => ({ at: from + at, removed: 0, typed: word })) }];
  });
}

/** A function's name, where it is defined and then wherever it stands; it was another one before. */
function renamed(module: SourceModule): readonly Drawn[] {
  return functionsOf(module).flatMap(({ def: { name } }) => {
    const uses = [...module.text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].map(({ index }) => index);
    if (name.startsWith('__') || uses.length < 2 || uses.length > 6) return [];
    const old = `${name.slice(0, 1)}old`;
    const before = module.text.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), old);
    return [{ before, places: uses.map((at) => ({ at, removed: old.length, typed: name })) }];
  });
}

/** First a statement that calls a function of the file, then the function. */
function extracted(module: SourceModule): readonly Drawn[] {
  return functionsOf(module).flatMap(({ piece, def }) => {
    const lines = linesOf(module, piece, withDecorators(def));
    const call = new RegExp(`^[ \\t]+(?:\\w+ = )?(?:await )?(?:self\\.)?${def.name}\\(.*\\)$`, 'm').exec(module.text);
    if (!call || (call.index >= lines.start && call.index <= lines.end)) return [];
    const line = { start: call.index, end: call.index + call[0].length };
    const [first, second] = line.start < lines.start ? [line, lines] : [lines, line];
    const cut = (range: Range): string => module.text.slice(range.start, range.end);
    const before =
      module.text.slice(0, first.start) + module.text.slice(first.end, second.start) + module.text.slice(second.end);
    const without = first.end - first.start;
    const places =
      first === line
        ? [
            { at: line.start, removed: 0, typed: cut(line) },
            { at: lines.start, removed: 0, typed: cut(lines) },
          ]
        : [
            { at: line.start - without, removed: 0, typed: cut(line) },
            { at: lines.start, removed: 0, typed: cut(lines) },
          ];
    return [{ before, places }];
  });
}

/** `try:` is typed above, the lines are moved to the right one after the other, and the rest is typed below. */
function wrapped(module: SourceModule): readonly Drawn[] {
  return module.pieces.flatMap((piece) =>
    piece.facts.nodes.flatMap((node) => {
      if (node.kind !== 'Try' || node.handlers.length === 0 || node.end - node.start > LONGEST) return [];
      const { text } = module;
      const all = linesOf(module, piece, node);
      const inner = linesOf(module, piece, { start: node.body[0]!.start, end: node.body.at(-1)!.end });
      const head = text.slice(all.start, inner.start);
      const body = text.slice(inner.start, inner.end);
      const own = /^[ \t]*/.exec(head)![0];
      const tail = text.slice(inner.end, all.end);
      if (!/^[ \t]*try:\n$/.test(head) || !/^\s*except/.test(tail) || body.includes('"""')) return [];
      const lines = body.split('\n');
      if (lines.some((line) => line !== '' && !line.startsWith(`${own}    `))) return [];
      const moved = lines.map((line) => line.slice(line === '' ? 0 : 4));
      const before = `${text.slice(0, all.start)}${moved.join('\n')}${text.slice(all.end)}`;
      const places: Place[] = [{ at: all.start, removed: 0, typed: head.slice(0, -1) }];
      let at = all.start + head.length - 1;
      places.push({ at, removed: 0, typed: '\n' });
      at++;
      for (const line of lines) {
        if (line !== '') places.push({ at, removed: 0, typed: '    ' });
        at += line.length + 1;
      }
      places.push({ at: at - 1, removed: 0, typed: tail });
      return [{ before, places }];
    }),
  );
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1));
    [result[i], result[other]] = [result[other]!, result[i]!];
  }
  return result;
}
