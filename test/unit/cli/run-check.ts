import type { Machine } from '../../../server/src/hosts/cli/machine.ts';
import { main } from '../../../server/src/hosts/cli/main.ts';
import { wordWorkspace } from './word-workspace.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  /** The lines beside the output, without the program's name. */
  readonly complaints: readonly string[];
}

/** Runs the command line in this process, over the workspace that knows words only. */
export async function run(
  cwd: string,
  args: readonly string[],
  changes: Partial<Omit<Machine, 'isLanguageNamed'>> = {},
): Promise<Outcome> {
  let out = '';
  let beside = '';
  const code = await main(args, {
    cwd,
    colored: false,
    language: 'en',
    out: (text) => (out += text.toString()),
    err: (text) => (beside += text),
    stdin: () => Promise.reject(new Error('nothing comes in here')),
    changes: () => Promise.reject(new Error('nothing changes here')) as never,
    openWorkspace: (commandLine) => Promise.resolve(wordWorkspace(commandLine)),
    startServer: () => Promise.reject(new Error('no server here')),
    ...changes,
  });
  const complaints = beside.split('\n').filter((line) => line !== '');
  return { code, out, complaints: complaints.map((line) => line.replace(/^async-pitfalls: /, '')) };
}
