import type { Language, Tree } from 'web-tree-sitter';
import type { FlatTree } from './flat-tree.ts';
import { deleteTree } from './living-trees.ts';
import { cursorFlattener } from './flatten-cursor.ts';
import { type WasmMemory, memoryFlattener } from './flatten-memory.ts';

export type Flattener = (tree: Tree) => FlatTree;

export interface ChosenFlattener {
  readonly flatten: Flattener;
  /** 'cursor' means that this build of tree-sitter lays out its trees in another way: correct, but ten times slower. */
  readonly reader: 'memory' | 'cursor';
}

/** The quick way to read trees if it reads the samples as the official way does. */
export function chooseFlattener(
  memory: WasmMemory,
  language: Language,
  parse: (text: string) => Tree,
): ChosenFlattener {
  const cursor = cursorFlattener();
  const quick = attempt(() => memoryFlattener(memory, language));
  if (quick !== undefined && samples.every((sample) => readsAlike(cursor, quick, parse(sample)))) {
    return { flatten: quick, reader: 'memory' };
  }
  return { flatten: cursor, reader: 'cursor' };
}

/** Between them: fields, aliases, extras, errors, missing tokens, and leaves too wide to be stored inside their parent. */
const samples: readonly string[] = [
  '',
  '\ufeff# comment\n@d(1)\nasync def f[T](a, /, b: int = 1, *c, **d) -> None:\n  """doc"""\n' +
    '  async with x as y, z: return await f(*a, k=[i async for i in b if i])\n  print(f"{a!r:>{w}}" "\\n")\n',
  'match x:\n  case {"a": [1, *_], **r} | C(k=-1) if r: pass\nfor a, b in c: pass\nelse: x.y[1:2] = 3 if not a else lambda: (yield)\n',
  `x = "${'s'.repeat(300)}" + \\\n${' '.repeat(300)}${'n'.repeat(300)}\ntype A = B\nexcept_ = a not in b is not c\n`,
  'class C(:\n  def f(self:\n    return x.\n  )\nif a\n  b = (1,\nasync def g(: """',
];

function readsAlike(one: Flattener, other: Flattener, tree: Tree): boolean {
  try {
    const a = one(tree);
    const b = attempt(() => other(tree));
    return b?.length === a.length && b.hasError === a.hasError && b.rows.every((value, i) => value === a.rows[i]);
  } finally {
    deleteTree(tree);
  }
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
