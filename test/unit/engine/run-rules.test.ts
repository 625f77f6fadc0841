import { describe, expect, test } from 'vitest';
import { ruleRunner } from '../../../server/src/engine/run-rules.ts';
import { fakeView, wordRule } from './fake-file.ts';

const bad = wordRule('no-bad', 'bad', 'good');
const broken = wordRule('broken', '', '', {
  visit: {
    Name(node, _view, report) {
      report({ at: node, message: 'half done' });
      if (node.name === 'bad') throw new Error('oops');
    },
  },
});

describe('running rules on a chunk', () => {
  test('visits nodes in order and keeps what each rule reports', () => {
    const reports = ruleRunner([bad], fail)(fakeView('bad fine bad'));
    expect(reports.map(({ rule, report }) => [rule.id, report.at.start])).toEqual([
      ['no-bad', 0],
      ['no-bad', 9],
    ]);
  });

  test('a rule that throws is told of once and stops nobody else', () => {
    const failures: string[] = [];
    const run = ruleRunner([broken, bad], (id, error) => failures.push(`${id}: ${(error as Error).message}`));
    const ids = [run(fakeView('fine bad fine')), run(fakeView('bad'))].map((reports) =>
      reports.map(({ rule }) => rule.id),
    );
    expect(ids).toEqual([['no-bad'], ['no-bad']]);
    expect(failures).toEqual(['broken: oops']);
  });

  test('a rule that throws in one chunk still reports in others', () => {
    const run = ruleRunner([broken], () => undefined);
    expect(run(fakeView('bad'))).toHaveLength(0);
    expect(run(fakeView('fine'))).toHaveLength(1);
  });

  test('a fix that throws is no fix', () => {
    const failures: string[] = [];
    const rule = wordRule('fixless', '', '', {
      visit: {
        Name: (node, _view, report) => {
          report({
            at: node,
            message: 'x',
            fixes: () => {
              throw new Error('no fix');
            },
          });
        },
      },
    });
    const [found] = ruleRunner([rule], (id) => failures.push(id))(fakeView('x'));
    expect(found?.report.fixes?.()).toEqual([]);
    expect(failures).toEqual(['fixless']);
  });

  test('withholds what touches a syntax error, even an empty one', () => {
    const view = fakeView('fine bad');
    const at = (start: number, end: number) => ({ ...view, facts: { ...view.facts, errors: [{ start, end }] } });
    expect(ruleRunner([bad], fail)(at(8, 8))).toHaveLength(0);
    expect(ruleRunner([bad], fail)(at(0, 6))).toHaveLength(0);
    expect(ruleRunner([bad], fail)(at(0, 4))).toHaveLength(1);
  });
});

function fail(id: string, error: unknown): never {
  throw new Error(id, { cause: error });
}
