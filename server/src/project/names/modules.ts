import type { ImportFrom } from '../../facts/nodes.ts';
import { NAMESPACE, type Chunk, type Project, type SourceFile } from './project.ts';

/** The file of an absolute module name, seen from a file. */
export const resolveModule = (project: Project, module: string, fromUri: string): string | undefined =>
  resolveIn(project, module, project.contexts.get(fromUri));

/** The same for all files whose imports resolve alike. */
export const resolveIn = (project: Project, module: string, context: string): string | undefined =>
  project.modules.get(`${module}|${context}`);

export const contextOf = ({ project, file }: Chunk): string => project.contexts.get(file.uri);

/** The module that a `from … import` names, relative imports included; undefined when it cannot be resolved. */
export function importedModule(chunk: Chunk, statement: ImportFrom): { uri: string; module: string } | undefined {
  const module = absoluteName(chunk.file, statement.module, statement.level);
  if (module === '') return { uri: NAMESPACE, module };
  const uri = resolveModule(chunk.project, module, chunk.file.uri);
  return uri === undefined ? undefined : { uri, module };
}

export function absoluteName(file: SourceFile, module: string, level: number): string {
  if (level === 0) return module;
  const parts = file.fullName.split('.');
  const drop = level - (file.isPackage ? 1 : 0);
  const base = drop > 0 ? parts.slice(0, -drop) : parts;
  return [...base, ...(module === '' ? [] : [module])].join('.');
}

/** Whether a dotted name leads to a module, or to something that a module itself binds. */
export function isImportable({ project, file }: Chunk, dotted: string): boolean {
  if (resolveModule(project, dotted, file.uri) !== undefined) return true;
  const dot = dotted.lastIndexOf('.');
  const uri = dot < 0 ? undefined : resolveModule(project, dotted.slice(0, dot), file.uri);
  return uri !== undefined && !uri.startsWith(NAMESPACE) && project.ask.moduleBindings(uri).has(dotted.slice(dot + 1));
}
