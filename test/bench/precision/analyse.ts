import type { Finding } from '../../../server/src/engine/finding.ts';
import { fillWorkspace } from '../../../server/src/hosts/cli/fill-workspace.ts';
import { linesOf } from '../../../server/src/hosts/cli/lines.ts';
import { nameIn, uriOf } from '../../../server/src/hosts/cli/names.ts';
import { createWorkspace } from '../../../server/src/workspace/create-workspace.ts';
import { testGrammar } from '../../harness/grammar.ts';
import { testLibrary } from '../../harness/workspace.ts';
import { applicationFolder, type Application } from './applications.ts';
import type { Fingerprint } from './verdicts.ts';

/** What is said of an application. */
export interface Analysed {
  readonly application: string;
  readonly lines: number;
  readonly findings: readonly Found[];
}

export interface Found extends Fingerprint {
  readonly severity: Finding['severity'];
  /** Its place, with what is around it, for someone who judges. */
  readonly shown: string;
  readonly hasSafeFix: boolean;
}

/** Checks an application as the command line does. */
export async function analyse(application: Application): Promise<Analysed> {
  const folder = applicationFolder(application);
  const workspace = createWorkspace({
    grammar: await testGrammar(),
    library: await testLibrary(),
    installed: () => undefined,
    defaultPython: [3, 13],
    log: (message) => console.error(message),
  });
  const all = {
    paths: [folder],
    stdinFilename: undefined,
    exclude: [],
    forceExclude: false,
    shard: undefined,
    outsides: undefined,
    isolated: false,
  };
  const machine = { cwd: process.cwd(), stdin: () => Promise.resolve(Buffer.of()) };
  const { checked } = await fillWorkspace(workspace, all, machine, ({ file, reason }) => {
    console.error(`${file}: ${reason.en}`);
  });
  let lines = 0;
  const findings: Found[] = [];
  const seen = new Map<string, number>();
  const textOf = (uri: string) => linesOf(workspace.text(uri) ?? '');
  for (const path of checked) {
    const text = textOf(uriOf(path));
    lines += text.count - 1;
    for (const finding of workspace.findings(uriOf(path))) {
      const { line } = text.position(finding.start);
      const place = {
        application: application.name,
        path: nameIn(folder, finding.uri),
        rule: finding.rule,
        message: finding.message.en,
        line: text.text(line).trim(),
      };
      const key = JSON.stringify(place);
      const ordinal = seen.get(key) ?? 0;
      seen.set(key, ordinal + 1);
      const fixes = finding.fixes();
      findings.push({
        ...place,
        ordinal,
        severity: finding.severity,
        hasSafeFix: fixes.some(({ safety }) => safety === 'safe'),
        shown: [
          `${folder}/${place.path}:${line}: ${finding.severity} ${finding.rule}: ${finding.message.en}`,
          ...finding.related.map(({ uri, start, message }) => {
            const { line } = textOf(uri).position(start);
            return `  ${message.en} (${nameIn(folder, uri)}:${line}: ${textOf(uri).text(line).trim()})`;
          }),
          ...fixes.map((fix) => `  ${fix.safety}: ${fix.title.en}`),
          ...around(text, line),
        ].join('\n'),
      });
    }
  }
  workspace.dispose();
  return { application: application.name, lines, findings };
}

function around(text: ReturnType<typeof linesOf>, line: number): readonly string[] {
  const shown: string[] = [];
  for (let i = Math.max(1, line - 10); i <= Math.min(text.count, line + 5); i++) {
    shown.push(`${i === line ? '>' : ' '} ${String(i).padStart(5)} ${text.text(i)}`);
  }
  return shown;
}
