import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildExtension, installExtension } from './host/extension.ts';
import { startHost } from './host/host.ts';
import { installedVersion, installedVSCode } from './host/install.ts';
import { runCommand } from './host/missing.ts';
import { onPath } from './host/on-path.ts';

const EXAMPLES = 'examples';

/**
 * `npm start [FOLDER]`: builds the extension and opens VS Code with it on a folder, `examples/` by default:
 * the desktop one where `code` is on PATH, else one that the browser shows.
 */
async function main(chosen: string | undefined): Promise<void> {
  const folder = resolve(chosen ?? EXAMPLES);
  const file = chosen === undefined ? join(folder, 'feeds', 'worker.py') : undefined;
  const desktop = onPath(['code']);
  if (desktop === undefined) await serve(folder, file);
  else openDesktop(desktop, folder, file);
}

function openDesktop(desktop: string, folder: string, file: string | undefined): void {
  buildExtension();
  const opened = file === undefined ? [folder] : [folder, file];
  spawn(desktop, ['--new-window', `--extensionDevelopmentPath=${resolve('.')}`, ...opened], { stdio: 'inherit' });
}

/** `file`: what is open at the start. */
async function serve(folder: string, file: string | undefined): Promise<void> {
  const vscode = installedVSCode();
  buildExtension();
  const home = resolve('.test-editor', 'start');
  rmSync(home, { recursive: true, force: true });
  installExtension(join(home, 'extensions'));
  const host = await startHost({ vscode, home });
  const open = file === undefined ? [] : [['openFile', `vscode-remote://${host.authority}${file}`]];
  const url = host.url({ folder, payload: JSON.stringify(open) });
  console.log(`VS Code ${installedVersion(vscode)} with Async Pitfalls, until Ctrl+C:\n\n  ${url}\n`);
  process.once('SIGINT', () => void host.stop());
  process.once('SIGTERM', () => void host.stop());
  await host.ended;
}

void runCommand(() => main(process.argv[2]));
