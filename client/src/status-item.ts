import {
  type Diagnostic,
  DiagnosticSeverity,
  Disposable,
  l10n,
  languages,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  window,
} from 'vscode';
import { findingsIn } from './findings.ts';
import { pythonFiles } from './python-files.ts';
import type { Server } from './server.ts';

/** The item behind the `{}` of the status bar: the server's state and the number of findings in the active file. */
export function createStatusItem(server: Server): Disposable {
  const item = languages.createLanguageStatusItem('asyncPitfalls.status', pythonFiles());
  item.name = 'Async Pitfalls';
  const update = (): void => {
    item.selector = pythonFiles();
    const document = window.activeTextEditor?.document;
    const findings = document === undefined ? [] : findingsIn(document.uri);
    show(item, server, findings.filter(isCounted));
  };
  update();
  return Disposable.from(
    item,
    server.onDidChangeState(update),
    window.onDidChangeActiveTextEditor(update),
    languages.onDidChangeDiagnostics((event) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (event.uris.some((uri) => uri.toString() === active)) update();
    }),
  );
}

/** As in the Problems panel, which shows no hints. */
const isCounted = ({ severity }: Diagnostic): boolean => severity !== DiagnosticSeverity.Hint;

function show(item: LanguageStatusItem, server: Server, findings: readonly Diagnostic[]): void {
  const stopped = server.state === 'stopped';
  item.busy = server.state === 'starting';
  item.severity = stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
  item.text = stopped ? l10n.t('Async Pitfalls: stopped') : countOf(findings.length);
  item.command = stopped
    ? { title: l10n.t('Restart Server'), command: 'asyncPitfalls.restartServer' }
    : { title: l10n.t('Show Output'), command: 'asyncPitfalls.showOutput' };
}

function countOf(findings: number): string {
  if (findings === 0) return l10n.t('Async Pitfalls: no findings');
  return findings === 1 ? l10n.t('Async Pitfalls: 1 finding') : l10n.t('Async Pitfalls: {0} findings', findings);
}
