import { expect, test } from 'vitest';
import { shapes } from '../../bench/growth-shapes.ts';
import { countWork } from '../../harness/work.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

// What doubles with every step would not come to an end.
test.each(Object.entries(shapes))('%s, forty times: all is found, no rule fails', async (_, shape) => {
  const workspace = await testWorkspace({ 'shape.py': shape(40) });
  const findings = workspace.findings(`${FOLDER}/shape.py`);
  for (const finding of findings) finding.fixes();
  expect(findings.every(({ start, end }) => start <= end)).toBe(true);
  workspace.dispose();
});

async function workOn(text: string): Promise<number> {
  const workspace = await testWorkspace({ 'shape.py': text });
  const work = countWork(() => {
    for (const { fixes } of workspace.checked(`${FOLDER}/shape.py`).findings)
      for (const { edits } of fixes) expect(edits).toBeDefined();
  });
  workspace.dispose();
  return work;
}

// Each of these once took time that grew with the square of the findings in a file.
test.each(['calls that block in one coroutine', 'functions that block', 'branches one after the other'])(
  '%s: twice as many are about twice the work',
  async (name) => {
    const shape = shapes[name]!;
    await workOn(shape(5));
    const [few, more, most] = [await workOn(shape(100)), await workOn(shape(200)), await workOn(shape(400))];
    expect((most - more) / (more - few)).toBeLessThan(2.3);
  },
);
