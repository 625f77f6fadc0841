import { libraries } from './all-libraries.ts';
import type { Library } from './libraries/library.ts';
import { joinTables, type NameTable } from './name-table.ts';

export { libraries };
export { django } from './libraries/django.ts';
export { pyodide } from './libraries/pyodide.ts';

/** A table of the standard library, with what all other libraries have to add. */
export const withLibraries = <V>(
  standard: NameTable<V>,
  tableOf: (library: Library) => NameTable<NoInfer<V>> | undefined,
): NameTable<V> => joinTables<V>(standard, ...libraries.map((library) => tableOf(library) ?? {}));

const all = <V>(tableOf: (library: Library) => NameTable<V> | undefined): NameTable<V> =>
  joinTables<V>(...libraries.map((library) => tableOf(library) ?? {}));

export const routes = all(({ routes: table }) => table);
export const loopForEach = all(({ loopForEach: table }) => table);
export const ofOneTask = all(({ ofOneTask: table }) => table);
export const calledInTurn = all(({ calledInTurn: table }) => table);
/** https://docs.python.org/3/library/dataclasses.html */
export const fieldDecorators = withLibraries<true>(
  { 'dataclasses.dataclass': true },
  (library) => library.fieldDecorators,
);
export const fieldBases = withLibraries<'in order' | 'by name'>(
  { 'typing.NamedTuple': 'in order' },
  (library) => library.fieldBases,
);
export const notStarted = all(({ notStarted: table }) => table);
export const bodies = all(({ bodies: table }) => table);
export const openers = libraries.flatMap(({ opens }) => opens ?? []);
export const traits = libraries.flatMap(({ traits: own }) => own ?? []);
