import type { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { configureRule, ignoreInFile, type RuleChange, testsGlob } from '../engine/configure-rule.ts';
import { toRange } from './convert.ts';
import { safeRequest } from './safe.ts';
import type { Session } from './session.ts';

/** Asks where the settings of a Python file stand. */
interface SettingsFileParams {
  readonly uri: string;
}

interface SettingsFile {
  /** The nearest pyproject.toml with our table; null: the editor's settings. */
  readonly uri: string | null;
  /** A glob for the tests that the Python file belongs to. */
  readonly tests: string;
}

/** Asks for the edit of a text as the client has it: of the settings' file, or of the Python file for `ignore-in-file`. */
interface ConfigureRuleParams {
  readonly text: string;
  readonly rule: string;
  readonly change: RuleChange | 'ignore-in-file';
  readonly tests: string;
}

/** The requests behind our own client's command `asyncPitfalls.configureRule`. */
export function registerConfigureRule({ connection, host, documents, workspace }: Session): void {
  connection.onRequest(
    'asyncPitfalls/settingsFile',
    safeRequest(connection, 'settingsFile', null, ({ uri }: SettingsFileParams): SettingsFile => {
      const canonical = host.canonicalUri(uri);
      const file = workspace.settingsFile(canonical);
      return { uri: file === undefined ? null : documents.clientUri(file), tests: testsGlob(canonical) };
    }),
  );
  connection.onRequest(
    'asyncPitfalls/configureRule',
    safeRequest(connection, 'configureRule', null, ({ text, rule, change, tests }: ConfigureRuleParams) => {
      const edit = change === 'ignore-in-file' ? ignoreInFile(text, rule) : configureRule(text, rule, change, tests);
      if (edit === undefined) return null;
      const range = toRange(TextDocument.create('', '', 0, text), edit);
      return { range, newText: edit.newText } satisfies TextEdit;
    }),
  );
}
