import { findingsOf } from '../../../server/src/engine/findings.ts';
import { readPyproject, settingsLayers } from '../../../server/src/engine/pyproject.ts';
import { ruleRunner } from '../../../server/src/engine/run-rules.ts';
import { selectRules } from '../../../server/src/engine/selection.ts';
import {
  chooseRules,
  mergeSettings,
  type CommandLineSettings,
  type Settings,
} from '../../../server/src/engine/settings.ts';
import { unusedSuppression } from '../../../server/src/rules/suppressions/unused-suppression.ts';
import type { Workspace } from '../../../server/src/workspace/workspace.ts';
import { fakeView, wordRule } from '../engine/fake-file.ts';
import { untranslated } from '../../harness/untranslated.ts';

const rules = [
  wordRule('no-bad', 'bad', 'good', {
    visit: {
      Name(node, view, report) {
        if (node.name !== 'bad') return;
        report({
          at: node,
          message: untranslated('no `bad`, please'),
          related: [{ at: view.at({ start: 0, end: 1 }), message: untranslated('it begins here') }],
          fixes: () => [
            { title: untranslated('Say good'), safety: 'safe', edits: () => [{ at: view.at(node), newText: 'good' }] },
          ],
        });
      },
    },
  }),
  wordRule('no-risk', 'risk', '', {
    severity: 'error',
    visit: {
      Name(node, view, report) {
        if (node.name !== 'risk') return;
        const edits = () => [{ at: view.at(node), newText: 'two\nlines' }];
        report({
          at: node,
          message: untranslated('risky'),
          fixes: () => [{ title: untranslated('Dare it'), safety: 'unsafe', edits }],
        });
      },
    },
  }),
  wordRule('advice', 'advice', '', {
    severity: 'information',
    visit: {
      Name: (node, _, report) => {
        if (node.name === 'advice') report({ at: node, message: untranslated('some advice') });
      },
    },
  }),
  wordRule('hint', 'hint', 'taken', { severity: 'hint' }),
];

/** A workspace whose rules know words only: each file is one chunk. */
export function wordWorkspace(commandLine: CommandLineSettings): Workspace {
  const texts = new Map<string, string>();
  const pyprojects = () =>
    [...texts].filter(([uri]) => uri.endsWith('/pyproject.toml')).map(([uri, text]) => readPyproject(uri, text));
  const settingsOf = (): Settings => {
    const { config } = commandLine;
    return chooseRules(mergeSettings(config ? [config.settings ?? {}] : settingsLayers(pyprojects(), {})), commandLine);
  };
  const run = ruleRunner(rules, (_, error) => {
    throw error;
  });
  const syntaxErrors = (uri: string) => {
    const start = texts.get(uri)?.indexOf('???') ?? -1;
    return start < 0 ? [] : [{ start, end: start + 3 }];
  };
  const workspace: Workspace = {
    edited: unused,
    closed: unused,
    disk(uri, text) {
      if (text === undefined) texts.delete(uri);
      else texts.set(uri, text);
    },
    configured: () => undefined,
    settingsFile: () => [...texts.keys()].find((uri) => uri.endsWith('/pyproject.toml')),
    settings: () => settingsOf(),
    about: unused,
    settingsProblems: () => commandLine.config?.problems ?? pyprojects().flatMap(({ problems }) => problems),
    files: () => [...texts.keys()].filter((uri) => uri.endsWith('.py')),
    outside: unused,
    refactorings: unused,
    loop: { in: unused, around: unused, callersOf: unused },
    keptCoroutines: unused,
    syntaxErrors,
    compileErrors: syntaxErrors,
    tooDeep(uri) {
      const start = texts.get(uri)?.indexOf('((((') ?? -1;
      return start < 0 ? [] : [{ start, end: start + 4 }];
    },
    text: (uri) => texts.get(uri),
    steps: unused,
    findings(uri) {
      const text = texts.get(uri) ?? '';
      const view = { ...fakeView(text), uri, at: (range: object) => ({ ...range, uri, chunk: 0 }) } as never;
      const selection = selectRules([...rules, unusedSuppression], settingsOf(), uri);
      return findingsOf({
        uri,
        text,
        textOf: () => text,
        chunks: [
          {
            view,
            place: (offset: number) => offset,
            ...run(view, { has: (id) => selection.has(id), isStrict: () => false }),
          },
        ],
        selection,
        placeOf: (_, __, offset) => offset,
      });
    },
    checked: (uri) => ({
      findings: workspace.findings(uri).map((finding) => ({ ...finding, fixes: finding.fixes() })),
      syntaxErrors: workspace.syntaxErrors(uri),
      tooDeep: workspace.tooDeep(uri),
    }),
    recallFindings: () => undefined,
    keepFindings: () => undefined,
    revision: 0,
    remembered: 0,
    keepFacts: () => false,
    dispose: () => undefined,
  };
  return workspace;
}

function unused(): never {
  throw new Error('the command line does not edit');
}
