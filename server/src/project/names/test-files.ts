import type { Project } from './project.ts';

export const isTest = (project: Project, uri: string): boolean =>
  (project.files.get(uri)?.chunks ?? []).some((id) =>
    project.ask.importedPackages(String(id)).some((name) => name === 'unittest' || name === 'pytest'),
  );
