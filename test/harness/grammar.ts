import { readFileSync } from 'node:fs';
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
