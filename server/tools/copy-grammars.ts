/**
 * Copies the WebAssembly files from their packages to grammars/, with their licences, and writes down in versions.json
 * what they are. Run it (`npm run grammars`) after a change of the packages' versions.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Language, LANGUAGE_VERSION, MIN_COMPATIBLE_VERSION, Parser } from 'web-tree-sitter';

interface Origin {
  readonly version: string;
  /** SPDX identifier; the text lies beside the file. */
  readonly licence: string;
  /** Of the WebAssembly file, in hexadecimal. */
  readonly sha256: string;
}

interface Versions {
  /** `abi`: the oldest and the newest grammar format that the runtime reads. */
  readonly 'web-tree-sitter': Origin & { readonly abi: readonly [oldest: number, newest: number] };
  /** `abi`: the format that the grammar is in. */
  readonly 'tree-sitter-python': Origin & { readonly abi: number };
}

const target = 'grammars';

async function copyGrammars(): Promise<void> {
  mkdirSync(target, { recursive: true });
  const runtime = copyPackage('web-tree-sitter');
  const python = copyPackage('tree-sitter-python');
  await Parser.init({ wasmBinary: readFileSync(join(target, 'web-tree-sitter.wasm')) });
  const language = await Language.load(readFileSync(join(target, 'tree-sitter-python.wasm')));
  const versions: Versions = {
    'web-tree-sitter': { ...runtime, abi: [MIN_COMPATIBLE_VERSION, LANGUAGE_VERSION] },
    'tree-sitter-python': { ...python, abi: language.abiVersion },
  };
  writeFileSync(join(target, 'versions.json'), `${JSON.stringify(versions, null, 2)}\n`);
}

function copyPackage(name: string): Origin {
  const home = join('node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    version: string;
    license: string;
  };
  const wasm = readFileSync(join(home, `${name}.wasm`));
  writeFileSync(join(target, `${name}.wasm`), wasm);
  copyFileSync(join(home, 'LICENSE'), join(target, `LICENSE-${name}`));
  return { version, licence: license, sha256: createHash('sha256').update(wasm).digest('hex') };
}

void copyGrammars();
