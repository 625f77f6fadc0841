import type { Finding } from '../../server/src/engine/finding.ts';
import { FOLDER } from './workspace.ts';

/** What a comparison of findings looks at; offsets are from the start of the file. */
export interface Found {
  readonly path: string;
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

/** An edit of the file at a path. */
export interface PathEdit {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

type Texts = Readonly<Record<string, string>>;

/**
 * The findings after a fix that were not there before. A finding is the same if it is of the same rule and either stands
 * where the edits moved it to, or has the same text. Each finding before can be one finding after; the fixed one none.
 */
export function newFindings<F extends Found>(
  { texts, found, fixed }: { readonly texts: Texts; readonly found: readonly F[]; readonly fixed: F },
  after: { readonly texts: Texts; readonly found: readonly F[] },
  edits: readonly PathEdit[],
): readonly F[] {
  const left = found.filter((finding) => finding !== fixed);
  const take = (isSame: (finding: F) => boolean): boolean => {
    const index = left.findIndex(isSame);
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  };
  const isOfKind = (a: F, b: F): boolean => a.path === b.path && a.rule === b.rule;
  const notMoved = after.found.filter(
    (finding) =>
      !take(
        (old) =>
          isOfKind(old, finding) &&
          isMovedTo(old, finding.start, edits) &&
          isAlike(codeAt(texts, old), codeAt(after.texts, finding)),
      ),
  );
  return notMoved.filter(
    (finding) => !take((old) => isOfKind(old, finding) && codeAt(texts, old) === codeAt(after.texts, finding)),
  );
}

/** The other ways to a place that blocks, which a finding tells of: when it is fixed, the next of them is reported. */
export const foldedInto = <F extends Found & Pick<Finding, 'related'>>(finding: F): readonly F[] =>
  finding.related
    .filter(({ message }) => message.en.endsWith('comes there, too'))
    .map(({ uri, start, end }) => ({ ...finding, path: uri.slice(FOLDER.length + 1), start, end }));

/** Whether code begins as it did, or has something new in front of it. */
const isAlike = (before: string, after: string): boolean =>
  after.endsWith(before) || /^\W*\w*/.exec(before)?.[0] === /^\W*\w*/.exec(after)?.[0];

/** The finding's own code, however it is indented and broken into lines. */
const codeAt = (texts: Texts, { path, start, end }: Found): string =>
  (texts[path] ?? '').slice(start, end).replaceAll(/\s+/g, ' ');

/** Whether the edits bring the start of a finding to an offset. What is inserted right at it may be part of it, or not. */
function isMovedTo({ path, start }: Found, offset: number, edits: readonly PathEdit[]): boolean {
  const own = edits.filter((edit) => edit.path === path);
  if (own.some((edit) => edit.start < start && edit.end > start)) return false;
  const lengthOf = (counted: readonly PathEdit[]): number =>
    counted.reduce((sum, edit) => sum + edit.newText.length - (edit.end - edit.start), 0);
  const before = lengthOf(own.filter((edit) => edit.end <= start && edit.start < start));
  const at = lengthOf(own.filter((edit) => edit.start === start && edit.end === start));
  return offset === start + before || offset === start + before + at;
}

/** Words that a fix has written twice, and imports that were there already. */
export function doubled(before: string, after: string): readonly string[] {
  const old = new Set(before.split('\n'));
  const added = after.split('\n').filter((line) => !old.has(line));
  const words = added.flatMap((line) => /\b(await|async|return|not|yield)\s+\1\b/.exec(line)?.[0] ?? []);
  const imports = after.split('\n').filter((line) => /^(import|from) /.test(line));
  const twice = imports.filter((line, index) => imports.indexOf(line) !== index && !isTwice(before, line));
  return [...words, ...twice];
}

const isTwice = (text: string, line: string): boolean => text.split('\n').filter((other) => other === line).length > 1;
