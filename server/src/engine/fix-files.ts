import { applyEdits } from '../text/edits.ts';
import type { FileFix, Finding } from './finding.ts';
import { fixAll, type FixAllOptions } from './fix-all.ts';

/** What is changed: texts that can be set, and what is found in them then. */
export interface Texts {
  text(uri: string): string | undefined;
  set(uri: string, text: string): void;
  findings(uri: string): readonly Finding[];
  /** Whether Python would compile the text of a file, as far as that can be told. */
  compiles(uri: string): boolean;
}

export interface FixedFiles {
  /** By URI, in the order of the files: how many findings were fixed in it. The new texts are left in place. */
  readonly counts: ReadonlyMap<string, number>;
  /** Files that one fix has changed together: they have to be written together. */
  readonly together: readonly ReadonlySet<string>[];
  /** Files in which something could be fixed, but which Python would not compile then; with their old texts. */
  readonly uncompilable: readonly string[];
  /** Files that fail, with the reason; with their old texts. */
  readonly failed: ReadonlyMap<string, unknown>;
}

/** More rounds than any chain of fixes through files takes. */
const MAX_ROUNDS = 20;

/**
 * Applies the preferred fix of every finding of some files: first those that change one file, then, if unsafe ones are wanted,
 * those that change several of these files, and goes on with what that shows.
 */
export function fixFiles(uris: readonly string[], texts: Texts, options: FixAllOptions = {}): FixedFiles {
  const counts = new Map<string, number>();
  const together: ReadonlySet<string>[] = [];
  const uncompilable = new Set<string>();
  const failed = new Map<string, unknown>();
  const add = (uri: string, count: number): unknown => counts.set(uri, (counts.get(uri) ?? 0) + count);
  const fixable = uris.filter((uri) => isFixable(uri, texts));
  for (let round = 0; round < MAX_ROUNDS; round++) {
    uncompilable.clear();
    for (const uri of fixable) {
      const fixed = failed.has(uri) ? 0 : fixOne(uri, texts, options, failed);
      if (fixed === 'uncompilable') uncompilable.add(uri);
      else if (fixed > 0) add(uri, fixed);
    }
    const applied = options.unsafe === true ? fixAcross(fixable, new Set(uris), texts, options, failed) : [];
    for (const { uri, files } of applied) {
      add(uri, 1);
      together.push(files);
    }
    if (applied.length === 0) break;
  }
  const order = new Map(uris.map((uri, index) => [uri, index]));
  const changed = [...new Set([...counts.keys(), ...together.flatMap((files) => [...files])])];
  changed.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return {
    counts: new Map(changed.map((uri) => [uri, counts.get(uri) ?? 0])),
    together,
    uncompilable: [...uncompilable],
    failed,
  };
}

/** What fails is told of when it is checked. */
function isFixable(uri: string, texts: Texts): boolean {
  try {
    return texts.findings(uri).length > 0;
  } catch {
    return false;
  }
}

/** How many findings were fixed. */
function fixOne(
  uri: string,
  texts: Texts,
  options: FixAllOptions,
  failed: Map<string, unknown>,
): number | 'uncompilable' {
  const before = texts.text(uri) ?? '';
  const set = (text: string): void => {
    if (texts.text(uri) !== text) texts.set(uri, text);
  };
  try {
    const { text, fixed } = fixAll(
      before,
      (candidate) => {
        set(candidate);
        return texts.findings(uri);
      },
      options,
    );
    set(text);
    if (text === before) return 0;
    if (texts.compiles(uri)) return fixed.length;
    set(before);
    return 'uncompilable';
  } catch (error) {
    set(before);
    failed.set(uri, error);
    return 0;
  }
}

interface Applied {
  /** Where the finding was. */
  readonly uri: string;
  readonly files: ReadonlySet<string>;
}

/** Applies, one after the other, fixes that change several files, all of them among those that may be changed. */
function fixAcross(
  uris: readonly string[],
  changeable: ReadonlySet<string>,
  texts: Texts,
  { only = () => true }: FixAllOptions,
  failed: Map<string, unknown>,
): readonly Applied[] {
  const applied: Applied[] = [];
  for (const uri of uris) {
    const tried = new Set<string>();
    try {
      for (;;) {
        const finding = texts.findings(uri).find((each) => only(each) && !tried.has(keyOf(each)) && spreads(each));
        if (!finding) break;
        tried.add(keyOf(finding));
        const fix = finding.fixes()[0]!;
        const files = new Set(fix.edits.map((edit) => edit.uri));
        const mayChange = [...files].every((file) => changeable.has(file));
        if (mayChange && applyAcross(fix, files, texts)) applied.push({ uri, files });
      }
    } catch (error) {
      failed.set(uri, error);
    }
  }
  return applied;
}

const keyOf = ({ rule, message }: Finding): string => `${rule} ${message.en}`;

const spreads = (finding: Finding): boolean =>
  finding.fixes()[0]?.edits.some(({ uri }) => uri !== finding.uri) ?? false;

/** Whether all files would be compiled by Python after the fix; else they are as before. */
function applyAcross(fix: FileFix, files: ReadonlySet<string>, texts: Texts): boolean {
  const before = new Map([...files].map((file) => [file, texts.text(file) ?? '']));
  for (const [file, text] of before)
    texts.set(
      file,
      applyEdits(
        text,
        fix.edits.filter(({ uri }) => uri === file),
      ),
    );
  if ([...files].every((file) => texts.compiles(file))) return true;
  for (const [file, text] of before) texts.set(file, text);
  return false;
}
