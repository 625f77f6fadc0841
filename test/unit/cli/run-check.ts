import type { Machine } from '../../../server/src/hosts/cli/machine.ts';
import { main } from '../../../server/src/hosts/cli/main.ts';
import { wordWorkspace } from './word-workspace.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly complaints: readonly string[];
}

/** Runs the command line in this process, over the workspace that knows words only. */
export async function run(cwd: string, args: readonly string[], changes: Partial<Machine> = {}): Promise<Outcome> {
  let out = '';
  const complaints: string[] = [];
  const code = await main(args, {
    cwd,
    colored: false,
    out: (text) => (out += text),
    complain: (line) => complaints.push(line),
    openWorkspace: (choice) => Promise.resolve(wordWorkspace(choice)),
    startServer: () => Promise.reject(new Error('no server here')),
    ...changes,
  });
  return { code, out, complaints };
}
