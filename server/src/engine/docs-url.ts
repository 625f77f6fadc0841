import { homepage } from '../../../package.json';

/** The page that explains a rule, on the site that `npm run site` builds. */
export const docsUrl = (ruleId: string): string => `${homepage}rules/${ruleId}.html`;
