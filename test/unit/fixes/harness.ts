import { execFileSync } from 'node:child_process';
import { expect } from 'vitest';
import { extractFacts } from '../../../server/src/facts/extract.ts';
import type { Facts } from '../../../server/src/facts/facts.ts';
import type { NodeKind, NodeOf } from '../../../server/src/facts/nodes.ts';
import type { Edit, MakeEdits } from '../../../server/src/fixes/fix.ts';
import type { ChunkView } from '../../../server/src/project/model/chunk-view.ts';
import { createProject } from '../../../server/src/project/model/create-project.ts';
import { chunkView } from '../../../server/src/project/model/view.ts';
import type { SourceFile } from '../../../server/src/project/names/project.ts';
import { parseOnce } from '../../../server/src/syntax/chunk-tree.ts';
import type { Grammar } from '../../../server/src/syntax/grammar.ts';
import { applyEdits } from '../../../server/src/text/edits.ts';
import { splitChunks } from '../../../server/src/text/split-chunks.ts';
import { testGrammar } from '../../harness/grammar.ts';

/** What the tests' code imports, as far as its types matter. */
const stubs: Readonly<Record<string, string>> = {
  builtins: `
class object: ...
class int: ...
class str: ...
class staticmethod: ...
class classmethod: ...
class property: ...
`,
  asyncio: `
class Lock:
    async def __aenter__(self) -> None: ...
    async def __aexit__(self, *args) -> None: ...
    async def acquire(self) -> bool: ...
    def release(self) -> None: ...
`,
  threading: `
class Lock:
    def __enter__(self) -> bool: ...
    def __exit__(self, *args) -> None: ...
    def acquire(self, blocking: bool = ...) -> bool: ...
    def release(self) -> None: ...
class RLock(Lock): ...
`,
};

export interface Options {
  readonly python?: readonly [number, number];
  readonly isNotebook?: boolean;
}

const FILE = 'file:///app.py';

interface Change<K extends NodeKind> {
  /** Kind and source text of the node that the fix is asked about; the first such node counts. */
  readonly kind: K;
  readonly source: string;
  readonly edits: (view: ChunkView, node: NodeOf<K>) => readonly Edit[] | MakeEdits | undefined;
  readonly options?: Options;
}

/** The text after a fix, which must be good Python; undefined where there is no fix. */
export async function fixed<K extends NodeKind>(text: string, change: Change<K>): Promise<string | undefined> {
  const grammar = await testGrammar();
  const { views, starts } = viewsOf(grammar, text, change.options ?? {});
  const edits = editsIn(views, change);
  if (!edits) return undefined;
  const placed = edits.map(({ at, newText }) => {
    expect(at.uri).toBe(FILE);
    const base = starts[at.chunk] ?? 0;
    return { start: base + at.start, end: base + at.end, newText };
  });
  const result = applyEdits(text, placed);
  const { errors } = extractFacts(parseOnce(grammar, result), result);
  expect(errors, result).toEqual([]);
  results.add(result);
  return result;
}

function editsIn<K extends NodeKind>(views: readonly ChunkView[], { kind, source, edits }: Change<K>) {
  for (const view of views) {
    const node = view.facts.nodes.find(
      (candidate): candidate is NodeOf<K> => candidate.kind === kind && view.source(candidate) === source,
    );
    if (!node) continue;
    const made = edits(view, node);
    return typeof made === 'function' ? made() : made;
  }
  throw new Error(`no ${kind} reads ${source}`);
}

function viewsOf(grammar: Grammar, text: string, { python = [3, 12], isNotebook = false }: Options) {
  const chunks: { readonly text: string; readonly facts: Facts }[] = [];
  const read = (chunk: string): number =>
    chunks.push({ text: chunk, facts: extractFacts(parseOnce(grammar, chunk), chunk) }) - 1;
  const { starts } = splitChunks(text);
  const own = starts.map((start, i) => read(text.slice(start, starts[i + 1])));
  const files = new Map([[FILE, sourceFile(FILE, 'app', own, isNotebook)]]);
  for (const [name, stub] of Object.entries(stubs))
    files.set(`stub:/${name}.pyi`, sourceFile(`stub:/${name}.pyi`, name, [read(stub)], false));
  const project = createProject({
    file: (uri) => files.get(uri),
    facts: (chunk) => chunks[chunk]?.facts,
    textOf: (chunk) => chunks[chunk]?.text,
    uriOf: (chunk) => [...files].find(([, file]) => file.chunks.includes(chunk))?.[0],
    importContext: () => '',
    filesWith: () => [],
    filesNaming: () => [FILE],
    durabilityOf: () => 0,
    durabilityOfChunk: () => 0,
    resolveModule: (module) => (module in stubs ? `stub:/${module}.pyi` : undefined),
    python: () => python,
    configuration: () => ({
      blocking: [],
      nonBlocking: [],
      offLoaders: [],
      taskSpawners: [],
      asyncTests: undefined,
      wantsTestPlugin: false,
    }),
  });
  const sources = { chunkText: (chunk: number) => chunks[chunk]?.text ?? '' };
  return { views: own.flatMap((id) => chunkView(project, sources, FILE, id) ?? []), starts };
}

const sourceFile = (uri: string, module: string, chunks: readonly number[], isNotebook: boolean): SourceFile => ({
  uri,
  module,
  fullName: module,
  isPackage: false,
  isStub: uri.startsWith('stub:'),
  isLibrary: uri.startsWith('stub:'),
  isNotebook,
  chunks,
});

const results = new Set<string>();

const COMPILE = `
import ast, json, sys
for text in json.load(sys.stdin):
    try:
        compile(text, 'fixed.py', 'exec', flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        print(error, text, sep='\\n')
`;

/** What the Python of this machine, if there is one, says against the results so far. */
export function complaintsOfPython(): string {
  const texts = [...results].map((text) => text.replace(/^\uFEFF/, ''));
  try {
    return execFileSync('python3', ['-c', COMPILE], { input: JSON.stringify(texts), encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
