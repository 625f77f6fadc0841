import { isAbsolute } from 'node:path';
import { Uri, workspace } from 'vscode';

/**
 * A setting that names a file on this machine: what others hold is never touched because a setting says so. A relative path
 * starts at the workspace folder, if that is on the disk.
 */
export function pathSetting(name: string, folder: Uri | undefined): string | undefined {
  const path = workspace.getConfiguration('asyncPitfalls', folder).get<string>(name);
  if (path === undefined || path === '' || ON_ANOTHER_MACHINE.test(path)) return undefined;
  if (folder === undefined || isAbsolute(path)) return path;
  return folder.scheme === 'file' ? Uri.joinPath(folder, path).fsPath : undefined;
}

const ON_ANOTHER_MACHINE = /^[\\/]{2}/;
