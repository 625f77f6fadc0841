import {
  type Diagnostic,
  DiagnosticSeverity,
  MessageType,
  type Range,
  ShowMessageNotification,
  type ShowMessageParams,
} from 'vscode-languageserver';
import type { SettingsProblem } from '../engine/settings.ts';
import { localized, type Language } from '../text/localized.ts';
import type { TextSpan } from '../engine/toml.ts';
import { SOURCE } from './convert.ts';
import type { SessionBase } from './session.ts';

/** Tells the user what is wrong in the settings. */
export interface SettingsProblems {
  /** Shows the problems now in force, where they are others than before. */
  report(): void;
}

/**
 * Problems of a pyproject.toml are published on that file, to pulling clients too: it is no Python document, so no client
 * asks for its diagnostics. Those of the editor's settings have no file to stand in: they are shown as one message.
 */
export function createSettingsProblems({
  connection,
  client,
  workspace,
}: Pick<SessionBase, 'connection' | 'client' | 'workspace'>): SettingsProblems {
  const { language } = client;
  const published = new Map<string, string>();
  let shown = '';
  return {
    report() {
      const problems = workspace.settingsProblems();
      const byFile = new Map<string, Diagnostic[]>([...published.keys()].map((uri) => [uri, []]));
      for (const problem of problems) {
        if (problem.uri === undefined) continue;
        byFile.set(problem.uri, [...(byFile.get(problem.uri) ?? []), toDiagnostic(problem, language)]);
      }
      for (const [uri, diagnostics] of byFile) {
        const content = JSON.stringify(diagnostics);
        if (published.get(uri) !== content) void connection.sendDiagnostics({ uri, diagnostics });
        if (diagnostics.length > 0) published.set(uri, content);
        else published.delete(uri);
      }
      // Every folder has those of the user's own settings.
      const messages = new Set(problems.filter(({ uri }) => uri === undefined).map(({ message }) => message[language]));
      const text = [...messages].join('\n');
      if (text !== shown && text !== '')
        void connection.sendNotification(ShowMessageNotification.type, warning(text, language));
      shown = text;
    },
  };
}

const warning = (text: string, language: Language): ShowMessageParams => ({
  type: MessageType.Warning,
  message: texts.settings(text)[language],
});

const texts = {
  settings: localized({
    en: (text: string) => `Settings of Async Pitfalls: ${text}`,
    'zh-cn': (text) => `Async Pitfalls 的设置：${text}`,
  }),
};

function toDiagnostic({ span, message }: SettingsProblem, language: Language): Diagnostic {
  return { range: rangeOf(span), severity: DiagnosticSeverity.Warning, source: SOURCE, message: message[language] };
}

function rangeOf(span: TextSpan | undefined): Range {
  const { start, end } = span ?? { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } };
  return {
    start: { line: start.line - 1, character: start.column },
    end: { line: end.line - 1, character: end.column },
  };
}
