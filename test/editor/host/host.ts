import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface HostOptions {
  /** Folder of the VS Code server. */
  readonly vscode: string;
  /** An own folder for everything that this run writes: settings, extensions, logs. */
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly port?: number;
}

/** A VS Code server that listens on this machine only and lets in only who knows its token. */
export interface Host {
  /** As it stands in `vscode-remote:` URIs: host and port. */
  readonly authority: string;
  /** The address that opens the workbench; further parameters as VS Code's web workbench takes them. */
  url(parameters: Readonly<Record<string, string>>): string;
  /** Resolves when the server's process is gone. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** No questions, no first-run pages and nothing that leaves the machine. Folders are not trusted: the extension works all the same. */
const SETTINGS = {
  'security.workspace.trust.startupPrompt': 'never',
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'files.hotExit': 'off',
  'files.autoSave': 'off',
};

export async function startHost(options: HostOptions): Promise<Host> {
  const token = randomBytes(16).toString('hex');
  const child = spawnServer(options, token);
  const port = await listeningPort(child, join(options.home, 'host.log'));
  const authority = `127.0.0.1:${port}`;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const kill = (): void => killGroup(child);
  process.once('exit', kill);
  return {
    authority,
    url: (parameters) => `http://${authority}/?${new URLSearchParams({ tkn: token, ...parameters }).toString()}`,
    ended,
    async stop() {
      process.off('exit', kill);
      kill();
      await ended;
    },
  };
}

function spawnServer({ vscode, home, env, args = [], port = 0 }: HostOptions, token: string): ChildProcess {
  const user = join(home, 'user', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify(SETTINGS, undefined, 2));
  const flags = {
    host: '127.0.0.1',
    port: String(port),
    'connection-token': token,
    'server-data-dir': home,
    'user-data-dir': join(home, 'user'),
    'extensions-dir': join(home, 'extensions'),
    'telemetry-level': 'off',
  };
  const server = [join(vscode, 'out', 'server-main.js'), '--accept-server-license-terms', ...args];
  return spawn(process.execPath, [...server, ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own process group: ending that ends the extension host and the language server too.
    detached: true,
    env: { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...env },
  });
}

function listeningPort(child: ChildProcess, log: string): Promise<number> {
  const file = createWriteStream(log);
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (data: Buffer): void => {
      file.write(data);
      output += data.toString();
      const port = /agent listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`The VS Code server ended with ${code}:\n${output.slice(-2000)}`)));
  });
}

function killGroup(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}
