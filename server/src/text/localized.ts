/** The languages of all that users read, by the editors' names for them. */
export const languages = ['en', 'zh-cn'] as const;

export type Language = (typeof languages)[number];

/** One text in every language. */
export type Localized = Readonly<Record<Language, string>>;

/** What a placeholder of a localized text takes: itself in all languages (names from code), or a localized text. */
type Filling<Args extends readonly unknown[]> = {
  [K in keyof Args]: Args[K] extends string ? Args[K] | Localized : Args[K];
};

/** A text with placeholders: a function of each language. Names from code stand in it as they are. */
export const localized =
  <Args extends readonly unknown[]>(templates: {
    readonly en: (...args: Args) => string;
    readonly 'zh-cn': (...args: NoInfer<Args>) => string;
  }) =>
  (...fillings: Filling<Args>): Localized =>
    inEachLanguage((language) => {
      const args = fillings.map((filling) => (isLocalized(filling) ? filling[language] : filling));
      const text = templates[language](...(args as unknown as Args));
      return language === 'zh-cn' ? spaced(text) : text;
    });

/** Between Chinese and code or Latin letters stands a space, also where a placeholder begins or ends. */
function spaced(text: string): string {
  const parts = text.split(/(`[^`]*`)/); // every second one is code
  return parts
    .map((part, i) => {
      if (i % 2 === 1) return part;
      const start = i > 0 && /^\p{Script=Han}/u.test(part) ? ' ' : '';
      const end = i < parts.length - 1 && /\p{Script=Han}$/u.test(part) ? ' ' : '';
      return `${start}${part.replaceAll(BETWEEN, ' ')}${end}`;
    })
    .join('');
}

const BETWEEN = /(?<=\p{Script=Han})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=\p{Script=Han})/gu;

/** Code, and whatever else reads the same in all languages, or a text. */
export type CodeOrText = string | Localized;

export const inEachLanguage = (textIn: (language: Language) => string): Localized => ({
  en: textIn('en'),
  'zh-cn': textIn('zh-cn'),
});

/** A mistake that the user is told of. */
export class LocalizedError extends Error {
  readonly text: Localized;

  constructor(text: Localized, options?: ErrorOptions) {
    super(text.en, options);
    this.text = text;
  }
}

export const inAllLanguages = (text: CodeOrText): Localized => (isLocalized(text) ? text : inEachLanguage(() => text));

export const isLocalized = (value: unknown): value is Localized =>
  typeof value === 'object' && value !== null && languages.every((language) => language in value);

/**
 * The language that a locale names: `zh-cn`, `zh-Hans-SG` (LSP, BCP 47), `zh_CN.UTF-8` (POSIX). Traditional Chinese and all
 * other languages get English.
 */
export function languageOf(locale: string | undefined): Language {
  const [first = '', ...rest] = (locale ?? '')
    .toLowerCase()
    .replace(/[.@].*$/, '')
    .split(/[-_]/);
  const isTraditional = ['hant', 'tw', 'hk', 'mo'].some((part) => rest.includes(part));
  return first === 'zh' && !isTraditional ? 'zh-cn' : 'en';
}
