import { readPyproject } from '../../engine/pyproject.ts';
import type { CommandLineSettings } from '../../engine/settings.ts';
import { LocalizedError } from '../../text/localized.ts';
import { SETTINGS_LIMIT } from '../../workspace/size-limits.ts';
import { readRegularFile } from '../regular-file.ts';
import { uriOf } from './names.ts';

/** The settings of a file that stands for all pyproject.toml; globs in it are about the working directory. Throws what `reasonOf` understands. */
export async function readConfig(path: string, cwd: string): Promise<NonNullable<CommandLineSettings['config']>> {
  const text = (await readRegularFile(path, SETTINGS_LIMIT)).toString('utf8');
  const { settings, problems } = readPyproject(`${uriOf(cwd)}/pyproject.toml`, text);
  if (!settings && problems.length === 0) throw new LocalizedError(texts.noTable);
  return { settings, problems: problems.map((problem) => ({ ...problem, uri: uriOf(path) })) };
}

const texts = {
  noTable: { en: 'it has no table [tool.async-pitfalls]', 'zh-cn': '其中没有 [tool.async-pitfalls] 表' },
};
