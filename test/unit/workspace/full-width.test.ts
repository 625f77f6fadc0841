import { expect, test } from 'vitest';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

const FILE = `${FOLDER}/typed.py`;

const program = (line: string): string =>
  `import asyncio\nimport time\n\n\nasync def load(a, b):\n    ${line}\n    time.sleep(1)\n    load(a, b)\n\n\nasync def last():\n    time.sleep(2)\n`;

async function found(text: string): Promise<readonly string[]> {
  const workspace = await testWorkspace({ 'typed.py': text });
  try {
    return workspace
      .findings(FILE)
      .map(({ rule, start }) => `${String(text.slice(0, start).split('\n').length)} ${rule}`);
  } finally {
    workspace.dispose();
  }
}

const around = ['7 blocking-sleep', '8 unawaited-coroutine', '12 blocking-sleep'];

test.each(['pass', 'if a：\n        pass', 'print（a）', 'print(a，b)', 'x ＝ ［a，b］', 'asyncio.sleep（1）'])(
  '%j leaves the rest of the function its findings, and has none of its own',
  async (line) => {
    const extra = line.split('\n').length - 1;
    const expected = around.map((finding) => finding.replace(/^\d+/, (number) => String(Number(number) + extra)));
    expect(await found(program(line))).toEqual(expected);
  },
);

test('a header with full-width punctuation leaves the function its findings', async () => {
  expect(await found(program('pass').replace('load(a, b):', 'load（a， b）：'))).toEqual(around);
});
