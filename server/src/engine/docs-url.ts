const DOCS = 'https://github.com/async-pitfalls/async-pitfalls/blob/main/server/docs/rules';

/** The web page that explains a rule. */
export const docsUrl = (ruleId: string): string => `${DOCS}/${ruleId}.md`;
