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

/** By name: the chunks of a file that bind it at module level, in order. */
export function chunksBindingGlobals(project: Project, uri: string): ReadonlyMap<string, readonly number[]> {
  const result = new Map<string, number[]>();
  for (const id of project.files.get(uri)?.chunks ?? [])
    for (const name of project.ask.chunkExports(String(id)).keys()) {
      const chunks = result.get(name);
      if (chunks) chunks.push(id);
      else result.set(name, [id]);
    }
  return result;
}
