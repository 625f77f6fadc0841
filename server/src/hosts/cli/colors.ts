import { styleText } from 'node:util';

/** Dresses a part of the output in its colour, or leaves it as it is. */
export type Paint = (part: Part, text: string) => string;

/** Parts of the output, by what they mean. */
export type Part = keyof typeof styles;

const styles = {
  error: ['bold', 'red'],
  warning: ['bold', 'yellow'],
  information: ['bold', 'cyan'],
  hint: ['cyan'],
  note: ['bold', 'cyan'],
  help: ['bold', 'green'],
  frame: ['blue'],
  removed: ['red'],
  added: ['green'],
} as const;

export function painter(colored: boolean): Paint {
  return colored ? (part, text) => styleText([...styles[part]], text, { validateStream: false }) : (_, text) => text;
}

/** FORCE_COLOR and NO_COLOR decide (https://no-color.org), else whether the output is a terminal that can. */
export function wantsColor(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const force = env.FORCE_COLOR;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false;
  return isTerminal && env.TERM !== 'dumb';
}
