import { describe, expect, test } from 'vitest';
import { check, FILE, marks, wordRule } from './fake-file.ts';
import { untranslated } from '../../harness/untranslated.ts';

const bad = wordRule('no-bad', 'bad', 'good');

describe('findings of a file', () => {
  test('have offsets of the file, in order', () => {
    const chunks = ['fine bad\n', 'x bad\n'];
    const findings = check(chunks, [wordRule('no-x', 'x', 'y'), bad]);
    expect(marks(chunks.join(''), findings)).toEqual(['no-bad: bad', 'no-x: x', 'no-bad: bad']);
    expect(findings[2]?.fixes()).toEqual([
      {
        title: untranslated('Replace bad'),
        safety: 'safe',
        edits: [{ uri: FILE, start: 11, end: 14, newText: 'good' }],
        loosened: [],
      },
    ]);
  });

  test('name related places in the file', () => {
    const rule = wordRule('related', '', '', {
      visit: {
        Name: (node, view, report) => {
          const at = view.at({ start: 0, end: 1 });
          report({
            at: node,
            message: untranslated('m'),
            related: [
              { at, message },
              { at: { ...at, chunk: 9 }, message: untranslated('gone') },
            ],
          });
        },
      },
    });
    const message = untranslated('here');
    expect(check(['\n\n', 'x'], [rule])[0]?.related).toEqual([{ uri: FILE, start: 2, end: 3, message }]);
  });

  test('say in one line what they say of code that goes over several', () => {
    const code = 'pool.items(\n    a,\r\n    b,\r) + \\\n  c';
    const told = 'pool.items( a, b, ) + c';
    const rule = wordRule('quoting', '', '', {
      visit: {
        Name: (node, view, report) => {
          const related = [{ at: view.at(node), message: untranslated(code) }];
          report({
            at: node,
            message: untranslated(code),
            related,
            fixes: () => [{ title: untranslated(code), safety: 'safe', edits: () => [] }],
          });
        },
      },
    });
    const [finding] = check(['x'], [rule]);
    expect([finding?.message, finding?.related[0]?.message, finding?.fixes()[0]?.title]).toEqual(
      Array(3).fill(untranslated(told)),
    );
  });

  test('lose the edits of a fix of which one has no place any more', () => {
    const rule = wordRule('lost', '', '', {
      visit: {
        Name: (node, view, report) => {
          const edits = () => [
            { at: view.at(node), newText: '' },
            { at: { ...view.at(node), chunk: 9 }, newText: '' },
          ];
          report({
            at: node,
            message: untranslated('m'),
            fixes: () => [{ title: untranslated('t'), safety: 'safe', edits }],
          });
        },
      },
    });
    expect(check(['x'], [rule])[0]?.fixes()).toEqual([
      { title: untranslated('t'), safety: 'safe', edits: [], loosened: [] },
    ]);
  });

  test('have the severity that the user chose, else the report, else the rule', () => {
    const rule = wordRule('grave', '', '', {
      visit: {
        Name: (node, _, report) => {
          report({ at: node, message: untranslated(''), ...(node.id === 0 ? { severity: 'error' as const } : {}) });
        },
      },
    });
    const severities = (chosen: object) =>
      check(['a b'], [rule], { severity: { ...chosen } }).map((finding) => finding.severity);
    expect(severities({})).toEqual(['error', 'warning']);
    expect(severities({ grave: 'information' })).toEqual(['information', 'information']);
    expect(severities({ grave: 'off' })).toEqual([]);
  });

  test('come once, from the rule that says it better', () => {
    const twice = wordRule('twice', '', '', {
      visit: {
        Name: (node, _, report) => {
          report({ at: node, message: untranslated('same') });
          report({ at: node, message: untranslated('same') });
        },
      },
    });
    const worse = wordRule('worse', 'bad', '', { supersededBy: ['no-bad'] });
    expect(marks('bad', check(['bad'], [worse, bad, twice]))).toEqual(['no-bad: bad', 'twice: bad']);
    expect(marks('bad', check(['bad'], [worse, bad], { ignore: ['no-bad'] }))).toEqual(['worse: bad']);
  });
});
