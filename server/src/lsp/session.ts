import type { Connection } from 'vscode-languageserver';
import type { ShownFindings } from '../shown/shown-findings.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Client } from './client.ts';
import type { DiagnosticChannel } from './diagnostics.ts';
import type { Documents } from './documents.ts';
import type { Host } from './host.ts';
import type { Log } from './log.ts';
import type { Preferences } from './preferences.ts';
import type { Readiness } from './readiness.ts';
import type { LeftAlone } from './watched-work.ts';
import type { TypingFollower } from './typing.ts';

/** What the features of one connection share. */
export interface Session extends SessionBase {
  readonly diagnostics: DiagnosticChannel;
  readonly typing: TypingFollower;
  /** Settings or files on disk changed: shows what follows from it. */
  refresh(): void;
}

export interface SessionBase {
  readonly connection: Connection;
  readonly client: Client;
  readonly host: Host;
  readonly workspace: Workspace;
  readonly shown: ShownFindings;
  readonly documents: Documents;
  readonly readiness: Readiness;
  readonly log: Log;
  readonly leftAlone: LeftAlone;
  /** Set as the settings arrive. */
  readonly preferences: { value: Preferences };
}
