import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the facts of files are kept when nobody names a folder: the system's place for what can be lost. */
export function cacheFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const home = environment.XDG_CACHE_HOME ?? homeOfCaches(environment, platform);
  return join(home, 'async-pitfalls');
}

function homeOfCaches({ LOCALAPPDATA }: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  return platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}
