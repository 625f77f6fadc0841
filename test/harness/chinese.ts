/** What is not set as Chinese is: half-width punctuation beside it, and words and code without a space between them and it. */
export const wrongInChinese = (text: string): readonly string[] =>
  text.replaceAll(/`[^`]*`/g, '`code`').match(WRONG) ?? [];

const han = String.raw`\p{Script=Han}`;

const WRONG = new RegExp(
  [
    `[${han}”）][,.;:!?(]`,
    `[,;:!?)](?=${han})`,
    `${han}[A-Za-z0-9\`]`,
    `[A-Za-z0-9\`]${han}`,
    '[，。；：、（）“] ',
    ' [，。；：、（）”]',
  ].join('|'),
  'gu',
);
