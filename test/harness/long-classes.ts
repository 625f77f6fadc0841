import { splitChunks } from '../../server/src/text/split-chunks.ts';

/** The same code with comments in its classes that make them long enough to be cut at each of their methods. */
export function inLongClasses(text: string): string {
  const lines = text.split('\n');
  let indent: string | undefined;
  let isInside = false;
  return lines
    .flatMap((line, i) => {
      if (/^\S/.test(line) && !line.startsWith(')')) {
        isInside = /^class\b.*:\s*(#.*)?$/.test(line);
        indent = undefined;
        return [line];
      }
      const [, space = ''] = /^( +)\S/.exec(line) ?? [];
      if (!isInside || space === '') return [line];
      if (indent === undefined) {
        indent = space;
        return [`${space}# ${'long '.repeat(900)}`, line];
      }
      const isMethod = space === indent && /^ +(?:@|def\b|async def\b|class\b)/.test(line) && lines[i - 1] === '';
      return isMethod ? [`${space}# ${'long '.repeat(220)}`, '', line] : [line];
    })
    .join('\n');
}

/** Whether a class of the text is cut. */
export const hasCutClass = (text: string): boolean => splitChunks(text).goesOn.includes(true);
