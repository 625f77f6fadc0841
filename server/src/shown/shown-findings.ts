import type { Finding } from '../engine/finding.ts';
import { applyChanges, type Change, type ContentChange } from '../text/edits.ts';
import { functionAround } from '../text/function-around.ts';
import type { Range } from '../text/range.ts';
import { movedFindings, movedRange } from './finding-moves.ts';
import { show } from './show.ts';
import { isHalfTyped, typingAt, type Typing } from './typing.ts';

/** The part of a workspace that this looks at. */
export interface FoundFindings {
  text(uri: string): string | undefined;
  findings(uri: string): readonly Finding[];
  syntaxErrors(uri: string): readonly Range[];
}

/**
 * What the user is shown while somebody types, which is not all that is found: see `show`. It stays the same until something
 * is edited, found, or said of the cursor.
 */
export interface ShownFindings {
  /** The same array as long as nothing about them has changed. */
  of(uri: string): readonly Finding[];
  /** What is found, but not yet sure enough to be fixed unasked: it is held back, or half typed. */
  open(uri: string): readonly Finding[];
  /** To be told before the workspace is. */
  editing(uri: string, changes: readonly ContentChange[]): void;
  /** The file is saved, or another text than that of the last look is in it, not by typing: all that is found is shown. */
  forget(uri: string): void;
  /** The cursor is here; undefined: somewhere else than in a file. Says whether that is away from what was typed last. */
  cursorAt(uri: string | undefined, offset: number): boolean;
  /** Nothing was typed for a moment. */
  paused(): void;
  /** Nothing was typed for so long that nobody types. */
  rested(): void;
  /** Whether something else is shown than is found. */
  readonly isWaiting: boolean;
}

/** What is remembered of a file between two looks. */
interface Remembered {
  readonly findings: readonly Finding[];
  /** What `findings` was made from; undefined after an edit. */
  readonly seen: { readonly found: readonly Finding[]; readonly typing: Typing | undefined } | undefined;
  readonly typed: readonly Range[] | undefined;
}

/** Where somebody types. */
interface Place {
  readonly uri: string;
  readonly cursor: number;
  readonly hasPaused: boolean;
}

/** `waitsForSave`: whether what is shown of a document that is typed in stays until it is saved. */
export const createShownFindings = (workspace: FoundFindings, waitsForSave = () => false): ShownFindings =>
  new ShownFindingsStore(workspace, waitsForSave);

class ShownFindingsStore implements ShownFindings {
  readonly #workspace: FoundFindings;
  readonly #waitsForSave: () => boolean;
  /** By unsaved document: what was found when it was saved last, moved along. */
  readonly #ofSaved = new Map<string, readonly Finding[]>();
  readonly #remembered = new Map<string, Remembered>();
  /** The files of which something else is shown than is found. */
  readonly #waiting = new Set<string>();
  #place: Place | undefined;
  #typing: Typing | undefined;

  constructor(workspace: FoundFindings, waitsForSave: () => boolean) {
    this.#workspace = workspace;
    this.#waitsForSave = waitsForSave;
  }

  of(uri: string): readonly Finding[] {
    if (this.#waitsForSave()) return this.#ofSaved.get(uri) ?? this.#ofText(uri);
    this.#ofSaved.clear();
    return this.#ofText(uri);
  }

  #ofText(uri: string): readonly Finding[] {
    const found = this.#workspace.findings(uri);
    const before = this.#remembered.get(uri);
    const typing = this.#typingNow();
    if (before?.seen?.found === found && before.seen.typing === typing) return before.findings;
    const findings = before ? this.#show(uri, found, before) : found;
    this.#remembered.set(uri, { findings, seen: { found, typing }, typed: before?.typed });
    if (findings === found) this.#waiting.delete(uri);
    else this.#waiting.add(uri);
    return findings;
  }

