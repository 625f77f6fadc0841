import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import { addSuppression } from '../engine/add-suppression.ts';
import type { FileFix, Finding } from '../engine/finding.ts';
import { localized } from '../text/localized.ts';
import { callPath, titleOf, toDiagnostic } from './convert.ts';
import { diagnosticContext } from './diagnostics.ts';
import { locator } from './documents.ts';
import { fixRuleActions } from './fix-rule-action.ts';
import { type Page, toRange } from './page.ts';
import { type CallPath, clientCommands } from './protocol.ts';
import { withEdit } from './resolve-action.ts';
import type { Session } from './session.ts';

export interface Place {
  /** The findings that the client asks about. */
  readonly here: readonly Finding[];
  /** All of its file or notebook. */
  readonly all: readonly Finding[];
  /** What the client shows there. */
  readonly shown: readonly Diagnostic[];
}

/** So that what silences and explains the gravest finding has a place in the menu, too. */
const MOST_MENDING = 5;

/**
 * First what mends the findings, the gravest and smallest one first, with all of its kind as the second choice; then what
 * silences the first finding and its rule and explains it, then the same of the others. Edits are made when an
 * action is chosen, for clients that ask then.
 */
export function quickFixes(session: Session, page: Page, { here, all, shown }: Place): CodeAction[] {
  const offers = [...here].sort(byWeight).map((finding) => ({
    finding,
    fixes: finding.fixes(),
    diagnostic: diagnosticOf(session, page, finding, shown),
  }));
  const safely = offers.filter(isSafe).map(({ finding }) => finding.rule);
  const preferred = session.client.preferredActions ? offers.find(isSafe) : undefined;
  const [first, ...others] = offers.flatMap((offer) => fixes(session, page, offer, offer === preferred));
  const alike = fixRuleActions(session, page, new Set(safely), all, (finding) =>
    diagnosticOf(session, page, finding, shown),
  );
  const mending = [...(first ? [first] : []), ...alike, ...others].slice(0, MOST_MENDING);
  const about = [offers.slice(0, 1), offers.slice(1)].flatMap((some) => [
    ...some.flatMap((offer) => suppressions(session, page, offer)),
    ...configurations(session, page, some),
    ...some.flatMap((offer) => peeks(session, page, offer)),
    ...explanations(session, some),
  ]);
  return distinct([...mending, ...about]);
}

const byWeight = (a: Finding, b: Finding): number =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity) || a.end - a.start - (b.end - b.start);

const severities: readonly Finding['severity'][] = ['error', 'warning', 'information', 'hint'];

/** Several findings of a rule have one way to configure and to explain it. */
const distinct = (actions: readonly CodeAction[]): CodeAction[] =>
  actions.filter(
    ({ title, command }, index) =>
      command === undefined || actions.findIndex((each) => each.title === title && each.command) === index,
  );

interface Offer {
  readonly finding: Finding;
  readonly fixes: readonly FileFix[];
  readonly diagnostic: Diagnostic;
}

/** The client's own where it shows one: by that it knows which of its diagnostics the action is for. */
function diagnosticOf(session: Session, page: Page, finding: Finding, shown: readonly Diagnostic[]): Diagnostic {
  const own = toDiagnostic(finding, toRange(page, finding), diagnosticContext(session));
  return shown.find((each) => each.code === own.code && isSame(each.range, own.range)) ?? own;
}

function isSame(a: Diagnostic['range'], b: Diagnostic['range']): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}

/** Editors apply what is preferred unseen, so only a safe fix is, and ask when there are two, so only one at a place is. */
const isSafe = ({ fixes }: Pick<Offer, 'fixes'>): boolean => fixes[0]?.safety === 'safe';

function fixes(session: Session, page: Page, offer: Offer, prefersFirst: boolean): CodeAction[] {
  const { finding, fixes: own, diagnostic } = offer;
  return own.flatMap((fix, index) => {
    const offered = {
      ...action(titleOf(fix, session.client.language), diagnostic),
      ...(prefersFirst && index === 0 && { isPreferred: true }),
    };
    return withEdit(session, page, offered, finding, 'fix', () => fix.edits);
  });
}

function suppressions(session: Session, page: Page, { finding, diagnostic }: Offer): CodeAction[] {
  if (!session.preferences.value.ignoreActions || finding.rule === 'unused-suppression') return [];
  const added = addSuppression(page.whole.getText(), finding);
  if (added === undefined) return [];
  const offered = action(texts.ignore(finding.rule)[session.client.language], diagnostic);
  return withEdit(session, page, offered, finding, 'ignore', () => [{ uri: page.whole.uri, ...added }]);
}

function peeks({ client, workspace, documents }: Session, page: Page, offer: Offer): CodeAction[] {
  if (!client.commands.has(clientCommands.peekPath)) return [];
  const locate = locator(documents, workspace);
  const places = [offer.finding, ...callPath(offer.finding)].flatMap((place) => locate(place) ?? []);
  if (places.length < 2) return [];
  const title = texts.peek[client.language];
  const position = page.positionAt(offer.finding.start);
  const path: CallPath = [page.clientUri, position, places];
  const command = { title, command: clientCommands.peekPath, arguments: [...path] };
  return [{ ...action(title, offer.diagnostic), command }];
}

/** One for each rule. */
function configurations({ client }: Session, { clientUri }: Page, offers: readonly Offer[]): CodeAction[] {
  if (!client.commands.has(clientCommands.configureRule)) return [];
  return [...byRule(offers)].map(([rule, { diagnostic }]) => {
    const title = texts.configure(rule)[client.language];
    const command = { title, command: clientCommands.configureRule, arguments: [rule, clientUri] };
    return { ...action(title, diagnostic), command };
  });
}

/** One for each rule. */
function explanations({ client, preferences }: Session, offers: readonly Offer[]): CodeAction[] {
  if (!preferences.value.explainActions || !client.commands.has(clientCommands.explainRule)) return [];
  return [...byRule(offers)].map(([rule, { diagnostic }]) => {
    const title = texts.explain(rule)[client.language];
    return { ...action(title, diagnostic), command: { title, command: clientCommands.explainRule, arguments: [rule] } };
  });
}

const texts = {
  ignore: localized({
    en: (rule: string) => `Ignore ${rule} on this line`,
    'zh-cn': (rule) => `在这一行忽略 ${rule}`,
  }),
  peek: { en: 'Peek the call path', 'zh-cn': '查看调用路径' },
  configure: localized({ en: (rule: string) => `Configure ${rule}…`, 'zh-cn': (rule) => `配置 ${rule}…` }),
  explain: localized({ en: (rule: string) => `Why? Explain ${rule}`, 'zh-cn': (rule) => `为什么？${rule} 的说明` }),
};

const byRule = (offers: readonly Offer[]): ReadonlyMap<string, Offer> =>
  new Map(offers.map((offer) => [offer.finding.rule, offer]));

function action(title: string, diagnostic: Diagnostic): CodeAction {
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
}
