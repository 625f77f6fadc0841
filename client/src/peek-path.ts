import { commands, Location, type Position, type Uri, window } from 'vscode';
import type { Location as ProtocolLocation, Position as ProtocolPosition } from 'vscode-languageclient/node';
import { findingsAt } from './findings.ts';
import type { Server } from './server.ts';

/** Where a peek opens and what it lists. */
interface Path {
  readonly uri: Uri;
  readonly position: Position;
  readonly places: readonly Location[];
}

/**
 * Peeks at the places that prove a finding, such as the calls that lead from a coroutine to a blocking one.
 * The server names them as `[uri, position, locations]` of the protocol; without, the finding at the cursor does.
 */
export async function peekPath(server: Server, args: readonly unknown[]): Promise<void> {
  const path = args.length === 3 ? pathFrom(server, args) : pathAtCursor();
  if (path === undefined) {
    void window.showInformationMessage('There is no finding with a call path at the cursor.');
    return;
  }
  await commands.executeCommand('editor.action.peekLocations', path.uri, path.position, path.places, 'peek');
}

function pathFrom(server: Server, args: readonly unknown[]): Path | undefined {
  const convert = server.client?.protocol2CodeConverter;
  if (convert === undefined) return undefined;
  const [uri, position, locations] = args as [string, ProtocolPosition, readonly ProtocolLocation[]];
  return {
    uri: convert.asUri(uri),
    position: convert.asPosition(position),
    places: locations.map((location) => convert.asLocation(location)),
  };
}

function pathAtCursor(): Path | undefined {
  const editor = window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { uri } = editor.document;
  const findings = findingsAt(uri, editor.selection);
  const places = findings.flatMap((finding) => finding.relatedInformation?.map(({ location }) => location) ?? []);
  const first = findings[0];
  if (first === undefined || places.length === 0) return undefined;
  return { uri, position: first.range.start, places: [new Location(uri, first.range), ...places] };
}
