import type { FileFix, Finding } from '../../../engine/finding.ts';
import { localized, type Language, type Localized } from '../../../text/localized.ts';
import { counts, severities, type Report } from '../report.ts';

/** The last line: how much was found, what of it can be fixed, and what was not checked. */
export function summaryOf(report: Report, language: Language): string {
  const { findings, problems, checked } = report;
  const unread = problems.filter(({ unchecked }) => unchecked === 'all').length;
  const partly = problems.filter(({ unchecked }) => unchecked === 'some').length;
  const safeties = safetiesOf(report);
  const safe = safeties.filter((safety) => safety === 'safe').length;
  const unsafe = safeties.length - safe;
  const fixable = [
    ...(safe > 0 ? [texts.fixable(safe)] : []),
    ...(unsafe > 0 ? [(safe > 0 ? texts.moreFixable : texts.unsafelyFixable)(unsafe)] : []),
  ];
  const none = unread + partly > 0 ? texts.nothingFound : texts.noProblems;
  const found = [joined(countsOf(findings)) ?? none, joined(fixable)].filter((part) => part !== undefined);
  const files = counts.files(checked.length);
  const all = checked.length > 0 ? texts.checkedWith(files, found) : texts.checked(files);
  const left = joined([...(unread > 0 ? [texts.unread(unread)] : []), ...(partly > 0 ? [texts.partly(partly)] : [])]);
  return `${all[language]}${left ? texts.left(left)[language] : ''}\n`;
}

function joined(parts: readonly Localized[]): Localized | undefined {
  const [first, ...others] = parts;
  return first && others.reduce((before, next) => texts.and(before, next), first);
}

const countsOf = (findings: readonly Finding[]): readonly Localized[] =>
  severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count > 0 ? [counts[severity](count)] : [];
  });

const texts = {
  and: localized({
    en: (before: string, next: string) => `${before}, ${next}`,
    'zh-cn': (before, next) => `${before}，${next}`,
  }),
  noProblems: { en: 'no problems', 'zh-cn': '没有问题' },
  nothingFound: { en: 'nothing found', 'zh-cn': '没有发现问题' },
  fixable: localized({
    en: (count: number) => `${String(count)} can be fixed with --fix`,
    'zh-cn': (count) => `${String(count)} 个可以用 --fix 修复`,
  }),
  unsafelyFixable: localized({
    en: (count: number) => `${String(count)} can be fixed with --fix --unsafe-fixes`,
    'zh-cn': (count) => `${String(count)} 个可以用 --fix --unsafe-fixes 修复`,
  }),
  moreFixable: localized({
    en: (count: number) => `${String(count)} more with --fix --unsafe-fixes`,
    'zh-cn': (count) => `另有 ${String(count)} 个可以用 --fix --unsafe-fixes 修复`,
  }),
  checked: localized({
    en: (files: string) => `Checked ${files}.`,
    'zh-cn': (files) => `检查了 ${files}。`,
  }),
  checkedWith: localized({
    en: (files: string, found: readonly Localized[]) => `Checked ${files}: ${found.map(({ en }) => en).join('; ')}.`,
    'zh-cn': (files, found) => `检查了 ${files}：${found.map((part) => part['zh-cn']).join('；')}。`,
  }),
  unread: localized({
    en: (count: number) => `${String(count)} could not be read`,
    'zh-cn': (count) => `${String(count)} 个文件无法读取`,
  }),
  partly: localized({
    en: (count: number) => `${String(count)} ${count === 1 ? 'was' : 'were'} checked in part`,
    'zh-cn': (count) => `${String(count)} 个文件只检查了一部分`,
  }),
  left: localized({
    en: (what: string) => ` ${what}.`,
    'zh-cn': (what) => `${what}。`,
  }),
};

/** Of the fixes that change no file but those that are checked. */
function safetiesOf({ findings, checked, files }: Report): readonly FileFix['safety'][] {
  const names = new Set(checked);
  return findings.flatMap((finding) => {
    const fix = finding.fixes()[0];
    const isWithin = fix?.edits.every(({ uri }) => uri === finding.uri || names.has(files.name(uri)));
    return fix && isWithin ? [fix.safety] : [];
  });
}
