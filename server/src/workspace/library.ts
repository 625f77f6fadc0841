/** Modules that are not part of the workspace: the standard library, installed packages, descriptions of well-known ones. */
export interface Library {
  /** The address of an absolute module's file; `NAMESPACE` and the name for a folder without `__init__`. */
  find(module: string): string | undefined;
  /** The text of a file that `find` gave; undefined for addresses of others. */
  read(uri: string): string | undefined;
}

/** Library files come out of one archive: their paths below the root, with forward slashes, and texts. */
export function libraryOf(root: string, files: ReadonlyMap<string, string>): Library {
  return {
    find(module) {
      const path = module.replaceAll('.', '/');
      const found = [`${path}/__init__.pyi`, `${path}.pyi`].find((candidate) => files.has(candidate));
      return found && `${root}/${found}`;
    },
    read: (uri) => (uri.startsWith(`${root}/`) ? files.get(uri.slice(root.length + 1)) : undefined),
  };
}
