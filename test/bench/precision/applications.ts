import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from '../recall/packages.ts';

/** A pinned application; without its dependencies, as most people have a project when they first open it. */
export interface Application {
  readonly name: string;
  readonly version: string;
  /** Sources have the tests and examples that the people who write an application have in their editor. */
  readonly as: 'wheel' | 'source';
}

const wheel = (name: string, version: string): Application => ({ name, version, as: 'wheel' });
const source = (name: string, version: string): Application => ({ name, version, as: 'source' });

/** What is read and judged whenever something changes. */
export const applications: readonly Application[] = [
  wheel('bbot', '3.0.2'),
  wheel('freqtrade', '2026.9'),
  wheel('langflow-base', '1.13.0'),
  wheel('letta', '0.16.8'),
  wheel('lnbits', '1.6.2'),
  wheel('marimo', '0.25.2'),
  wheel('matrix-synapse', '1.163.2'),
  wheel('mautrix-telegram', '0.15.3'),
  wheel('octobot', '2.1.1'),
  wheel('skypilot', '0.14.1'),
  source('dstack', '0.22.5'),
  source('gns3-server', '3.0.6'),
  source('kopf', '1.45.2'),
  source('red-discordbot', '3.5.24'),
];

/** What was read once, at the end, to see what is said of code that nothing was changed for. */
export const heldOut: readonly Application[] = [
  wheel('cashu', '0.21.0'),
  wheel('crewai', '1.15.30'),
  wheel('khoj', '1.42.10'),
  source('opsdroid', '0.31.0'),
  wheel('appdaemon', '4.5.13'),
  wheel('chainlit', '2.12.0'),
  wheel('jupyterhub', '6.1.1'),
  wheel('maubot', '0.6.0'),
  wheel('autogenstudio', '0.4.2.2'),
  wheel('browser-use', '0.13.14'),
  wheel('esphome', '2026.10.0'),
  wheel('nonebot2', '2.5.0'),
  wheel('posting', '2.11.1'),
  wheel('pymobiledevice3', '11.45.0'),
  wheel('pyplanet', '0.11.12'),
  wheel('vdirsyncer', '0.21.0'),
];

/** The application's folder, downloaded unless it is there. */
export function applicationFolder(application: Application): string {
  const folder = join(CACHE, 'applications', `${application.name}-${application.version}`);
  if (!existsSync(folder)) download(application, folder);
  return folder;
}

/** Prebuilt ones may be for one system, or for older Pythons, only; to read them is all that is done with them. */
const kinds: Readonly<Record<Application['as'], readonly string[]>> = {
  wheel: [
    '--only-binary=:all:',
    '--python-version=3.13',
    '--platform=manylinux_2_28_x86_64',
    '--ignore-requires-python',
  ],
  source: ['--no-binary=:all:'],
};

function download({ name, version, as }: Application, folder: string): void {
  const temporary = `${folder}.part`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  const options = ['--quiet', '--no-deps', `--dest=${temporary}`, ...kinds[as]];
  execFileSync('python3', ['-m', 'pip', 'download', ...options, `${name}==${version}`], { stdio: 'inherit' });
  const archive = join(temporary, readdirSync(temporary)[0]!);
  const unpacked = join(temporary, 'unpacked');
  execFileSync('python3', ['-m', as === 'wheel' ? 'zipfile' : 'tarfile', '-e', archive, unpacked]);
  const root = as === 'wheel' ? unpacked : join(unpacked, readdirSync(unpacked)[0]!);
  // A wheel has lost the file that marks a project's folder; without one, that of this repository would count.
  if (as === 'wheel') writeFileSync(join(root, 'setup.cfg'), '');
  renameSync(root, folder);
  rmSync(temporary, { recursive: true });
}
