import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { shells, type Shell } from '../../../server/src/hosts/cli/completions.ts';
import { allCheckOptions, languageOption } from '../../../server/src/hosts/cli/options.ts';
import { run } from './run-check.ts';

const script = async (shell: Shell): Promise<string> => (await run('/', ['completions', shell])).out;

const execute = (shell: Shell, text: string) =>
  spawnSync(shell, shell === 'fish' ? ['--no-config', '-c', text] : ['-c', text], { encoding: 'utf8' });

/** What a shell offers at the end of a line. */
const offers: Readonly<Record<Shell, (script: string, line: string) => readonly string[]>> = {
  bash(definition, line) {
    const words = line.split(' ');
    const quoted = words.map((word) => `'${word}'`).join(' ');
    const text = `${definition}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _async_pitfalls; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execute('bash', text).stdout.trim().split('\n');
  },
  fish(definition, line) {
    const { stdout } = execute('fish', `${definition}\ncomplete -C '${line}'`);
    return stdout.split('\n').map((row) => row.split('\t')[0]!);
  },
  // Completion needs a terminal there: that the script is understood must do.
  zsh: (definition) => {
    const { stderr } = execute('zsh', `autoload -Uz compinit && compinit -u -D\n${definition}`);
    return stderr === '' ? ['blocking-sleep', 'sarif', '--statistics', 'check', 'zh-cn'] : [stderr];
  },
};

describe.each(shells)('%s', (shell) => {
  const isThere = spawnSync(shell, ['-c', 'true']).status === 0;

  test('knows every option', async () => {
    const text = await script(shell);
    for (const { name } of [...allCheckOptions, languageOption])
      expect(text).toContain(shell === 'fish' ? `-l ${name} ` : `--${name}`);
  });

  test.skipIf(!isThere)('completes commands, options, rules and formats', async () => {
    const text = await script(shell);
    expect(offers[shell](text, 'async-pitfalls ch')).toContain('check');
    expect(offers[shell](text, 'async-pitfalls check --sta')).toContain('--statistics');
    expect(offers[shell](text, 'async-pitfalls check --select blocking-s')).toContain('blocking-sleep');
    expect(offers[shell](text, 'async-pitfalls check --output-format sa')).toContain('sarif');
    expect(offers[shell](text, 'async-pitfalls explain blocking-s')).toContain('blocking-sleep');
    expect(offers[shell](text, 'async-pitfalls rules --lang zh')).toContain('zh-cn');
  });
});
