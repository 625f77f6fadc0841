import type { PeerLibrary } from '../../../server/tools/peer-lines.ts';

/** A fixture as its tool tests itself with it, and what the tool marks in it. */
export interface PeerFixture {
  readonly tool: 'flake8-async' | 'ruff';
  readonly name: string;
  readonly text: string;
  readonly library: PeerLibrary;
  /** Lines, from 1, by code. */
  readonly marked: ReadonlyMap<string, ReadonlySet<number>>;
  /** Names of calls that block, where the tool is told of them. */
  readonly blocking: readonly string[];
}

/** Adds a line to those that are marked with a code. */
export function mark(marked: Map<string, Set<number>>, code: string, line: number): void {
  marked.set(code, (marked.get(code) ?? new Set()).add(line));
}
