import { resolve } from 'node:path';
import { LocalizedError } from '../../text/localized.ts';
import type { OutsidePiece } from '../../workspace/outsides/outside-text.ts';
import { DATA_LIMIT } from '../../workspace/size-limits.ts';
import { readRegularFile } from '../regular-file.ts';

/** What a package tells others, as it stands in a file. Paths are relative to the working directory, with slashes. */
export interface Outside {
  /** Raised whenever older versions would misunderstand what is written. */
  readonly format: 1;
  /** Of projects: `pyproject.toml` and the like. */
  readonly settings: readonly { readonly file: string; readonly text: string }[];
  readonly files: readonly { readonly file: string; readonly pieces: readonly OutsidePiece[] }[];
}

/** Bytes of one, which may be that of everything else in a repository. */
const OUTSIDE_LIMIT = 512 * 1024 * 1024;

/** The outside in a file; `@list` is a file with the names of such files, one a line. Throws what `reasonOf` understands. */
export async function readOutsides(name: string, cwd: string): Promise<readonly Outside[]> {
  if (!name.startsWith('@')) {
    const json = (await readRegularFile(resolve(cwd, name), OUTSIDE_LIMIT)).toString('utf8');
    return [outsideIn(json)];
  }
  const list = (await readRegularFile(resolve(cwd, name.slice(1)), DATA_LIMIT)).toString('utf8');
  const outsides: Outside[] = [];
  for (const line of list.split(/\r?\n/)) if (line !== '') outsides.push(...(await readOutsides(line, cwd)));
  return outsides;
}

function outsideIn(json: string): Outside {
  const data = dataIn(json);
  if (!isOutside(data)) throw new LocalizedError(texts.noOutside);
  return data;
}

function dataIn(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

type Named = Readonly<Record<string, unknown>>;

const isRecord = (data: unknown): data is Named => typeof data === 'object' && data !== null;

const isOutside = (data: unknown): data is Outside =>
  isRecord(data) &&
  data.format === 1 &&
  isListOf(data.settings, ({ text }) => typeof text === 'string') &&
  isListOf(data.files, ({ pieces }) => Array.isArray(pieces) && pieces.every(isPiece));

const isListOf = (data: unknown, isRight: (item: Named) => boolean): boolean =>
  Array.isArray(data) && data.every((item) => isRecord(item) && typeof item.file === 'string' && isRight(item));

const isPiece = (piece: unknown): boolean =>
  Array.isArray(piece) &&
  Number.isSafeInteger(piece[0]) &&
  Number(piece[0]) <= MAX_LINE &&
  typeof piece[1] === 'string';

/** Of files that are read at all. */
const MAX_LINE = 4 * 1024 * 1024;

const texts = {
  noOutside: {
    en: 'it is not what this version of `async-pitfalls outside` writes',
    'zh-cn': '它不是这个版本的 `async-pitfalls outside` 写出的文件',
  },
};
