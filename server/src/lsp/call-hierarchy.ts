import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Location,
  SymbolKind,
} from 'vscode-languageserver';
import { inAllLanguages, type Localized } from '../text/localized.ts';
import type { LoopFunction, LoopStep, LoopWay, Place } from '../workspace/loop-functions.ts';
import { locator } from './documents.ts';
import { culpritOf, wayText } from './loop-texts.ts';
import { requestPage } from './request-page.ts';
import { safeRequest } from './safe.ts';
import type { Session } from './session.ts';

/** What an item is about: a function by the place of its name, or what blocks by its own place. */
interface ItemData {
  readonly uri: string;
  readonly start: number;
  readonly isCulprit: boolean;
}

/** The calls from coroutines to what blocks the event loop or starts one, step by step; other calls are not told. */
export function registerCallHierarchy(session: Session): void {
  const { connection, workspace } = session;
  const { callHierarchy } = connection.languages;
  callHierarchy.onPrepare(
    safeRequest(connection, 'prepareCallHierarchy', null, async ({ textDocument, position }, token) => {
      const page = await requestPage(session, textDocument.uri, token);
      // Documents beyond the size limit are not analysed.
      if (page === undefined || workspace.text(page.whole.uri) !== page.whole.getText()) return null;
      const found = itemAt(session, page.whole.uri, page.offsetAt(position));
      return found ? [found] : null;
    }),
  );
  callHierarchy.onIncomingCalls(
    safeRequest(connection, 'incomingCalls', null, ({ item }) => incoming(session, item.data as ItemData)),
  );
  callHierarchy.onOutgoingCalls(
    safeRequest(connection, 'outgoingCalls', null, ({ item }) => outgoing(session, item.data as ItemData)),
  );
}

/** What a call leads to, else the function in whose head the cursor is. */
function itemAt(session: Session, uri: string, offset: number): CallHierarchyItem | undefined {
  const found = session.workspace.loop.around(uri, offset);
  if (!found) return undefined;
  const way = found.ways.find(({ path: [first] }) => first && first.at.start <= offset && offset <= first.at.end);
  if (way) return calleeOf(session, way);
  const head = session.workspace.text(uri)?.slice(found.whole.start, found.at.end) ?? '';
  return offset >= found.at.start - head.length && offset <= found.at.end ? functionItem(session, found) : undefined;
}

function incoming(session: Session, { uri, start, isCulprit }: ItemData): CallHierarchyIncomingCall[] {
  const { loop } = session.workspace;
  const found = loop.around(uri, start);
  if (!found) return [];
  if (isCulprit) {
    const calls = found.ways.flatMap(({ path }) => path.filter(({ at }) => at.uri === uri && at.start === start));
    return fromFunction(session, found, calls[0]?.at);
  }
  const direct = loop.callersOf(found).filter(({ distance }) => distance === 1);
  return direct.flatMap(({ caller, call }) => fromFunction(session, caller, call));
}

function fromFunction(session: Session, caller: LoopFunction, call: Place | undefined): CallHierarchyIncomingCall[] {
  const from = functionItem(session, caller);
  const range = call && locationOf(session, call)?.range;
  return from && range ? [{ from, fromRanges: [range] }] : [];
}

function outgoing(session: Session, { uri, start, isCulprit }: ItemData): CallHierarchyOutgoingCall[] {
  const found = isCulprit ? undefined : session.workspace.loop.around(uri, start);
  const calls = new Map<string, CallHierarchyOutgoingCall>();
  for (const way of found?.ways ?? []) {
    const to = calleeOf(session, way);
    const range = way.path[0] && locationOf(session, way.path[0].at)?.range;
    if (!to || !range) continue;
    const key = JSON.stringify(to.data);
    const known = calls.get(key);
    const isNew = known?.fromRanges.every((other) => JSON.stringify(other) !== JSON.stringify(range)) ?? true;
    calls.set(key, { to, fromRanges: [...(known?.fromRanges ?? []), ...(isNew ? [range] : [])] });
  }
  return [...calls.values()];
}

/** Where the first step of a way leads: into the function with the next step, or to what blocks. */
function calleeOf(session: Session, way: LoopWay): CallHierarchyItem | undefined {
  const [first, next] = way.path;
  const callee = next && session.workspace.loop.around(next.at.uri, next.at.start);
  if (callee) return functionItem(session, callee);
  return first && culpritItem(session, way, first);
}

function functionItem(session: Session, found: LoopFunction): CallHierarchyItem | undefined {
  const [way] = found.ways;
  return item(session, inAllLanguages(found.name), way && wayText(way), found.whole, found.at, false);
}

const culpritItem = (session: Session, way: LoopWay, { at }: LoopStep): CallHierarchyItem | undefined =>
  item(session, culpritOf(way), way.type === 'blocks' ? texts.blocks : texts.starts, at, at, true);

const texts = {
  blocks: { en: 'blocks the loop', 'zh-cn': '阻塞事件循环' },
  starts: { en: 'starts a loop', 'zh-cn': '启动事件循环' },
};

function item(
  session: Session,
  name: Localized,
  detail: Localized | undefined,
  whole: Place,
  at: Place,
  isCulprit: boolean,
): CallHierarchyItem | undefined {
  const range = locationOf(session, whole)?.range;
  const selection = locationOf(session, at);
  const { language } = session.client;
  return (
    range &&
    selection && {
      name: name[language],
      kind: SymbolKind.Function,
      ...(detail && { detail: detail[language] }),
      uri: selection.uri,
      range,
      selectionRange: selection.range,
      data: { uri: at.uri, start: at.start, isCulprit } satisfies ItemData,
    }
  );
}

const locationOf = ({ documents, workspace }: Session, place: Place): Location | undefined =>
  locator(documents, workspace)(place);
