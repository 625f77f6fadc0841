import type { Project } from './project.ts';

export const isTest = (project: Project, uri: string): boolean =>
  project.ask.packagesOfFile(uri).some((name) => name === 'unittest' || name === 'pytest');
