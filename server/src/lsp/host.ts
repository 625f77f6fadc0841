import type { Localized } from '../text/localized.ts';
import type { OnWork } from '../workspace/file-findings.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Client } from './client.ts';

/** What the protocol needs from the machine it runs on. */
export interface Host extends HostFiles {
  /**
   * Loads the grammar; rejects with a reason for the user when it cannot be loaded. From now on the log is in the client's language.
   * The workspace says what it works on, where somebody wants to hear that.
   */
  openWorkspace(client: Client, onWork: OnWork | undefined): Promise<Workspace>;
  /** Ends the server, which has not come up. */
  fail(reason: string): void;
  /** Resolves after the messages that already wait were taken in. */
  pause(): Promise<void>;
  /** Does something so many milliseconds later, unless the function that this gives is called before. */
  after(milliseconds: number, action: () => void): () => void;
  /** Who we are and where we run. */
  about(): { readonly version: string; readonly runtime: string; readonly cacheFolder: string | undefined };
  /**
   * Whether facts are kept on disk from now on, and in which folder if the client has one for us. One that lies in a folder of
   * the workspace is not used.
   */
  useCache(isOn: boolean, folder: string | undefined, folderUris: readonly string[]): void;
}

/** The files of the workspace, on the disk or wherever the editor has them. */
export interface HostFiles {
  /** Whether there can be a file of this uri that may be read. */
  reaches(uri: string): boolean;
  /** The Python files of a folder that belong to its project, by canonical uri. */
  listFiles(folderUri: string): Promise<readonly string[]>;
  /** Of the files that some uris name, and of those in the folders that they name, the ones that `listFiles` gives of the folders. */
  filesAmong(uris: readonly string[], folderUris: readonly string[]): Promise<readonly string[]>;
  /** One spelling for all ways to write a file's uri: clients escape more or fewer characters. */
  canonicalUri(uri: string): string;
  /** Files of more bytes than the limit are unreadable, too. */
  readFile(uri: string, byteLimit: number): Promise<FileOnDisk>;
  /** Another one when the file has been written; undefined when it cannot be read. */
  fileStamp(uri: string): Promise<string | undefined>;
}

/** Decoded as Python does, without a byte order mark; what Python would not read is unreadable. */
export type FileOnDisk =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly reason: Localized };
