/**
 * Dotted public names (`asyncio.create_task`, `asyncio.Queue.put`) with a value each. A class name stands for calls of the
 * class; `.*` at the end stands for every function of a module or every method of a class; `.__enter__`, `.__exit__` and
 * `.__iter__` stand for `with` and `for` over an instance.
 */
export type NameTable<V> = Readonly<Record<string, V>>;

/** One value for several names of a module or class: `under('os', 'stat lstat', v)`. */
export function under<V>(prefix: string, names: string, value: NoInfer<V>): NameTable<V> {
  const table: Record<string, V> = {};
  for (const name of names.split(/\s+/)) add(table, `${prefix}.${name}`, value);
  return table;
}

/** The same names behind several prefixes. */
export const underEach = <V>(prefixes: readonly string[], names: string, value: NoInfer<V>): NameTable<V> =>
  joinTables<V>(...prefixes.map((prefix) => under<V>(prefix, names, value)));

/** One table of several; a name must stand in only one of them. */
export function joinTables<V>(...tables: readonly NameTable<NoInfer<V>>[]): NameTable<V> {
  const joined: Record<string, V> = {};
  // Thousands of names, at each start: no pairs are made of them.
  for (const table of tables) for (const name in table) add(joined, name, table[name]!);
  return joined;
}

function add<V>(table: Record<string, V>, name: string, value: V): void {
  if (Object.hasOwn(table, name)) throw new Error(`${name} is listed twice`);
  table[name] = value;
}
