import { expect, test } from 'vitest';
import type { Finding } from '../../server/src/engine/finding.ts';
import { fileFixtures } from '../harness/fixtures.ts';
import { FOLDER, testWorkspace } from '../harness/workspace.ts';

const uri = `${FOLDER}/typed.py`;

// The workspace throws where a rule does.
test.each([...fileFixtures('rules'), ...fileFixtures('clean')])(
  '$name is typed from beginning to end: nothing throws, and what is found is what is found at once',
  { timeout: 120_000 },
  async ({ files }) => {
    const [text = ''] = Object.values(files);
    const live = await testWorkspace({});
    live.edited(uri, [{ text: '' }]);
    let end = 0;
    for (const piece of typed(text)) {
      live.edited(uri, [{ start: end, end, text: piece }]);
      end += piece.length;
      for (const finding of live.findings(uri)) finding.fixes();
    }
    const fresh = await testWorkspace({ 'typed.py': text });
    expect(live.findings(uri).map(shown)).toEqual(fresh.findings(uri).map(shown));
    live.dispose();
    fresh.dispose();
  },
);

/** Each line in two pieces: its last word or sign is typed on its own, so that every line is once unfinished. */
const typed = (text: string): readonly string[] =>
  text.split(/(?<=\n)/).flatMap((line) => line.split(/(?=(?:\b\w+|[^\w\s])\s*$)/));

const shown = ({ rule, start, end, message }: Finding): unknown => ({ rule, start, end, message });
