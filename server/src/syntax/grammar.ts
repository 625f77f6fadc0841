import { Language, Parser } from 'web-tree-sitter';
import type { FlatTree } from './flat-tree.ts';
import { type Flattener, cursorFlattener } from './flatten.ts';

/** The bytes of `web-tree-sitter.wasm` and `tree-sitter-python.wasm`. */
export interface GrammarFiles {
  readonly runtime: Uint8Array;
  readonly language: Uint8Array;
}

/** The Python parser. One per process is enough: it keeps no text. */
export interface Grammar {
  readonly parser: Parser;
  readonly flatten: Flattener;
}

export async function createGrammar(files: GrammarFiles): Promise<Grammar> {
  await Parser.init({ wasmBinary: files.runtime });
  const language = await Language.load(files.language);
  const parser = new Parser();
  parser.setLanguage(language);
  return { parser, flatten: cursorFlattener() };
}

/** The tree of a text that stays as it is. */
export function parseOnce(grammar: Grammar, text: string): FlatTree {
  const tree = grammar.parser.parse(text);
  if (tree === null) throw new Error('tree-sitter gave no tree');
  try {
    return grammar.flatten(tree);
  } finally {
    tree.delete();
  }
}
