/** `# expect: rule-id, other-rule` at the end of a line: exactly these findings begin on it. */
const MARKER = /#\s*expect:\s*([\w-]+(?:\s*,\s*[\w-]+)*)/;

/** What is expected, as sorted `line rule` texts; lines count from 1. */
export function expectedFindings(text: string): readonly string[] {
  return text
    .split(/\r\n|\r|\n/)
    .flatMap((line, i) => {
      const ids = MARKER.exec(line)?.[1]?.split(',') ?? [];
      return ids.map((id) => describe(i + 1, id.trim()));
    })
    .sort();
}

export const describe = (line: number, rule: string): string => `${String(line).padStart(4)} ${rule}`;
