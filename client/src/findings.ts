import { type Diagnostic, languages, type Range, type Uri } from 'vscode';

/** The findings of this extension that the editor shows for a file. */
export function findingsIn(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'async-pitfalls');
}

/** Those under the selection, else those of the lines that it touches. */
export function findingsAt(uri: Uri, selection: Range): readonly Diagnostic[] {
  const findings = findingsIn(uri);
  const under = findings.filter(({ range }) => range.intersection(selection) !== undefined);
  if (under.length > 0) return under;
  return findings.filter(
    ({ range }) => range.start.line <= selection.end.line && range.end.line >= selection.start.line,
  );
}

/** The rule that a finding comes from: its code, which carries a link besides. */
export function ruleOf(finding: Diagnostic): string {
  const code = typeof finding.code === 'object' ? finding.code.value : finding.code;
  return String(code);
}
