import type { Finding } from '../../engine/finding.ts';
import { localized, type Language, type Localized } from '../../text/localized.ts';
import type { Paint } from './colors.ts';
import type { Lines } from './lines.ts';

/** What a check has to tell. */
export interface Report {
  readonly findings: readonly Finding[];
  /** What could not be done. */
  readonly problems: readonly Problem[];
  /** The files that were checked, as the user names them. */
  readonly checked: readonly string[];
  readonly files: Files;
}

export interface Problem {
  /** As the user names it. */
  readonly file: string;
  /** 1-based; undefined when it is about the whole file. */
  readonly line?: number;
  readonly column?: number;
  /** Of a notebook, in which the line is counted. */
  readonly cell?: number;
  readonly reason: Localized;
  /** Whether code was left out for it: all of the file's, or some. */
  readonly unchecked: 'all' | 'some' | 'none';
}

/** What the output of findings needs to know of their files. */
export interface Files {
  /** The file's name for the user: relative to the working directory, with slashes. */
  name(uri: string): string;
  /** The lines of a file as analysed; of nothing where its text is unknown. */
  lines(uri: string): Lines;
}

/** Shows a report. */
export type Format = (report: Report, style: Style) => string;

export interface Style {
  readonly paint: Paint;
  readonly language: Language;
  /** Whether the user has asked for this language here and now. */
  readonly isLanguageNamed: boolean;
  /** Findings alone, no sums. */
  readonly quiet: boolean;
}

/** Hints are told only when they are asked for. */
export const wanted =
  ({ hints }: { readonly hints: boolean }) =>
  ({ severity }: Finding): boolean =>
    hints || severity !== 'hint';

/** Whether a finding makes a check fail. */
export const isProblem = ({ severity }: Finding): boolean => severity === 'error' || severity === 'warning';

/** The severities, the most serious first. */
export const severities = ['error', 'warning', 'information', 'hint'] as const satisfies readonly Finding['severity'][];

const counted = (count: number, noun: string): string =>
  `${count === 0 ? 'no' : count} ${noun}${count === 1 || noun === 'information' ? '' : 's'}`;

/** So many of something. */
export const counts = {
  files: localized({ en: (count: number) => counted(count, 'file'), 'zh-cn': (count) => `${String(count)} 个文件` }),
  findings: localized({
    en: (count: number) => counted(count, 'finding'),
    'zh-cn': (count) => `${String(count)} 个问题`,
  }),
  error: localized({ en: (count: number) => counted(count, 'error'), 'zh-cn': (count) => `${String(count)} 个错误` }),
  warning: localized({
    en: (count: number) => counted(count, 'warning'),
    'zh-cn': (count) => `${String(count)} 个警告`,
  }),
  information: localized({
    en: (count: number) => counted(count, 'information'),
    'zh-cn': (count) => `${String(count)} 条信息`,
  }),
  hint: localized({ en: (count: number) => counted(count, 'hint'), 'zh-cn': (count) => `${String(count)} 条提示` }),
};
