import type { NameTable } from '../knowledge/name-table.ts';
import type { Chunk, ProjectConfiguration } from './project.ts';
import { lookup } from './tables.ts';
import type { Type } from './types.ts';

export type ConfiguredNames = keyof ProjectConfiguration;

const tables = new WeakMap<readonly string[], NameTable<true>>();

/** Whether the settings name what a type stands for in one of their lists, such as `task-spawners`. */
export function isConfigured(chunk: Chunk, type: Type, list: ConfiguredNames): boolean {
  const { project, file } = chunk;
  const names = project.configuration.get(project.host.importContext(file.uri))[list];
  if (names.length === 0) return false;
  let table = tables.get(names);
  if (!table) tables.set(names, (table = Object.fromEntries(names.map((name) => [name, true as const]))));
  return lookup(chunk, type, table) !== undefined;
}
