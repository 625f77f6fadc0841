import type { Project } from './project.ts';

/** A module-level binding of a file. */
export interface BindingPlace {
  readonly chunk: number;
  readonly binding: number;
}

/** By name: the module-level bindings that can be alive where the file ends. */
export function moduleBindings(project: Project, uri: string): ReadonlyMap<string, readonly BindingPlace[]> {
  const result = new Map<string, BindingPlace[]>();
  for (const id of project.files.get(uri)?.chunks ?? []) {
    for (const [name, { bindings, maybeUnbound }] of project.ask.chunkExports(String(id))) {
      const places = bindings.map((binding) => ({ chunk: id, binding }));
      const before = maybeUnbound ? result.get(name) : undefined;
      result.set(name, before ? [...before, ...places] : places);
    }
  }
  return result;
}
