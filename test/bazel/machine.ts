import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { keptFolder } from '../unit/cli/temp-folder.ts';

/** A checkout of the tree on a machine of its own: nothing that Bazel keeps locally is shared. */
export interface Checkout {
  readonly folder: string;
  /** Builds all findings, and says of which packages they were made here and of which they came from the cache. */
  build(): { readonly made: readonly string[]; readonly cached: readonly string[] };
  /** Replaces a text in a file. */
  edit(path: string, from: string, to: string): void;
  /** What was found in all packages, by position. */
  findings(): readonly Found[];
  stop(): void;
}

export interface Found {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

const PROGRAM = ['cli.js', 'program.js', 'libraries.json', 'tree-sitter-python.wasm', 'web-tree-sitter.wasm'];

/** Of the tree in this folder, with the built command line in it. */
export function checkout(cache: string): Checkout {
  const folder = keptFolder({});
  const kept = keptFolder({});
  cpSync(resolve('test/bazel/tree'), folder, { recursive: true });
  for (const name of PROGRAM) cpSync(resolve('dist', name), join(folder, 'tools/dist', name));
  writeFileSync(
    join(folder, 'WORKSPACE'),
    `workspace(name = "tree")\n\nlocal_repository(name = "async_pitfalls", path = ${JSON.stringify(resolve('bazel'))})\n`,
  );
  const bazel = (...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync('bazel', [`--output_user_root=${kept}`, ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  const all = [
    ...['//...', '--aspects=//tools:defs.bzl%async_pitfalls', '--output_groups=async_pitfalls'],
    ...[`--remote_cache=${cache}`, '--remote_upload_local_results'],
  ];
  return {
    folder,
    build() {
      const log = join(kept, 'log.json');
      bazel('build', ...all, `--execution_log_json_file=${log}`);
      return actionsIn(readFileSync(log, 'utf8'));
    },
    edit(path, from, to) {
      const before = readFileSync(join(folder, path), 'utf8');
      if (!before.includes(from)) throw new Error(`${path} has no \`${from}\``);
      writeFileSync(join(folder, path), before.replace(from, to));
    },
    findings() {
      const bin = bazel('info', 'bazel-bin').trim();
      return PACKAGES.flatMap(
        (name) => JSON.parse(readFileSync(join(bin, `${name}.async-pitfalls.json`), 'utf8')) as Found[],
      ).sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
    },
    stop: () => void bazel('shutdown'),
  };
}

/** Those of the tree, by the targets that make their findings. */
export const PACKAGES = ['core/core', 'store/store', 'web/web', 'app/app', 'jobs/queue', 'jobs/worker'];

interface Action {
  readonly mnemonic: string;
  readonly runner: string;
  readonly listedOutputs: readonly string[];
}

/** The log is one object of JSON after the other. */
function actionsIn(log: string): ReturnType<Checkout['build']> {
  const actions = (JSON.parse(`[${log.replace(/^\}\s*\{/gm, '},{')}]`) as readonly Action[]).filter(
    ({ mnemonic }) => mnemonic === 'AsyncPitfalls',
  );
  const named = (isCached: boolean): readonly string[] =>
    actions
      .filter(({ runner }) => runner.includes('cache hit') === isCached)
      .map(({ listedOutputs }) => listedOutputs[0]!.replace(/^.*\/bin\/(.*)\.async-pitfalls\.json$/, '$1'))
      .sort();
  return { made: named(false), cached: named(true) };
}

/** An nginx that keeps what is put there: a remote cache as anybody can have it. */
export async function remoteCache(): Promise<{ readonly url: string; stop(): void }> {
  const folder = keptFolder({});
  mkdirSync(join(folder, 'kept'));
  const port = await freePort();
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; user ${userInfo().username}; error_log ${folder}/error.log; pid ${folder}/pid; events {}
http {
  access_log off; client_max_body_size 100m;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${String(port)}; root ${folder}/kept; location / { dav_methods PUT; create_full_put_path on; } }
}
`,
  );
  const server = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });
  const url = `http://127.0.0.1:${String(port)}`;
  while (!(await isThere(url))) await new Promise((next) => setTimeout(next, 100));
  return { url, stop: () => void server.kill() };
}

const isThere = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });
}
