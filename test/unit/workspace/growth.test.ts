import { expect, test } from 'vitest';
import { shapes } from '../../bench/growth-shapes.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

// What doubles with every step would not come to an end.
test.each(Object.entries(shapes))('%s, forty times: all is found, no rule fails', async (_, shape) => {
  const workspace = await testWorkspace({ 'shape.py': shape(40) });
  const findings = workspace.findings(`${FOLDER}/shape.py`);
  for (const finding of findings) finding.fixes();
  expect(findings.every(({ start, end }) => start <= end)).toBe(true);
  workspace.dispose();
});
