import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { CACHE, SITE_PACKAGES } from './packages.ts';
import type { Said } from './outcome.ts';

const PROJECT = join(CACHE, 'pyright');

/** What `pyright --outputjson` prints, as far as it matters here; lines and characters count from 0. */
interface PyrightOutput {
  readonly generalDiagnostics: readonly {
    readonly file: string;
    readonly severity: string;
    readonly message: string;
    readonly rule?: string;
    readonly range?: { readonly start: { readonly line: number; readonly character: number } };
  }[];
}

/** What pyright says of these files, by path, in its standard mode. */
export function runPyright(files: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Said[]> {
  rmSync(PROJECT, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(PROJECT, path)), { recursive: true });
    writeFileSync(join(PROJECT, path), text);
  }
  const settings = {
    include: ['.'],
    exclude: [],
    extraPaths: [resolve(SITE_PACKAGES)],
    typeCheckingMode: 'standard',
    pythonVersion: '3.13',
    pythonPlatform: 'Linux',
  };
  writeFileSync(join(PROJECT, 'pyrightconfig.json'), JSON.stringify(settings));
  const script = createRequire(import.meta.url).resolve('pyright/index.js');
  const { stdout, stderr } = spawnSync(process.execPath, [script, '--outputjson', '--project', PROJECT], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (!stdout.startsWith('{')) throw new Error(`pyright: ${stdout}${stderr}`);
  return byPath(JSON.parse(stdout) as PyrightOutput, files);
}

function byPath(output: PyrightOutput, files: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Said[]> {
  const said = new Map<string, Said[]>();
  for (const { file, severity, message, rule = '', range } of output.generalDiagnostics) {
    const path = relative(resolve(PROJECT), file).replaceAll('\\', '/');
    const text = files.get(path);
    if (text === undefined || !range || severity === 'information') continue;
    const start = offsetAt(text, range.start.line) + range.start.character;
    said.set(path, [...(said.get(path) ?? []), { rule, severity, start, message }]);
  }
  return said;
}

function offsetAt(text: string, line: number): number {
  let offset = 0;
  for (let i = 0; i < line; i++) offset = text.indexOf('\n', offset) + 1;
  return offset;
}
