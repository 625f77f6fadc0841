import { homedir } from 'node:os';
import { isAbsolute, join, relative, sep } from 'node:path';
import { localized, type Localized } from '../text/localized.ts';

/**
 * Where things are kept when nobody names a folder in the settings: the one that the environment names, else the system's place for what can be lost. Undefined where there
 * is none. A relative path would lead into whatever folder one is in, and counts as not set.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  const named = environment.ASYNC_PITFALLS_CACHE_DIR;
  if (isSet(named)) return named;
  const home = [environment.XDG_CACHE_HOME, homeOfCaches(environment, platform)].find(isSet);
  return home && join(home, 'async-pitfalls');
}

function homeOfCaches({ LOCALAPPDATA }: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return isSet(LOCALAPPDATA) ? LOCALAPPDATA : join(homedir(), 'AppData', 'Local');
  return platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}

const isSet = (path: string | undefined): path is string => path !== undefined && isAbsolute(path);

export const defaultCacheFolder = (): string | undefined => cacheFolder(process.env, process.platform);

/** The folder, unless it lies in one of the workspace: what a repository brings along must not pass for a cache of ours. */
export function trustedCache(
  folder: string | undefined,
  workspaceFolders: readonly string[],
  log: (message: Localized) => void,
): string | undefined {
  if (folder === undefined || !workspaceFolders.some((around) => isInside(around, folder))) return folder;
  log(texts.inWorkspace(folder));
  return undefined;
}

const texts = {
  inWorkspace: localized({
    en: (folder: string) => `The cache in ${folder} is not used, since it lies in the workspace.`,
    'zh-cn': (folder) => `没有使用 ${folder} 中的缓存，因为它在工作区里面。`,
  }),
};

function isInside(around: string, folder: string): boolean {
  const path = relative(around, folder);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
