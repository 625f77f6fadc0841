import type { Severity } from '../rules/rule.ts';
import { TABLE } from './pyproject.ts';
import { addToTomlList, setTomlText, type TomlEdit } from './toml-edit.ts';
import { readToml } from './toml.ts';

/** What a user may want of a rule that has reported something. */
export type RuleChange = 'turn-off' | Exclude<Severity, 'off'> | 'ignore-in-tests';

/** The edit of a pyproject.toml that has our table; undefined where none can be made. `tests` is a glob. */
export function configureRule(toml: string, rule: string, change: RuleChange, tests: string): TomlEdit | undefined {
  const edit = editFor(toml, rule, change, tests);
  if (edit === undefined) return undefined;
  const after = toml.slice(0, edit.start) + edit.newText + toml.slice(edit.end);
  return readToml(after).value && edit;
}

function editFor(toml: string, rule: string, change: RuleChange, tests: string): TomlEdit | undefined {
  if (change === 'turn-off') return addToTomlList(toml, TABLE, ['ignore'], rule);
  if (change === 'ignore-in-tests') return addToTomlList(toml, TABLE, ['per-file-ignores', tests], rule);
  return setTomlText(toml, TABLE, ['severity', rule], change);
}

/** The glob for the tests that a file belongs to: of the folder that they are in, else of their names. */
export function testsGlob(uri: string): string {
  const folders = uri.split('/');
  const file = folders.pop() ?? '';
  const folder = folders.findLast((name) => name === 'tests' || name === 'test');
  if (folder !== undefined) return folder;
  if (file.startsWith('test_')) return 'test_*.py';
  return file.endsWith('_test.py') ? '*_test.py' : 'tests';
}

/** The edit that silences a rule in a whole Python file: joined to such a comment among its first ones, else above all code. */
export function ignoreInFile(text: string, rule: string): TomlEdit {
  const head = /^\uFEFF?(?:[ \t\f]*(?:#[^\r\n]*)?(?:\r\n|\n|\r))*/.exec(text)?.[0] ?? '';
  const list = /#\s*async-pitfalls\s*:\s*ignore-file\s*\[[^\]#\r\n]*[^\s\]#,](?=[\s,]*\])/.exec(head);
  if (list) return insertion(list.index + list[0].length, `, ${rule}`);
  const first =
    /^\uFEFF?(?:#![^\r\n]*(?:\r\n|\n|\r))?(?:#[^\r\n]*coding[:=][^\r\n]*(?:\r\n|\n|\r))?/.exec(text)?.[0] ?? '';
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  return insertion(first.length, `# async-pitfalls: ignore-file[${rule}]${lineBreak}`);
}

const insertion = (at: number, newText: string): TomlEdit => ({ start: at, end: at, newText });
