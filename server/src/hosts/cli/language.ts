import { type Language, languageOf, languages } from '../../text/localized.ts';

export interface Spoken {
  /** The arguments without `--lang`. */
  readonly args: readonly string[];
  /** What `--lang` says; undefined where it is not there. */
  readonly named: string | undefined;
}

/** `--lang` may stand anywhere: what is wrong with the other arguments is told in that language, too. */
export function withoutLanguage(args: readonly string[]): Spoken {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const at = args.findLastIndex((arg, index) => index < end && /^--lang(?:=|$)/.test(arg));
  const option = args[at];
  if (option === undefined) return { args, named: undefined };
  const isOne = option.includes('=');
  const others = args.toSpliced(at, isOne ? 1 : 2);
  return {
    args: withoutLanguage(others).args,
    named: isOne ? option.slice('--lang='.length) : (args[at + 1] ?? ''),
  };
}

export const languageNamed = (name: string | undefined): Language | undefined =>
  languages.find((language) => language === name?.toLowerCase());

/** What POSIX says of messages: the first of these variables that is set. */
export const languageIn = ({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language =>
  languageOf([LC_ALL, LC_MESSAGES, LANG].find((locale) => locale !== undefined && locale !== ''));
