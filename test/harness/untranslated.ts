import { inEachLanguage, type Localized } from '../../server/src/text/localized.ts';

/** A text of a test, which reads the same in all languages. */
export const untranslated = (text: string): Localized => inEachLanguage(() => text);
