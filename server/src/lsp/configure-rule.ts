import type { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { configureRule, ignoreInFile, testsGlob } from '../engine/configure-rule.ts';
import { toRange } from './page.ts';
import { type ConfigureRuleParams, methods, type SettingsFile, type SettingsFileParams } from './protocol.ts';
import { safeRequest } from './safe.ts';
import type { Session } from './session.ts';

/** The requests behind our own client's command that configures a rule. */
export function registerConfigureRule({ connection, host, documents, workspace }: Session): void {
  connection.onRequest(
    methods.settingsFile,
    safeRequest(connection, 'settingsFile', null, ({ uri }: SettingsFileParams): SettingsFile => {
      const canonical = documents.page(host.canonicalUri(uri))?.whole.uri ?? host.canonicalUri(uri);
      const file = workspace.settingsFile(canonical);
      return {
        uri: file === undefined ? null : (documents.page(file)?.clientUri ?? file),
        tests: testsGlob(canonical),
      };
    }),
  );
  connection.onRequest(
    methods.configureRule,
    safeRequest(connection, 'configureRule', null, ({ text, rule, change, tests }: ConfigureRuleParams) => {
      const edit = change === 'ignore-in-file' ? ignoreInFile(text, rule) : configureRule(text, rule, change, tests);
      if (edit === undefined) return null;
      const range = toRange(TextDocument.create('', '', 0, text), edit);
      return { range, newText: edit.newText } satisfies TextEdit;
    }),
  );
}
