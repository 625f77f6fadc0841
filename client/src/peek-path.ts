import { type CodeAction, commands, l10n, type Location, type Position, type Uri, window } from 'vscode';
import { type CallPath, clientCommands } from '../../server/src/lsp/protocol.ts';
import type { Server } from './server.ts';

/** Where a peek opens and what it lists. */
interface Path {
  readonly uri: Uri;
  readonly position: Position;
  readonly places: readonly Location[];
}

/**
 * Peeks at the calls that lead from a coroutine to a blocking one. The server names them as `[uri, position, locations]` of the
 * protocol; without, those of the finding at the cursor are meant.
 */
export async function peekPath(server: Server, args: readonly unknown[]): Promise<void> {
  const named = args.length === 3 ? args : await argumentsAtCursor();
  const path = named && pathFrom(server, named);
  if (path === undefined) {
    void window.showInformationMessage(l10n.t('There is no finding with a call path at the cursor.'));
    return;
  }
  await commands.executeCommand('editor.action.peekLocations', path.uri, path.position, path.places, 'peek');
}

function pathFrom(server: Server, args: readonly unknown[]): Path | undefined {
  const convert = server.client?.protocol2CodeConverter;
  if (convert === undefined) return undefined;
  const [uri, position, locations] = args as unknown as CallPath;
  return {
    uri: convert.asUri(uri),
    position: convert.asPosition(position),
    places: locations.map((location) => convert.asLocation(location)),
  };
}

/** The server offers the path of the finding at the cursor, else of one on its line, as a code action. */
async function argumentsAtCursor(): Promise<readonly unknown[] | undefined> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  const lines = document.lineAt(selection.start).range.union(document.lineAt(selection.end).range);
  for (const range of [selection, lines]) {
    const actions = await commands.executeCommand<readonly CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
    );
    const offered = actions.find(({ command }) => command?.command === clientCommands.peekPath);
    if (offered?.command?.arguments !== undefined) return offered.command.arguments as readonly unknown[];
  }
  return undefined;
}
