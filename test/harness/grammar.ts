import { readFileSync } from 'node:fs';
import { errorRows } from '../../server/src/syntax/flat-tree.ts';
import { parseOnce } from '../../server/src/syntax/chunk-tree.ts';
import { type Grammar, createGrammar } from '../../server/src/syntax/grammar.ts';

let grammar: Promise<Grammar> | undefined;

/** The parser from grammars/, one per process. */
export function testGrammar(): Promise<Grammar> {
  grammar ??= createGrammar({
    runtime: readFileSync('grammars/web-tree-sitter.wasm'),
    language: readFileSync('grammars/tree-sitter-python.wasm'),
  });
  return grammar;
}

/** How many places of a text tree-sitter cannot parse. */
export async function syntaxErrors(text: string): Promise<number> {
  return errorRows(parseOnce(await testGrammar(), text)).length;
}
