import { isInRelaxedPath, selectRules, type Selection } from '../engine/selection.ts';
import type { Input, Queries } from '../project/queries.ts';
import type { Rule } from '../rules/rule.ts';
import type { FileSettings } from './file-settings.ts';

/** Which rules run in which file. */
export interface SelectedRules {
  of(uri: string): Selection;
  /** A file is there now, or is not. */
  present(uri: string, isThere: boolean): void;
  configured(): void;
}

export function selectedRules(queries: Queries, rules: readonly Rule[], settings: FileSettings): SelectedRules {
  const settingsOf = queries.input((uri) => settings.of(uri), { equal: equalJson });
  const files = new Set<string>();
  /** By folder: whether there is anything in it besides tests, examples and the like. A program is not relaxed, whatever its name. */
  const hasProgram = queries.input((folder) =>
    [...files].some((uri) => settings.folderOf(uri)?.uri === folder && !isInRelaxedPath(settings.of(uri), uri)),
  );
  const isRelaxed = (uri: string): boolean =>
    isInRelaxedPath(settingsOf.get(uri), uri) && hasProgram.get(settings.folderOf(uri)?.uri ?? '');
  return {
    of: queries.query<Selection>((uri) => selectRules(rules, settingsOf.get(uri), uri, isRelaxed(uri)), {
      initial: new Map(),
    }),
    present(uri, isThere) {
      if (isThere === files.has(uri)) return;
      if (isThere) files.add(uri);
      else files.delete(uri);
      invalidateAll(hasProgram);
    },
    configured() {
      invalidateAll(settingsOf);
      invalidateAll(hasProgram);
    },
  };
}

function invalidateAll<V>(input: Input<V>): void {
  for (const key of input.known()) input.invalidate(key);
}

const equalJson = <V>(a: V, b: V): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
