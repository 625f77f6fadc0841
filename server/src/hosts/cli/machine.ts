import type { Workspace } from '../../workspace/workspace.ts';
import type { CheckOptions } from './arguments.ts';

/** What the command line needs from the process that it runs in. */
export interface Machine {
  readonly cwd: string;
  readonly colored: boolean;
  out(text: string): void;
  /** One line for the user beside the output. */
  complain(line: string): void;
  openWorkspace(options: CheckOptions): Promise<Workspace>;
  /** Resolves when the client is gone. */
  startServer(): Promise<void>;
}

/** https://github.com/async-pitfalls/async-pitfalls#command-line */
export const exitCodes = { clean: 0, found: 1, failed: 2 } as const;
