/**
 * Python code as the text of an example: without the indent of its first line, and with a line break at its end. Backslashes
 * are the code's own.
 */
export function python({ raw }: TemplateStringsArray): string {
  const lines = (raw[0] ?? '').split('\n').slice(1, -1);
  const indent = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  return lines.map((line) => `${line.slice(indent)}\n`).join('');
}
