import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildExtension, installExtension } from './host/extension.ts';
import { startHost } from './host/host.ts';
import { installedVersion, installedVSCode } from './host/install.ts';
import { onPath } from './host/on-path.ts';

/**
 * `npm start [FOLDER]`: builds the extension and opens VS Code with it on a folder, `examples/` by default:
 * the desktop one where `code` is on PATH, else one that the browser shows.
 */
async function main(folder: string): Promise<void> {
  buildExtension();
  const desktop = onPath(['code']);
  if (desktop === undefined) await serve(folder);
  else spawn(desktop, ['--new-window', `--extensionDevelopmentPath=${resolve('.')}`, folder], { stdio: 'inherit' });
}

async function serve(folder: string): Promise<void> {
  const vscode = installedVSCode();
  const home = resolve('.test-editor', 'start');
  rmSync(home, { recursive: true, force: true });
  installExtension(join(home, 'extensions'));
  const host = await startHost({ vscode, home });
  console.log(`VS Code ${installedVersion(vscode)} with Async Pitfalls, until Ctrl+C:\n\n  ${host.url({ folder })}\n`);
  process.once('SIGINT', () => void host.stop());
  process.once('SIGTERM', () => void host.stop());
  await host.ended;
}

void main(resolve(process.argv[2] ?? 'examples'));
