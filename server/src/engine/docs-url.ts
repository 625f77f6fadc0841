import { homepage } from '../../../package.json';
import type { Language } from '../text/localized.ts';

/** The page that explains a rule, on the site that `npm run site` builds: English stands at its root. */
export const docsUrl = (ruleId: string, language: Language): string =>
  `${homepage}${language === 'en' ? '' : `${language}/`}rules/${ruleId}.html`;
