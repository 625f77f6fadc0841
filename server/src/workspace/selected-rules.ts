import type { RulesToRun } from '../engine/run-rules.ts';
import { isInRelaxedPath, isStrict, selectRules, type Selection } from '../engine/selection.ts';
import type { Input, Queries } from '../project/memory/queries.ts';
import type { Rule } from '../rules/rule.ts';
import type { FileSettings } from './file-settings.ts';

/** Which rules run in which file. */
export interface SelectedRules {
  of(uri: string): Selection;
  /**
   * Those to run over it: what is off by default only where it is turned on. The others always, so that settings that
   * turn them off for a while check nothing anew.
   */
  toRun(uri: string): RulesToRun;
  /** A file is there now, or is not. */
  present(uri: string, isThere: boolean): void;
  configured(): void;
}

export function selectedRules(queries: Queries, rules: readonly Rule[], settings: FileSettings): SelectedRules {
  const settingsOf = queries.input((uri) => settings.of(uri), { name: 'settings', equal: equalJson });
  const files = new Set<string>();
  /** By folder: whether there is anything in it besides tests, examples and the like. A program is not relaxed, whatever its name. */
  const hasProgram = queries.input(
    (folder) =>
      [...files].some((uri) => settings.folderOf(uri)?.uri === folder && !isInRelaxedPath(settings.of(uri), uri)),
    { name: 'program' },
  );
  const isRelaxed = (uri: string): boolean =>
    isInRelaxedPath(settingsOf.get(uri), uri) && hasProgram.get(settings.folderOf(uri)?.uri ?? '');
  const select = (among: readonly Rule[], uri: string): Selection =>
    selectRules(among, settingsOf.get(uri), uri, isRelaxed(uri));
  const offByDefault = rules.filter(({ severity }) => severity === 'off');
  const onByDefault = rules.filter(({ severity }) => severity !== 'off').map(({ id }) => id);
  return {
    of: queries.query<Selection>((uri) => select(rules, uri), { initial: new Map() }),
    toRun: queries.query<RulesById>(
      (uri) =>
        rulesById(
          new Set([...onByDefault, ...select(offByDefault, uri).keys()]),
          new Set(rules.filter((rule) => isStrict(rule, settingsOf.get(uri))).map(({ id }) => id)),
        ),
      { initial: rulesById(new Set(), new Set()), equal: sameRules },
    ),
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

interface RulesById extends RulesToRun {
  readonly ids: ReadonlySet<string>;
  readonly strict: ReadonlySet<string>;
}

const rulesById = (ids: ReadonlySet<string>, strict: ReadonlySet<string>): RulesById => ({
  ids,
  strict,
  has: (id) => ids.has(id),
  isStrict: (id) => strict.has(id),
});

const sameRules = (a: RulesById, b: RulesById): boolean => sameSets(a.ids, b.ids) && sameSets(a.strict, b.strict);

const sameSets = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((each) => b.has(each));

function invalidateAll<V>(input: Input<V>): void {
  for (const key of input.known()) input.invalidate(key);
}

const equalJson = <V>(a: V, b: V): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
