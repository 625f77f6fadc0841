import { readFileSync } from 'node:fs';
import { createGrammar, type Grammar } from '../../server/src/syntax/grammar.ts';
import { createWorkspace } from '../../server/src/workspace/create-workspace.ts';
import { libraryOf } from '../../server/src/workspace/library.ts';
import type { Libraries } from '../../server/src/workspace/project-files.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { collectLibraries } from '../../server/tools/libraries.ts';

let grammar: Promise<Grammar> | undefined;
let libraries: Libraries | undefined;

export const testGrammar = (): Promise<Grammar> =>
  (grammar ??= createGrammar({
    runtime: readFileSync('grammars/web-tree-sitter.wasm'),
    language: readFileSync('grammars/tree-sitter-python.wasm'),
  }));

export function testLibraries(): Libraries {
  if (!libraries) {
    const { standard, described } = collectLibraries();
    libraries = {
      standard: libraryOf('stdlib:', new Map(Object.entries(standard))),
      others: [libraryOf('described:', new Map(Object.entries(described)))],
    };
  }
  return libraries;
}

export const FOLDER = 'file:///project';

/** A workspace with one folder and these files in it, by path. */
export async function testWorkspace(
  files: Readonly<Record<string, string>>,
  settings: unknown = {},
): Promise<Workspace> {
  const workspace = createWorkspace({
    grammar: await testGrammar(),
    libraries: testLibraries(),
    defaultPython: [3, 13],
    log: (message) => {
      throw new Error(message);
    },
  });
  workspace.configured([{ uri: FOLDER, settings, interpreter: undefined }]);
  for (const [path, text] of Object.entries(files)) workspace.disk(`${FOLDER}/${path}`, text);
  return workspace;
}
