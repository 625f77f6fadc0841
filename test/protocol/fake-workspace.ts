import type { FileFix, Finding } from '../../server/src/engine/finding.ts';
import { defaultSettings, type SettingsProblem } from '../../server/src/engine/settings.ts';
import type { ContentChange } from '../../server/src/text/edits.ts';
import { inAllLanguages } from '../../server/src/text/localized.ts';
import type { OnWork } from '../../server/src/workspace/file-findings.ts';
import type { Folder, Workspace } from '../../server/src/workspace/workspace.ts';

/**
 * A workspace with one naive rule, for what the protocol does with findings: every `time.sleep(…)` is one, safely fixed,
 * every `spawn(…)` another with an unsafe fix, tags, and the file's first line as a call on its path,
 * every `unused()` one of a rule that is there for certain, with that line as related place. A text with `CRASH` in it makes the workspace throw,
 * one with `ENDLESS` is never done,
 * and one with `HANG` never lets anybody else have a turn.
 */
export function createFakeWorkspace(onWork: OnWork = () => undefined): Workspace {
  const disk = new Map<string, string>();
  const open = new Map<string, string>();
  let folders: readonly Folder[] = [];
  let revision = 0;
  const unused = (): never => {
    throw new Error('editors do not ask for this');
  };
  const text = (uri: string): string | undefined => open.get(uri) ?? disk.get(uri);
  return {
    edited(uri, changes) {
      open.set(uri, changes.reduce(applyChange, open.get(uri) ?? ''));
      revision++;
    },
    closed(uri) {
      open.delete(uri);
      revision++;
    },
    disk(uri, content) {
      if (disk.get(uri) === content) return;
      if (content === undefined) disk.delete(uri);
      else disk.set(uri, content);
      revision++;
    },
    configured(next) {
      folders = next;
      revision++;
    },
    settingsFile: () => [...disk.keys()].find((uri) => uri.endsWith('pyproject.toml')),
    settings: () => defaultSettings,
    settingsProblems: () => [...disk].flatMap(([uri, content]) => problemsOf(uri, content)),
    files: () => [...disk.keys()].filter((uri) => !uri.endsWith('.toml')).reverse(),
    about: () => ({ folders: [], settingsFiles: [] }),
    text,
    findings(uri) {
      const content = text(uri) ?? '';
      onWork(uri, content);
      while (content.includes('HANG'));
      if (content.includes('CRASH')) throw new Error('crashed on purpose');
      const ignored = ignoredRules(folders, disk, uri);
      return findAll(uri, content).filter(({ rule }) => !ignored.includes(rule));
    },
    outside: unused,
    refactorings(uri, start) {
      if (text(uri)?.startsWith('spin', start) !== true) return [];
      const end = start + 'spin'.length;
      const spun = { uri, start: 0, end: 0, newText: '# spun\n' };
      return [
        {
          title: inAllLanguages('Spin it'),
          edits: [spun, { uri, start, end, newText: 'spin', look: inAllLanguages('It spins here') }],
        },
      ];
    },
    syntaxErrors: () => [],
    compileErrors: () => [],
    tooDeep: () => [],
    loop: { in: () => [], around: () => undefined, callersOf: () => [] },
    keptCoroutines: () => [],
    checked: unused,
    recallFindings: unused,
    keepFindings: unused,
    *steps(uri) {
      while (text(uri)?.includes('ENDLESS') === true) yield undefined;
    },
    get revision() {
      return revision;
    },
    remembered: 0,
    keepFacts: () => false,
    dispose() {
      open.clear();
    },
  };
}

function applyChange(text: string, change: ContentChange): string {
  if (change.start === undefined) return change.text;
  return text.slice(0, change.start) + change.text + text.slice(change.end);
}

const rulesByStart: Readonly<Record<string, string>> = {
  t: 'blocking-sleep',
  s: 'dangling-task',
  u: 'unused-suppression',
  h: 'gather-exceptions',
};

/** In the arguments of a call whose fix nobody chooses. */
export const NEVER_CHOSEN = 'never_chosen';

function findAll(uri: string, text: string): Finding[] {
  return [...text.matchAll(/time\.sleep\((.*?)\)|spawn\(\)|unused\(\)|hint\(\)/g)]
    .filter(({ index }) => !(text.slice(index).split('\n', 1)[0] ?? '').includes('ignore['))
    .map((match) => {
      const isSleep = match[0].startsWith('time');
      const isSpawn = match[0].startsWith('spawn');
      const end = match.index + match[0].length;
      const replace = (title: string, safety: FileFix['safety'], newText: string): FileFix => ({
        title: inAllLanguages(title),
        safety,
        get edits() {
          if (newText.includes(NEVER_CHOSEN)) throw new Error('these edits are made, and nobody has chosen them');
          return [{ uri, start: match.index, end, newText }];
        },
      });
      return {
        uri,
        rule: rulesByStart[match[0][0] ?? ''] ?? '',
        severity: isSleep ? 'warning' : match[0] === 'hint()' ? 'hint' : 'error',
        start: match.index,
        end,
        message: inAllLanguages(`${match[0]} is wrong.`),
        related: isSleep
          ? []
          : [{ uri, start: 0, end: 1, message: inAllLanguages('from here'), ...(isSpawn && { isCall: true }) }],
        unnecessary: !isSleep,
        deprecated: !isSleep,
        fixes: () =>
          isSleep
            ? [replace('Sleep well', 'safe', `await asyncio.sleep(${match[1] ?? ''})`)]
            : [replace('Keep it', 'unsafe', 'task = spawn()')],
      };
    });
}

function ignoredRules(folders: readonly Folder[], disk: ReadonlyMap<string, string>, uri: string): readonly string[] {
  const folder = folders.find((each) => uri.startsWith(each.uri));
  const { ignore = [] } = (folder?.settings ?? {}) as { ignore?: string[] };
  const inFile = [...disk].flatMap(([file, text]) =>
    file.endsWith('pyproject.toml') ? (/^ignore = \["(.*)"\]/m.exec(text)?.[1] ?? []) : [],
  );
  return [...ignore, ...inFile];
}

function problemsOf(uri: string, content: string): SettingsProblem[] {
  return content
    .split('\n')
    .flatMap((line, index) =>
      line.includes('BAD') ? [{ uri, span: spanOfLine(index + 1, line), message: inAllLanguages(line) }] : [],
    );
}

function spanOfLine(line: number, { length }: string): SettingsProblem['span'] {
  return { start: { line, column: 0 }, end: { line, column: length } };
}
