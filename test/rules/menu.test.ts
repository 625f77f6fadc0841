import { expect, test, vi } from 'vitest';
import type * as Edits from '../../server/src/fixes/edits.ts';
import { fileFixtures, projectFixtures } from '../harness/fixtures.ts';
import { FOLDER, testWorkspace } from '../harness/workspace.ts';

const made = vi.hoisted(() => ({ edits: 0 }));

/** Counts the edits that are made. */
vi.mock('../../server/src/fixes/edits.ts', async (original) => {
  const edits = await original<typeof Edits>();
  return {
    ...edits,
    insertAt: (...args: Parameters<typeof Edits.insertAt>) => (made.edits++, edits.insertAt(...args)),
    replaceRange: (...args: Parameters<typeof Edits.replaceRange>) => (made.edits++, edits.replaceRange(...args)),
    removeRange: (...args: Parameters<typeof Edits.removeRange>) => (made.edits++, edits.removeRange(...args)),
  };
});

test('a menu makes no edit: each is made when its fix is looked at', async () => {
  const early: string[] = [];
  let chosen = 0;
  for (const { name, files } of [...fileFixtures('rules'), ...projectFixtures()]) {
    const workspace = await testWorkspace(files);
    for (const path of Object.keys(files)) {
      for (const finding of workspace.findings(`${FOLDER}/${path}`)) {
        made.edits = 0;
        const fixes = finding.fixes();
        if (made.edits > 0) early.push(`${name} ${path}: ${fixes.map(({ title }) => title.en).join()}`);
        chosen += fixes.filter(({ edits }) => edits.length > 0).length;
      }
    }
    workspace.dispose();
  }
  expect(early).toEqual([]);
  expect(chosen).toBeGreaterThan(500);
}, 300_000);
