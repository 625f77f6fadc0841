import { matchesGlob, parseGlob, type Glob } from '../../text/glob.ts';

/** The patterns of a .gitignore file. https://git-scm.com/docs/gitignore */
export interface Gitignore {
  /**
   * What the file says of a path below its folder, a folder with a slash at its end; undefined when it says nothing. What
   * it says of the folders around the path is the caller's matter.
   */
  ignores(path: string): boolean | undefined;
  /** The lines that were left out, counted from 1; undefined when there are none. */
  readonly leftOutFrom: number | undefined;
}

interface Pattern {
  /** The last line that says something of a path counts. */
  readonly line: number;
  readonly negated: boolean;
  readonly foldersOnly: boolean;
}

/** What has no wildcards is looked up, so that 100,000 lines cost no more than ten; each of the others is tried. */
const WILDCARD_LIMIT = 2000;

export function parseGitignore(text: string): Gitignore {
  const names = new Map<string, Pattern[]>();
  const paths = new Map<string, Pattern[]>();
  const globs: (Pattern & { readonly glob: Glob })[] = [];
  let leftOutFrom: number | undefined;
  for (const [line, written] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const read = readPattern(written);
    if (!read) continue;
    const { body, isAnchored, ...rest } = read;
    const pattern = { line, ...rest };
    if (!/[*?[\\]/.test(body)) {
      const known = isAnchored ? paths : names;
      const same = known.get(body);
      if (same) same.push(pattern);
      else known.set(body, [pattern]);
    } else if (globs.length < WILDCARD_LIMIT) {
      globs.push({ ...pattern, glob: parseGlob(isAnchored ? body : `**/${body}`) });
    } else leftOutFrom ??= line + 1;
  }

  return {
    leftOutFrom,
    ignores(path) {
      const isFolder = path.endsWith('/');
      const plain = (isFolder ? path.slice(0, -1) : path).toLowerCase();
      const parts = plain.split('/');
      const counts = ({ foldersOnly }: Pattern): boolean => isFolder || !foldersOnly;
      const looked = [...(names.get(parts.at(-1) ?? '') ?? []), ...(paths.get(plain) ?? [])].filter(counts);
      let last: Pattern | undefined;
      for (const pattern of looked) if (!last || pattern.line > last.line) last = pattern;
      for (let at = globs.length - 1; at >= 0; at--) {
        const each = globs[at]!;
        if (last && each.line < last.line) break;
        if (!counts(each) || !matchesGlob(each.glob, parts)) continue;
        last = each;
        break;
      }
      return last && !last.negated;
    },
  };
}

/** Letters count alike in both cases, as git has it on macOS and Windows. */
function readPattern(line: string): (Omit<Pattern, 'line'> & { body: string; isAnchored: boolean }) | undefined {
  if (line.startsWith('#')) return undefined;
  let body = withoutBlanksAtEnd(line);
  const negated = body.startsWith('!');
  if (negated) body = body.slice(1);
  const foldersOnly = body.endsWith('/');
  if (foldersOnly) body = body.slice(0, -1);
  const isAnchored = body.includes('/');
  body = body.replace(/^\//, '');
  if (body === '') return undefined;
  // What is in a folder, not the folder itself.
  if (body.endsWith('/**')) body += '/*';
  return { negated, foldersOnly, isAnchored, body: body.toLowerCase() };
}

/** A blank behind a backslash stays. */
function withoutBlanksAtEnd(line: string): string {
  let end = line.length;
  while (end > 0 && ' \t'.includes(line.charAt(end - 1))) end--;
  return end > 0 && end < line.length && line[end - 1] === '\\' ? line.slice(0, end + 1) : line.slice(0, end);
}
