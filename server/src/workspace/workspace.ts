import type { Finding } from '../engine/finding.ts';

/** A change of an open document as LSP reports it, in UTF-16 offsets of the text before it; without a range the text is new. */
export interface ContentChange {
  readonly start?: number;
  readonly end?: number;
  readonly text: string;
}

/** The state of all known files. Three events go in; findings come out. Hosts and the protocol talk to this alone. */
export interface Workspace {
  /** An open document's text is this, by incremental changes or as a whole. */
  edited(uri: string, changes: readonly ContentChange[]): void;
  /** The document is closed: what is on disk counts again. */
  closed(uri: string): void;
  /** What the disk holds; undefined when there is no such file. Ignored for open documents until they are closed. */
  disk(uri: string, text: string | undefined): void;
  /** Text as analysed; undefined for unknown files. */
  text(uri: string): string | undefined;
  /** The file's findings after settings and suppressions, by position. Pure: asking twice on one revision gives the same. */
  findings(uri: string): readonly Finding[];
  /** Counts every change of anything. */
  readonly revision: number;
  /** Frees the trees. */
  dispose(): void;
}
