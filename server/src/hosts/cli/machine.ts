import type { CommandLineSettings } from '../../engine/settings.ts';
import type { Language } from '../../text/localized.ts';
import type { CheckOptions } from './arguments.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Doing } from './progress.ts';

/** What the command line needs from the process that it runs in. */
export interface Machine {
  readonly cwd: string;
  readonly colored: boolean;
  /** Of all that is printed. */
  readonly language: Language;
  /** Whether the user has named it here and now. */
  readonly isLanguageNamed: boolean;
  out(text: string | Buffer): void;
  /** Beside the output. */
  err(text: string): void;
  /** Shows for a moment how far the work is; undefined where nobody watches. */
  readonly progress?: (doing: Doing, done: number, total: number) => void;
  /** Rejects with what `reasonOf` understands, if more comes than the limit allows. */
  stdin(byteLimit: number): Promise<Buffer>;
  /** Comes each time that something below some folders has changed, until nobody wants it any more. */
  changes(folders: readonly string[]): AsyncIterable<unknown>;
  openWorkspace(
    settings: CommandLineSettings,
    caching: Pick<CheckOptions, 'cache' | 'cacheFolder' | 'shard'>,
  ): Promise<Workspace>;
  /** Resolves when the client is gone. */
  startServer(): Promise<void>;
}

/** https://github.com/async-pitfalls/async-pitfalls#command-line */
export const exitCodes = { clean: 0, found: 1, failed: 2 } as const;
