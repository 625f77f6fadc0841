import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandLineSettings } from '../engine/settings.ts';
import type { CodeOrText } from '../text/localized.ts';
import type { WorkspaceOptions } from '../workspace/create-workspace.ts';
import type { FactsCache } from '../workspace/facts-cache.ts';
import type { OnWork } from '../workspace/file-findings.ts';
import type { FindingsCache } from '../workspace/kept-findings.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { loadWorkspace } from './anywhere/load-workspace.ts';
import { logSkipped } from './anywhere/unreadable.ts';
import { compileLess } from './compile-less.ts';
import { installedPackages } from './installed-packages.ts';

/** What the build puts beside the bundle; running from source needs a build, too. */
const ASSETS = existsSync(join(__dirname, 'libraries.json')) ? __dirname : join(__dirname, '../../../dist');

interface OpenOptions {
  readonly log: (message: CodeOrText) => void;
  /** By default those that this process finds. */
  readonly installed?: WorkspaceOptions['installed'];
  readonly cache: FactsCache | undefined;
  readonly findingsCache?: FindingsCache | undefined;
  readonly commandLine?: CommandLineSettings;
  readonly onWork?: OnWork | undefined;
}

export async function openWorkspace({ log, installed, ...options }: OpenOptions): Promise<Workspace> {
  compileLess();
  const [runtime, language] = await Promise.all([
    readFile(join(ASSETS, 'web-tree-sitter.wasm')),
    readFile(join(ASSETS, 'tree-sitter-python.wasm')),
  ]);
  return loadWorkspace({
    ...options,
    grammarFiles: { runtime, language },
    libraries: () => readFileSync(join(ASSETS, 'libraries.json'), 'utf8'),
    log,
    installed: installed ?? installedPackages(process.env, logSkipped(log)),
  });
}
