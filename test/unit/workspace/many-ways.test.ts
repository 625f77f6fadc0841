import { expect, test } from 'vitest';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

const COUNT = 400;

// Each function of a grown application may come to one helper: more of them than are followed.
test('one place that blocks is told a few times, however many functions lead there', async () => {
  const numbers = Array.from({ length: COUNT }, (_, index) => String(index));
  const helpers = numbers.map((n) => `def step_${n}():\n    return fetch()\n`);
  const coroutines = numbers.map((n) => `async def run_${n}():\n    return step_${n}()\n`);
  const workspace = await testWorkspace({
    'base.py': 'import requests\n\n\ndef fetch():\n    return requests.get("https://example.org")\n',
    'steps.py': ['from base import fetch\n', ...helpers].join('\n\n'),
    'runs.py': ['from steps import *\n', ...coroutines].join('\n\n'),
  });
  const findings = workspace.findings(`${FOLDER}/runs.py`);
  expect(findings).toHaveLength(3);
  expect(findings.map(({ message }) => message.en).join()).toContain('many more calls come there');
  workspace.dispose();
});