  open(uri: string): readonly Finding[] {
    const shown = new Set(this.#ofText(uri));
    const { seen, typed = [] } = this.#remembered.get(uri) ?? {};
    const typing = this.#place?.uri === uri ? seen?.typing : undefined;
    return (seen?.found ?? []).filter(
      (finding) => !shown.has(finding) || (typing !== undefined && isHalfTyped(finding, typing, typed)),
    );
  }

  editing(uri: string, changes: readonly ContentChange[]): void {
    const moves = changesOf(this.#workspace.text(uri) ?? '', changes);
    const last = moves?.at(-1);
    if (!moves || !last) {
      this.forget(uri);
      return;
    }
    let ofSaved = this.of(uri);
    let findings = this.#ofText(uri);
    let { typed = [] } = this.#remembered.get(uri) ?? {};
    for (const change of moves) {
      ofSaved = movedFindings(ofSaved, uri, change);
      findings = movedFindings(findings, uri, change);
      typed = withChange(typed, change);
    }
    if (this.#waitsForSave()) this.#ofSaved.set(uri, ofSaved);
    this.#remembered.set(uri, { findings, typed, seen: undefined });
    this.#moveTo({ uri, cursor: last.newEnd, hasPaused: false });
  }

  forget(uri: string): void {
    this.#ofSaved.delete(uri);
    this.#remembered.delete(uri);
    this.#waiting.delete(uri);
    if (this.#place?.uri === uri) this.rested();
  }

  cursorAt(uri: string | undefined, offset: number): boolean {
    const typing = this.#typingNow();
    if (!this.#place || !typing) return false;
    const text = uri === this.#place.uri ? (this.#workspace.text(uri) ?? '') : undefined;
    if (text !== undefined && offset >= typing.line.start && offset <= typing.line.end) return false;
    const isInside = text !== undefined && typing.around && functionAround(text, offset)?.start === typing.around.start;
    this.#moveTo(isInside ? { ...this.#place, cursor: offset, hasPaused: true } : undefined);
    return true;
  }

  paused(): void {
    if (this.#place && !this.#place.hasPaused) this.#moveTo({ ...this.#place, hasPaused: true });
  }

  rested(): void {
    this.#moveTo(undefined);
  }

  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  #moveTo(place: Place | undefined): void {
    this.#place = place;
    this.#typing = undefined;
    if (place) return;
    for (const [uri, known] of this.#remembered) {
      if (known.typed) this.#remembered.set(uri, { ...known, typed: undefined });
    }
  }

  #typingNow(): Typing | undefined {
    const text = this.#place && this.#workspace.text(this.#place.uri);
    if (!this.#place || text === undefined) return undefined;
    const { uri } = this.#place;
    return (this.#typing ??= typingAt({ ...this.#place, text, errors: this.#workspace.syntaxErrors(uri) }));
  }

  #show(uri: string, found: readonly Finding[], { findings, typed = [] }: Remembered): readonly Finding[] {
    return show({
      text: this.#workspace.text(uri) ?? '',
      found,
      errors: () => this.#workspace.syntaxErrors(uri),
      before: findings,
      typing: this.#typingNow(),
      typed: this.#place?.uri === uri ? typed : undefined,
    });
  }
}

/**
 * One after the other, each in offsets of the text that the last one left. Of a text that is new as a whole it is what is
 * different. Undefined where it is more than a key can have done: a fix or a formatter puts different texts in different
 * places at once, a key the same at each cursor.
 */
function changesOf(text: string, changes: readonly ContentChange[]): readonly Change[] | undefined {
  if (changes.some((change) => change.text !== changes[0]!.text)) return undefined;
  if (changes.every(({ start }) => start !== undefined))
    return changes.map(({ start = 0, end = start, text: { length } }) => ({
      start,
      oldEnd: end,
      newEnd: start + length,
    }));
  const { text: after, change } = applyChanges(text, changes);
  const isTyped =
    lineBreaks(text.slice(change.start, change.oldEnd)) + lineBreaks(after.slice(change.start, change.newEnd));
  return isTyped <= 1 ? [change] : undefined;
}

const lineBreaks = (text: string): number => text.split('\n').length - 1;

function withChange(typed: readonly Range[], change: Change): readonly Range[] {
  const own = { start: change.start, end: change.newEnd };
  const others: Range[] = [];
  for (const range of typed) {
    const moved = movedRange(range, change);
    if (!moved) continue;
    if (moved.start <= own.end && moved.end >= own.start) {
      own.start = Math.min(own.start, moved.start);
      own.end = Math.max(own.end, moved.end);
    } else others.push(moved);
  }
  return [...others, own];
}
