/** Whether a uri is that of a notebook or of one of its cells. */
export const isNotebook = (uri: string): boolean =>
  /\.ipynb(?:$|#)/.test(uri) || uri.startsWith('vscode-notebook-cell:');
