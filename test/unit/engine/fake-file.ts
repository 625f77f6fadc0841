import type { Finding } from '../../../server/src/engine/finding.ts';
import { findingsOf } from '../../../server/src/engine/findings.ts';
import { ruleRunner } from '../../../server/src/engine/run-rules.ts';
import { selectRules } from '../../../server/src/engine/selection.ts';
import { mergeSettings, type SettingsLayer } from '../../../server/src/engine/settings.ts';
import type { Facts } from '../../../server/src/facts/facts.ts';
import type { Name } from '../../../server/src/facts/nodes.ts';
import type { ChunkView } from '../../../server/src/project/model/chunk-view.ts';
import { createEvidence } from '../../../server/src/project/types/certainty.ts';
import { defineRule, type Rule } from '../../../server/src/rules/rule.ts';
import { unusedSuppression } from '../../../server/src/rules/suppressions/unused-suppression.ts';
import type { Range } from '../../../server/src/text/range.ts';
import { untranslated } from '../../harness/untranslated.ts';

export const FILE = 'file:///project/app/main.py';

/**
 * A view of a chunk in which every word is a Name node, `ERR` is a syntax error and comments are found by their `#`.
 * That is all that the engine itself looks at.
 */
export function fakeView(text: string, chunk = 0): ChunkView {
  const code = text.replace(/#.*/g, (comment) => ' '.repeat(comment.length));
  const nodes = [...code.matchAll(/\w+/g)].map(({ 0: name, index }, id): Name => ({
    kind: 'Name',
    id,
    start: index,
    end: index + name.length,
    name,
    context: 'load',
  }));
  const errors = nodes.filter(({ name }) => name === 'ERR').map(({ start, end }) => ({ start, end }));
  const comments = [...text.matchAll(/#.*/g)].map(({ 0: comment, index }) => ({
    text: comment,
    start: index,
    end: index + comment.length,
  }));
  const facts = { nodes, errors, comments, length: text.length } as unknown as Facts;
  return {
    uri: FILE,
    chunk,
    facts,
    evidence: createEvidence(),
    at: (range: Range) => ({ ...range, uri: FILE, chunk }),
    mayRunOnTrio: () => false,
    fileChunks: () => [],
    chunkAt: () => undefined,
  } as unknown as ChunkView;
}

const unsaid = { en: '', 'zh-cn': '' };

/** A rule that reports a word and offers to replace it. */
export function wordRule(id: string, word: string, replacement: string, more: Partial<Rule> = {}): Rule {
  return defineRule({
    id,
    category: 'coroutines',
    severity: 'warning',
    fix: 'always',
    summary: unsaid,
    docs: {
      why: unsaid,
      examples: [],
      limits: unsaid,
      peers: ['ruff ASYNC251', 'flake8-async ASYNC250', 'pyright reportIt', 'mypy unused-bad'],
    },
    visit: {
      Name(node, view, report) {
        if (node.name !== word) return;
        report({
          at: node,
          message: untranslated(`no \`${word}\``),
          fixes: () => [
            {
              title: untranslated(`Replace ${word}`),
              safety: 'safe',
              edits: () => [{ at: view.at(node), newText: replacement }],
            },
          ],
        });
      },
    },
    ...more,
  });
}

/** The findings of a file of several chunks under some rules and settings. */
export function check(
  chunks: readonly string[],
  rules: readonly Rule[],
  settings: SettingsLayer = {},
): readonly Finding[] {
  const starts = chunks.map((_, index) => chunks.slice(0, index).join('').length);
  const selection = selectRules([...rules, unusedSuppression], mergeSettings([settings]), FILE);
  const run = ruleRunner(rules, (_, error) => {
    throw error;
  });
  return findingsOf({
    uri: FILE,
    text: chunks.join(''),
    textOf: () => chunks.join(''),
    chunks: chunks.map((text, index) => {
      const view = fakeView(text, index);
      return {
        view,
        place: (offset: number) => (starts[index] ?? 0) + offset,
        ...run(view, { has: (id) => selection.has(id), isStrict: () => false }),
      };
    }),
    selection,
    placeOf: (_, chunk, offset) => {
      const start = starts[chunk];
      return start === undefined ? undefined : start + offset;
    },
  });
}

/** Each finding as `rule: the text it marks`. */
export const marks = (text: string, findings: readonly Finding[]): string[] =>
  findings.map(({ rule, start, end }) => `${rule}: ${text.slice(start, end)}`);
