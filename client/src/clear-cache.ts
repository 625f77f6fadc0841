import { type ExtensionContext, FileSystemError, l10n, Uri, window, workspace } from 'vscode';

/** Where the server keeps the facts of files, for all workspaces. */
export const cacheFolder = ({ globalStorageUri }: ExtensionContext): Uri => Uri.joinPath(globalStorageUri, 'facts');

/** The server takes files that are gone for files that never were. */
export async function clearCache(context: ExtensionContext): Promise<void> {
  let wasThere = true;
  try {
    await workspace.fs.delete(cacheFolder(context), { recursive: true, useTrash: false });
  } catch (error) {
    if (!(error instanceof FileSystemError && error.code === 'FileNotFound')) throw error;
    wasThere = false;
  }
  const message = wasThere
    ? l10n.t('Async Pitfalls: the cache is empty.')
    : l10n.t('Async Pitfalls: there is nothing in the cache.');
  window.setStatusBarMessage(message, SHOWN_FOR);
}

/** Milliseconds. */
const SHOWN_FOR = 5000;
