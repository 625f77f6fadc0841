import type { Finding } from '../../../server/src/engine/finding.ts';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fixAllEdits } from '../../../server/src/lsp/fix-all-action.ts';
import { createShownFindings, type ShownFindings } from '../../../server/src/shown/shown-findings.ts';
import { lineAround } from '../../../server/src/text/function-around.ts';
import type { Workspace } from '../../../server/src/workspace/workspace.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';
import { applied, atTheEnd, type Session } from './session.ts';

export interface Measured {
  readonly kind: string;
  readonly keys: number;
  /** Findings that came and went and are not right in the end: by rule. */
  readonly falseEpisodes: readonly Episode[];
  /** Keys after which a finding was not shown that was there before and in the end, the cursor's line aside. */
  readonly hidden: number;
  /** Keys after which a mistake was not shown yet that was typed by then, the cursor's line aside. */
  readonly late: number;
  /** Of so many tries of the fix for all, so many changed a line that it leaves alone before and in the end. */
  readonly fixAll: { readonly tried: number; readonly wrong: number };
}

export interface Episode {
  readonly rule: string;
  readonly path: string;
  readonly text: string;
}

export interface Options {
  /** Shows all that is found, as if there were no layer between. */
  readonly found: boolean;
  /** So often somebody stops for a second: a share of the keys. */
  readonly pauses: number;
  readonly random: () => number;
}

/** Types the sessions of one package. */
export async function measure(
  files: ReadonlyMap<string, string>,
  sessions: readonly Session[],
  options: Options,
): Promise<readonly Measured[]> {
  const workspace = await testWorkspace(Object.fromEntries(files));
  const results: Measured[] = [];
  for (const session of sessions) results.push(await typed(workspace, session, options));
  workspace.dispose();
  return results;
}

async function typed(workspace: Workspace, session: Session, options: Options): Promise<Measured> {
  const uri = `${FOLDER}/${session.path}`;
  const look = (text: string, pressed: number): [ReadonlyMap<string, Finding>, readonly number[]] => {
    workspace.edited(uri, [{ text }]);
    const found = keysAt(session, pressed, workspace.findings(uri));
    return [found, fixedLines(session, pressed, workspace, createShownFindings(workspace), text)];
  };
  const [goal, fixedInTheEnd] = look(session.after, session.keys.length);
  const [start, fixedBefore] = look(session.before, 0);
  const fixAll = { tried: 0, wrong: 0 };
  const shown = createShownFindings(workspace);
  shown.of(uri);
  const stay = [...start.keys()].filter((key) => goal.has(key));
  const come = [...goal.keys()].filter((key) => !start.has(key));
  const episodes: Episode[] = [];
  let [hidden, late, text] = [0, 0, session.before];
  let wrong = new Set<string>();
  for (const [index, { change, cursor }] of session.keys.entries()) {
    await nextTask();
    text = applied(text, change);
    if (change.text !== '' || change.end > change.start) {
      shown.editing(uri, [change]);
      workspace.edited(uri, [change]);
    }
    const views = [options.found ? workspace.findings(uri) : shown.of(uri)];
    if (options.random() < options.pauses) {
      shown.paused();
      views.push(options.found ? workspace.findings(uri) : shown.of(uri));
    }
    if (index % FIX_ALL_EVERY === 0) {
      const lines = fixedLines(
        session,
        index + 1,
        workspace,
        options.found ? createShownFindings(workspace) : shown,
        text,
      );
      fixAll.tried++;
      if (lines.some((line) => !fixedInTheEnd.includes(line) && !fixedBefore.includes(line))) fixAll.wrong++;
    }
    for (const view of views) {
      const now = keysAt(session, index + 1, view);
      const bad = new Set([...now.keys()].filter((key) => !goal.has(key) && !start.has(key)));
      for (const key of bad) if (!wrong.has(key)) episodes.push(episode(text, cursor, now.get(key)!, session));
      wrong = bad;
      const end = atTheEnd(session, index + 1, cursor);
      const line = String(lineAround(session.after, end).start);
      const isMissed = (key: string): boolean => !now.has(key) && key.split(' ')[1] !== line;
      if (view !== views[0]) continue;
      if (stay.some(isMissed)) hidden++;
      if (come.some((key) => isMissed(key) && goal.get(key)!.end < end)) late++;
    }
  }
  if (text !== session.after) throw new Error('typed something else');
  workspace.closed(uri);
  return { kind: session.kind, keys: session.keys.length, falseEpisodes: episodes, hidden, late, fixAll };
}

/** As each key is one for an editor: what somebody has a weak reference to is kept until a task ends. */
const nextTask = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const FIX_ALL_EVERY = 5;

/** The lines of the finished text that the fix for all would change. */
function fixedLines(
  session: Session,
  pressed: number,
  workspace: Workspace,
  shown: ShownFindings,
  text: string,
): readonly number[] {
  const document = TextDocument.create(`${FOLDER}/${session.path}`, 'python', 0, text);
  return fixAllEdits({ workspace, shown }, document, () => true).map(
    ({ start }) => lineAround(session.after, atTheEnd(session, pressed, start)).start,
  );
}

/** By rule and line of the finished text. */
function keysAt(session: Session, pressed: number, findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  return new Map(
    findings.map((finding) => {
      const at = atTheEnd(session, pressed, finding.start);
      return [`${finding.rule} ${String(lineAround(session.after, at).start)}`, finding];
    }),
  );
}

function episode(text: string, cursor: number, finding: Finding, { path }: Session): Episode {
  const from = Math.max(0, Math.min(lineAround(text, finding.start).start, cursor - 200));
  const marked = `${text.slice(0, cursor)}|${text.slice(cursor)}`.slice(from, Math.max(cursor, finding.end) + 60);
  return { rule: finding.rule, path, text: `${finding.message.en}\n${marked}` };
}
