import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../server/src/engine/finding.ts';
import type { Node } from '../../server/src/facts/nodes.ts';
import type { ChunkView } from '../../server/src/project/model/chunk-view.ts';
import type { Certainty } from '../../server/src/project/types/certainty.ts';
import { rules } from '../../server/src/rules/registry.ts';
import type { Report, Rule } from '../../server/src/rules/rule.ts';
import { fileFixtures } from '../harness/fixtures.ts';
import { FOLDER, testWorkspace } from '../harness/workspace.ts';

type Visit = (node: Node, view: ChunkView, report: (report: Report) => void) => void;

/** The rule, if all that it reports rested on something that is known so. */
const restingOn = (rule: Rule, certainty: Certainty): Rule => ({
  ...rule,
  visit: Object.fromEntries(
    Object.entries(rule.visit as Record<string, Visit>).map(([kind, visit]): [string, Visit] => [
      kind,
      (node, view, report) => {
        visit(node, view, (found) => {
          view.evidence.restsOn(certainty);
          report(found);
        });
      },
    ]),
  ),
});

async function findings(rule: Rule, text: string, asRules?: readonly Rule[]): Promise<Finding[]> {
  const settings = rule.severity === 'off' ? { select: [rule.id] } : {};
  const workspace = await testWorkspace({ 'main.py': text }, settings, asRules);
  return workspace.findings(`${FOLDER}/main.py`).filter((finding) => finding.rule === rule.id);
}

describe.each([
  { certainty: 'declared', allowed: ['warning', 'information', 'hint'] },
  { certainty: 'likely', allowed: ['information', 'hint'] },
] as const)('what is only $certainty', ({ certainty, allowed }) => {
  test.each(rules.filter(({ id }) => id !== 'unused-suppression'))(
    'is no more than $id may say of it, and fixed by hand',
    async (rule) => {
      const [example] = rule.docs.examples;
      const weaker = rules.map((each) => restingOn(each, certainty));
      const found = await findings(rule, example?.bad ?? '', weaker);
      expect(found.length).toBeGreaterThan(0);
      for (const finding of found) {
        expect(allowed).toContain(finding.severity);
        expect(finding.fixes().map(({ safety }) => safety)).not.toContain('safe');
      }
    },
  );
});

/** What these rules claim is said by the code itself, not by what something is. */
const BY_CODE_ALONE = [
  'async-dunder',
  'async-test-not-run',
  'await-outside-async',
  'blocking-sleep',
  'deprecated-event-loop',
  'return-value-in-async-generator',
  'stop-iteration',
  'unused-suppression',
  'yield-from-in-async',
];

/** Of fixtures without a finding there is none. */
function snapshotOf(name: string): string {
  const path = join('test/rules/snapshots', `${name}.txt`);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/** Rules of which a fixture shows an error, or a fix that is done unseen. */
const gravest = rules.filter(({ id }) =>
  fileFixtures('rules')
    .filter((fixture) => fixture.rule === id)
    .some((fixture) => claimsOf(snapshotOf(fixture.name), id).some(({ isGrave }) => isGrave)),
);

describe('a claim that rests on a declaration', () => {
  test.each(gravest.filter(({ id }) => !BY_CODE_ALONE.includes(id)))(
    'is neither an error of $id nor fixed unseen, beside one that is proven',
    async (rule) => {
      const text = readFileSync(join('test/fixtures/rules', rule.id, 'by_declaration.py'), 'utf8');
      const [declared, seen] = [/def declared|class Declared/, /def seen|class Seen/].map((start) =>
        text.search(start),
      );
      const found = await findings(rule, text);
      const [resting, proven] = [
        found.filter(({ start }) => start >= declared! && start < seen!),
        found.filter(({ start }) => start >= seen!),
      ];
      expect(resting.length).toBeGreaterThan(0);
      expect(resting.filter(isGrave)).toEqual([]);
      expect(proven.length).toBeGreaterThan(0);
      expect(proven.filter((finding) => !isGrave(finding))).toEqual([]);
    },
  );
});

const isGrave = (finding: Finding): boolean =>
  finding.severity === 'error' || finding.fixes().some(({ safety }) => safety === 'safe');

/** What a snapshot shows of a rule. */
function claimsOf(snapshot: string, rule: string): { isGrave: boolean }[] {
  return snapshot
    .split(/^(?=\S+:\d+ )/m)
    .filter((part) => part.split('\n', 1)[0]?.endsWith(` ${rule}`))
    .map((part) => ({ isGrave: /^\S+ error /.test(part) || /^ {4}safe fix/m.test(part) }));
}
