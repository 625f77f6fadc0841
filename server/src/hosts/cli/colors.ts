/** Dresses a part of the output in its colour, or leaves it as it is. */
export type Paint = (part: Part, text: string) => string;

/** Parts of the output, by what they mean. */
export type Part = keyof typeof codes;

/** Select Graphic Rendition parameters of ECMA-48. */
const codes = {
  error: '1;31',
  warning: '1;33',
  information: '1;36',
  hint: '36',
  note: '1;36',
  help: '1;32',
  frame: '34',
  removed: '31',
  added: '32',
} as const;

export function painter(colored: boolean): Paint {
  return colored ? (part, text) => `\u001B[${codes[part]}m${text}\u001B[0m` : (_, text) => text;
}

/** FORCE_COLOR and NO_COLOR decide (https://no-color.org), else whether the output is a terminal that can. */
export function wantsColor(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const force = env.FORCE_COLOR;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return isTerminal && env.TERM !== 'dumb';
}
