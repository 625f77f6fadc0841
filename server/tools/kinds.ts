/**
 * Writes the numbers of tree-sitter-python's node kinds and fields as constants, so that readers of flat trees
 * compare numbers that the compiler knows by name. `npx tsx server/tools/kinds.ts > server/src/syntax/kinds.ts`
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { Language, Parser } from 'web-tree-sitter';

export async function kindsSource(): Promise<string> {
  const { resolve } = createRequire(import.meta.url);
  await Parser.init({ wasmBinary: await readFile(resolve('web-tree-sitter/web-tree-sitter.wasm')) });
  const language = await Language.load(await readFile(resolve('tree-sitter-python/tree-sitter-python.wasm')));
  const source = [
    '/** Generated from tree-sitter-python by server/tools/kinds.ts. */',
    '',
    '/** Named nodes. `error` is text that fits nowhere; `missing` is a node that the parser made up, of length 0. */',
    table('kinds', [...kindEntries(language, true), ['error', 65535], ['missing', 65534]]),
    '',
    '/** Anonymous nodes by their text: keywords, operators, brackets. */',
    table('tokens', kindEntries(language, false)),
    '',
    '/** What a node is to its parent; 0 is none. */',
    table('fields', fieldEntries(language)),
  ].join('\n');
  return format(source, { ...(await resolveConfig(new URL(import.meta.url))), parser: 'typescript' });
}

type Entry = readonly [name: string, id: number];

/** Kinds that share a name share the id that nodes show. */
function kindEntries(language: Language, named: boolean): Entry[] {
  const entries = new Map<string, number>();
  for (let id = 0; id < language.nodeTypeCount; id++) {
    const name = language.nodeTypeForId(id);
    if (name === null || !language.nodeTypeIsVisible(id) || language.nodeTypeIsNamed(id) !== named) continue;
    entries.set(named ? camelCase(name) : name, language.idForNodeType(name, named) ?? id);
  }
  return [...entries];
}

function fieldEntries(language: Language): Entry[] {
  return language.fields.flatMap((name, id) => (name ? [[camelCase(name), id] as const] : []));
}

function table(name: string, entries: readonly Entry[]): string {
  return `export const ${name} = {${entries.map(([key, id]) => `${JSON.stringify(key)}: ${id}`).join(', ')}} as const;`;
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  void kindsSource().then((source) => process.stdout.write(source));
}
