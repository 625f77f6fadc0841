import type { HostFiles } from '../../lsp/host.ts';

/** Asks for each file where it lies. */
export function filesByUri(filesOf: (uri: string) => HostFiles): HostFiles {
  return {
    reaches: (uri) => filesOf(uri).reaches(uri),
    listFiles: (folderUri) => filesOf(folderUri).listFiles(folderUri),
    async filesAmong(uris, folderUris) {
      const found = await Promise.all(folderUris.map((folderUri) => filesOf(folderUri).filesAmong(uris, [folderUri])));
      return [...new Set(found.flat())];
    },
    canonicalUri: (uri) => filesOf(uri).canonicalUri(uri),
    readFile: (uri, byteLimit) => filesOf(uri).readFile(uri, byteLimit),
    fileStamp: (uri) => filesOf(uri).fileStamp(uri),
  };
}
