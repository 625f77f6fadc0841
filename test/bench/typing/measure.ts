import type { Finding } from '../../../server/src/engine/finding.ts';
import { createShownFindings } from '../../../server/src/shown/shown-findings.ts';
import { lineAround } from '../../../server/src/text/function-around.ts';
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
  const results = sessions.map((session): Measured => {
    const uri = `${FOLDER}/${session.path}`;
    const look = (text: string): readonly Finding[] => {
      workspace.edited(uri, [{ text }]);
      return workspace.findings(uri);
    };
    const goal = keysAt(session, session.keys.length, look(session.after));
    const start = keysAt(session, 0, look(session.before));
    const shown = createShownFindings(workspace);
    shown.of(uri);
    const stay = [...start.keys()].filter((key) => goal.has(key));
    const come = [...goal.keys()].filter((key) => !start.has(key));
    const episodes: Episode[] = [];
    let [hidden, late, text] = [0, 0, session.before];
    let wrong = new Set<string>();
    session.keys.forEach(({ change, cursor }, index) => {
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
    });
    if (text !== session.after) throw new Error('typed something else');
    workspace.closed(uri);
    return { kind: session.kind, keys: session.keys.length, falseEpisodes: episodes, hidden, late };
  });
  workspace.dispose();
  return results;
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
  return { rule: finding.rule, path, text: `${finding.message}\n${marked}` };
}
