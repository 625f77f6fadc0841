import { createShownFindings } from '../../server/src/shown/shown-findings.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { keysOf } from '../bench/typing/keys.ts';
import { FOLDER } from './workspace.ts';

export interface TypedFile {
  /** `line:rule` of what is shown. */
  shown(): readonly string[];
  found(): readonly string[];
  /** Types at the place of the `|`; gives what was shown after each key. */
  type(keys: string): readonly (readonly string[])[];
  readonly text: string;
  paused(): void;
  rested(): void;
  cursorAt(place: string): void;
  /** `line:rule` of what the fix for all leaves alone. */
  open(): readonly string[];
}

let files = 0;

/** A file that is open with the cursor at `|`. */
export function typedFile(workspace: Workspace, marked: string): TypedFile {
  const uri = `${FOLDER}/typed_${++files}.py`;
  let cursor = marked.indexOf('|');
  let text = marked.replace('|', '');
  workspace.edited(uri, [{ text }]);
  const shown = createShownFindings(workspace);
  const lines = (findings: readonly { readonly start: number; readonly rule: string }[]): readonly string[] =>
    findings.map(({ start, rule }) => `${text.slice(0, start).split('\n').length}:${rule}`);
  shown.of(uri);
  return {
    shown: () => lines(shown.of(uri)),
    found: () => lines(workspace.findings(uri)),
    open: () => lines(shown.open(uri)),
    type(keys) {
      return [...keysOf(text, cursor, keys)].map(({ change, cursor: behind }) => {
        shown.editing(uri, [change]);
        workspace.edited(uri, [change]);
        text = text.slice(0, change.start) + change.text + text.slice(change.end);
        cursor = behind;
        return lines(shown.of(uri));
      });
    },
    get text() {
      return text;
    },
    paused: () => shown.paused(),
    rested: () => shown.rested(),
    cursorAt(place) {
      shown.cursorAt(uri, text.indexOf(place));
    },
  };
}
