import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test, vi } from 'vitest';
import { configurationExamples } from '../../server/tools/configuration-examples.ts';
import { tempFolder } from '../unit/cli/temp-folder.ts';

// Each run is a process of its own, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** The findings in a file, as `line rule`, by the command line that `npm run build` has made. */
function check(files: Readonly<Record<string, string>>, path: string): readonly string[] {
  const { stdout, stderr } = spawnSync(process.execPath, [resolve('dist/cli.js'), 'check', '--output-format', 'json'], {
    cwd: tempFolder(files),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const findings = JSON.parse(stdout) as { file: string; line: number; rule: string }[];
  return findings.filter(({ file }) => file === path).map(({ line, rule }) => `${line} ${rule}`);
}

test.each(Object.entries(configurationExamples))('%s does what the page about settings shows', (_, example) => {
  const { files, toml, without, within } = example;
  const path = Object.keys(files).at(-1)!;
  expect(check(files, path)).toEqual(without);
  expect(check({ ...files, 'pyproject.toml': `[tool.async-pitfalls]\n${toml}` }, path)).toEqual(within);
});
