import { matchesGlob, parseGlob, type Glob } from '../text/glob.ts';
import { localized, type Localized } from '../text/localized.ts';

/** A glob of the settings, together with the folder that it speaks of. */
export interface PathPattern {
  readonly glob: string;
  /** URI of the folder, without a slash at its end. */
  readonly root: string;
}

const parsed = new Map<string, readonly Glob[]>();

/**
 * Whether a file is meant by a pattern. A glob without a slash is about names (`*_pb2.py`, `migrations`), at any depth;
 * one with a slash is about paths below the root (`src/legacy`, `any/generated/*.py`). A folder stands for all that is in it.
 */
export function matchesPath(uri: string, pattern: PathPattern): boolean {
  if (!uri.startsWith(`${pattern.root}/`)) return false;
  const path = decode(uri.slice(pattern.root.length + 1)).split('/');
  return globsOf(pattern.glob).some((glob) => matchesGlob(glob, path));
}

/** What is wrong with a glob; undefined if nothing is. */
export function globProblem(glob: string): Localized | undefined {
  if (glob === '') return texts.empty;
  if (glob.length > LENGTH_LIMIT) return texts.tooLong(LENGTH_LIMIT);
  return withoutBraces(glob) ? undefined : texts.tooManyChoices(CHOICE_LIMIT);
}

const texts = {
  empty: { en: 'expected a glob, not an empty text', 'zh-cn': '应为一个 glob 模式，不能为空' },
  tooLong: localized({
    en: (limit: number) => `a glob has at most ${String(limit)} characters`,
    'zh-cn': (limit) => `一个 glob 模式最多 ${String(limit)} 个字符`,
  }),
  tooManyChoices: localized({
    en: (limit: number) => `a glob has at most ${String(limit)} choices in braces`,
    'zh-cn': (limit) => `一个 glob 模式的花括号里最多 ${String(limit)} 个选项`,
  }),
};

/** That of paths on most systems. */
const LENGTH_LIMIT = 4096;
const CHOICE_LIMIT = 100;

function globsOf(glob: string): readonly Glob[] {
  let globs = parsed.get(glob);
  if (!globs) {
    const plain = glob.replace(/\/$/, '');
    const anywhere = plain.includes('/') ? '' : '**/';
    const path = plain.replace(/^\.?\//, '');
    globs = (withoutBraces(path) ?? []).map((choice) => parseGlob(`${anywhere}${choice}/**`));
    parsed.set(glob, globs);
  }
  return globs;
}

/** All that `{a,b}` stands for; undefined where that is too much. */
function withoutBraces(glob: string): readonly string[] | undefined {
  const done: string[] = [];
  const open = [glob];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const braces = [...next.matchAll(/\{([^{}]*)\}/g)].find(([text]) => text.includes(','));
    if (!braces) {
      done.push(next);
      continue;
    }
    const [text, inside = ''] = braces;
    const before = next.slice(0, braces.index);
    const behind = next.slice(braces.index + text.length);
    const choices = inside.split(',');
    if (done.length + open.length + choices.length > CHOICE_LIMIT) return undefined;
    open.push(...choices.map((choice) => before + choice + behind));
  }
  return done;
}

/** Percent escapes of a URI undone; left alone where they are none. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
