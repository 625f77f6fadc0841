import type { InitializeParams, WorkspaceFolder } from 'vscode-languageserver';
import { type Language, languageOf } from '../text/localized.ts';
import { memberOf } from './preferences.ts';
import type { WatchedWork } from './protocol.ts';

/** What the client can do, read once from its `initialize` request. */
export interface Client {
  /** Asks for diagnostics, and can be told to ask again. All others get them pushed: an answer alone would grow stale. */
  readonly pullsDiagnostics: boolean;
  readonly diagnostics: DiagnosticAbilities;
  /** Of all that the user reads. */
  readonly language: Language;
  readonly versionedEdits: boolean;
  /** Edits may say what they are, and that the user is to confirm them: a preview groups them by that. */
  readonly annotatesEdits: boolean;
  readonly codeActionLiterals: boolean;
  readonly preferredActions: boolean;
  /** Code actions may come without their edit, which is asked for when the user chooses one. */
  readonly resolvesEdits: boolean;
  readonly hoverMarkdown: boolean;
  /** Tells of notebooks as such, and not only of their cells. */
  readonly syncsNotebooks: boolean;
  /** `workspace/configuration` is answered. */
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly changesFolders: boolean;
  /** Can be told to ask again for these. */
  readonly refreshes: { readonly codeLens: boolean; readonly inlayHints: boolean };
  /** Commands the client carries out when a code action names them. */
  readonly commands: ReadonlySet<string>;
  /** The workspace's folders at the start, as the client spells their uris. */
  readonly folders: readonly string[];
  /** The client answers questions about files, see `lsp/protocol.ts`. */
  readonly readsFiles: boolean;
  /** What the client saw the server hang over; undefined where it does not watch. */
  readonly leftAlone: readonly WatchedWork[] | undefined;
  /** Uri of the folder with what the build has put beside a server that has no disk. */
  readonly assets: string | undefined;
}

export interface DiagnosticAbilities {
  readonly version: boolean;
  readonly tags: boolean;
  readonly related: boolean;
  readonly links: boolean;
}

export function readClient(params: InitializeParams): Client {
  const { textDocument, workspace } = params.capabilities;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true,
    diagnostics: readDiagnosticAbilities(params),
    language: languageOf(params.locale),
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    annotatesEdits:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.changeAnnotationSupport !== undefined,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    preferredActions: textDocument?.codeAction?.isPreferredSupport === true,
    resolvesEdits:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    hoverMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') ?? false,
    syncsNotebooks: params.capabilities.notebookDocument?.synchronization !== undefined,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    refreshes: {
      codeLens: workspace?.codeLens?.refreshSupport === true,
      inlayHints: workspace?.inlayHint?.refreshSupport === true,
    },
    commands: readCommands(params.initializationOptions),
    folders: readFolders(params),
    readsFiles: memberOf(params.initializationOptions, 'readsFiles') === true,
    leftAlone: readLeftAlone(memberOf(params.initializationOptions, 'leftAlone')),
    assets: textOf(memberOf(params.initializationOptions, 'assets')),
  };
}

/** Up to LSP 3.17 clients say for `publishDiagnostics` what also holds for pulled ones. */
function readDiagnosticAbilities({ capabilities }: InitializeParams): DiagnosticAbilities {
  const published = capabilities.textDocument?.publishDiagnostics;
  const pulled = capabilities.textDocument?.diagnostic;
  return {
    version: published?.versionSupport === true,
    tags: (published?.tagSupport ?? pulled?.tagSupport) !== undefined,
    related: (published?.relatedInformation ?? pulled?.relatedInformation) === true,
    links: (published?.codeDescriptionSupport ?? pulled?.codeDescriptionSupport) === true,
  };
}

function readCommands(options: unknown): ReadonlySet<string> {
  const commands = memberOf(options, 'commands');
  return new Set(Array.isArray(commands) ? commands.filter((name) => typeof name === 'string') : []);
}

function readLeftAlone(works: unknown): readonly WatchedWork[] | undefined {
  if (!Array.isArray(works)) return undefined;
  return works.flatMap((work) => {
    const [uri, hash] = [textOf(memberOf(work, 'uri')), textOf(memberOf(work, 'hash'))];
    return uri !== undefined && hash !== undefined ? [{ uri, hash }] : [];
  });
}

function readFolders({ workspaceFolders, rootUri }: DeprecatedRoot): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}

/** Clients from before workspace folders name one root. */
interface DeprecatedRoot {
  readonly workspaceFolders?: WorkspaceFolder[] | null;
  readonly rootUri?: string | null;
}

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
