import { describe, expect, test } from 'vitest';
import { ruleRunner } from '../../../server/src/engine/run-rules.ts';
import { fakeView, wordRule } from './fake-file.ts';
import { untranslated } from '../../harness/untranslated.ts';

const bad = wordRule('no-bad', 'bad', 'good');
const broken = wordRule('broken', '', '', {
  visit: {
    Name(node, _view, report) {
      report({ at: node, message: untranslated('half done') });
      if (node.name === 'bad') throw new Error('oops');
    },
  },
});

const all = { has: () => true, isStrict: () => false };

describe('running rules on a chunk', () => {
  test('visits nodes in order and keeps what each rule reports', () => {
    const { reports } = ruleRunner([bad], fail)(fakeView('bad fine bad'), all);
    expect(reports.map(({ rule, report }) => [rule.id, report.at.start])).toEqual([
      ['no-bad', 0],
      ['no-bad', 9],
    ]);
  });

  test('leaves out those that are not selected, whatever they would cost', () => {
    const { reports } = ruleRunner([broken, bad], fail)(fakeView('bad'), { ...all, has: (id) => id === 'no-bad' });
    expect(reports.map(({ rule }) => rule.id)).toEqual(['no-bad']);
  });

  test('what a rule is lenient about is reported as information, where it is strict, and nothing twice', () => {
    const lenient = wordRule('no-bad', 'bad', 'good', {
      strict: {
        reports: untranslated('all words'),
        visit: {
          Name(node, _view, report) {
            report({ at: node, message: untranslated('a word') });
          },
        },
      },
    });
    const run = ruleRunner([lenient], fail);
    const said = (isStrict: boolean) =>
      run(fakeView('bad fine'), { ...all, isStrict: () => isStrict }).reports.map(({ report }) => [
        report.at.start,
        report.severity,
      ]);
    expect(said(false)).toEqual([[0, undefined]]);
    expect(said(true)).toEqual([
      [0, undefined],
      [4, 'information'],
    ]);
  });

  test('a rule that throws is told of once and stops nobody else', () => {
    const failures: string[] = [];
    const run = ruleRunner([broken, bad], (id, error) => failures.push(`${id}: ${(error as Error).message}`));
    const ids = [run(fakeView('fine bad fine'), all), run(fakeView('bad'), all)].map(({ reports }) =>
      reports.map(({ rule }) => rule.id),
    );
    expect(ids).toEqual([['no-bad'], ['no-bad']]);
    expect(failures).toEqual(['broken: oops']);
  });

  test('a rule that throws in one chunk still reports in others', () => {
    const run = ruleRunner([broken], () => undefined);
    expect(run(fakeView('bad'), all).reports).toHaveLength(0);
    expect(run(fakeView('fine'), all).reports).toHaveLength(1);
  });

  test('where the stack does not suffice nothing is reported, and no rule is to blame', () => {
    const deep = (): number => 1 + deep();
    const endless = wordRule('endless', '', '', { visit: { Name: () => void deep() } });
    expect(ruleRunner([bad, endless], fail)(fakeView('bad'), all)).toEqual({ reports: [], isTooDeep: true });
  });

  test('a fix that throws is no fix', () => {
    const failures: string[] = [];
    const rule = wordRule('fixless', '', '', {
      visit: {
        Name: (node, _view, report) => {
          report({
            at: node,
            message: untranslated('x'),
            fixes: () => {
              throw new Error('no fix');
            },
          });
        },
      },
    });
    const [found] = ruleRunner([rule], (id) => failures.push(id))(fakeView('x'), all).reports;
    expect(found?.report.fixes?.()).toEqual([]);
    expect(failures).toEqual(['fixless']);
  });

  test('a fix has edits when they are asked for, and none if making them throws or rests on less than it says', () => {
    const failures: string[] = [];
    let made = 0;
    const rule = wordRule('late', '', '', {
      visit: {
        Name: (node, view, report) => {
          const fix = (title: string, edit: () => void) => ({
            title: untranslated(title),
            safety: 'safe' as const,
            edits: () => {
              made++;
              edit();
              return [{ at: view.at(node), newText: '' }];
            },
          });
          const fail = (): never => {
            throw new Error('no edits');
          };
          const fixes = [fix('do', () => 0), fix('fail', fail), fix('guess', () => view.evidence.restsOn('declared'))];
          report({ at: node, message: untranslated('x'), fixes: () => fixes });
        },
      },
    });
    const [found] = ruleRunner([rule], (id) => failures.push(id))(fakeView('x'), all).reports;
    const fixes = found?.report.fixes?.() ?? [];
    expect([made, fixes.map(({ safety }) => safety)]).toEqual([0, ['safe', 'safe', 'safe']]);
    expect(fixes.map(({ edits }) => edits().length)).toEqual([1, 0, 0]);
    expect(failures).toEqual(['late']);
  });

  test('withholds what touches a syntax error, even an empty one', () => {
    const view = fakeView('fine bad');
    const at = (start: number, end: number) => ({ ...view, facts: { ...view.facts, errors: [{ start, end }] } });
    expect(ruleRunner([bad], fail)(at(8, 8), all).reports).toHaveLength(0);
    expect(ruleRunner([bad], fail)(at(0, 6), all).reports).toHaveLength(0);
    expect(ruleRunner([bad], fail)(at(0, 4), all).reports).toHaveLength(1);
  });

  test('withholds that something is missing in a block that touches a syntax error: it may stand there', () => {
    const view = fakeView('fine bad');
    const missing = wordRule('missing', '', '', {
      visit: {
        Name: (node, { facts }, report) => {
          report({
            at: node,
            message: untranslated('nothing behind it'),
            whole: { start: node.start, end: facts.length },
          });
        },
      },
    });
    const at = (start: number, end: number) => ({ ...view, facts: { ...view.facts, errors: [{ start, end }] } });
    expect(ruleRunner([missing], fail)(view, all).reports).toHaveLength(2);
    expect(ruleRunner([missing], fail)(at(8, 8), all).reports).toHaveLength(0);
    expect(ruleRunner([missing], fail)(at(0, 3), all).reports).toHaveLength(1);
  });
});

function fail(id: string, error: unknown): never {
  throw new Error(id, { cause: error });
}
