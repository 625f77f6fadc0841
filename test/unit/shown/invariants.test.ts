import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createShownFindings } from '../../../server/src/shown/shown-findings.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

const uri = `${FOLDER}/app.py`;

const pieces = [
  'import asyncio, time\n\n\n',
  'async def fetch(key):\n    time.sleep(key)\n    return key\n\n\n',
  'async def main():\n    fetch(1)\n    task = asyncio.create_task(fetch(2))\n    await fetch(3)\n\n\n',
  'class Hub:\n    async def go(self):\n        fetch(4)\n\n    def stop(self):\n        await fetch(5)\n\n\n',
  'async def keys():\n    yield 1\n\n\nasync def all_keys():\n    for key in keys():\n        print(key)\n\n\n',
];
const typed = [
  ...['a', 'f', '(', ':', '"', '\n', ' ', '.'],
  '    ',
  'await ',
  'async ',
  'def f(',
  'x = ',
  'fetch(6)\n',
  'time.sleep(7)',
  '"""',
  ')',
  'print(',
];

interface Step {
  readonly at: number;
  readonly removed: number;
  readonly text: string;
  readonly then: 'look' | 'nothing' | 'pause' | 'cursor';
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    at: fc.nat(400),
    removed: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(12) }),
    text: fc.constantFrom(...typed),
    then: fc.constantFrom('look', 'look', 'nothing', 'pause', 'cursor'),
  }),
  { maxLength: 12 },
);
const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map((all) => all.join(''));

test('after a rest, what is shown of a whole text is what is found; findings know nothing of what is shown', async () => {
  const workspace = await testWorkspace({});
  const fresh = await testWorkspace({});
  fc.assert(
    fc.property(texts, steps, (start, all) => {
      let text = start;
      workspace.edited(uri, [{ text }]);
      const shown = createShownFindings(workspace);
      shown.of(uri);
      for (const { at, removed, text: put, then } of all) {
        const from = Math.min(at, text.length);
        const change = { start: from, end: Math.min(from + removed, text.length), text: put };
        shown.editing(uri, [change]);
        workspace.edited(uri, [change]);
        text = text.slice(0, change.start) + put + text.slice(change.end);
        if (then === 'pause') shown.paused();
        if (then === 'cursor') shown.cursorAt(uri, at);
        if (then === 'nothing') continue;
        for (const { start: begin, end } of shown.of(uri)) {
          expect(begin).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }
      shown.rested();
      const view = shown.of(uri);
      fresh.edited(uri, [{ text }]);
      const plain = ({ rule, start: begin, end, message }: (typeof view)[number]): unknown => [
        rule,
        begin,
        end,
        message,
      ];
      const found = fresh.findings(uri);
      expect(workspace.findings(uri).map(plain)).toEqual(found.map(plain));
      if (fresh.syntaxErrors(uri).length === 0) {
        expect(view.map(plain)).toEqual(found.map(plain));
        expect(shown.isWaiting).toBe(false);
      } else expect(view.map(plain)).toEqual(expect.arrayContaining(found.map(plain)));
      expect(shown.of(uri)).toBe(view);
    }),
    { numRuns: 150 },
  );
});
