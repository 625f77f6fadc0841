import { afterSubtree, endOf, fieldOf, kindOf, none, startOf } from '../syntax/flat-tree.ts';
import { fields, kinds, tokens } from '../syntax/kinds.ts';
import { type Builder, bind, childOf, close, field, open, textOf } from './builder.ts';
import type { Alias, Import, ImportFrom } from './nodes.ts';

export function readImport(x: Builder, row: number): Import {
  const id = open(x);
  const names = aliases(x, row, true);
  return close(x, { kind: 'Import', id, start: startOf(x.tree, row), end: endOf(x.tree, row), names });
}

export function readImportFrom(x: Builder, row: number): ImportFrom {
  const { tree } = x;
  const id = open(x);
  const { module, level } = moduleOf(x, row);
  const star = childOf(x, row, kinds.wildcardImport);
  const names = star === none ? aliases(x, row, false) : [starAlias(x, star)];
  return close(x, { kind: 'ImportFrom', id, start: startOf(tree, row), end: endOf(tree, row), module, level, names });
}

function moduleOf(x: Builder, row: number): { module: string; level: number } {
  if (childOf(x, row, tokens.__future__) !== none) return { module: '__future__', level: 0 };
  const named = field(x, row, fields.moduleName);
  if (named === none || kindOf(x.tree, named) === kinds.dottedName) return { module: dottedName(x, named), level: 0 };
  const prefix = childOf(x, named, kinds.importPrefix);
  const level = prefix === none ? 0 : afterSubtree(x.tree, prefix) - prefix - 1;
  return { module: dottedName(x, childOf(x, named, kinds.dottedName)), level };
}

/** `import a.b` binds `a`; `from x import a` and `as` bind the name itself. */
function aliases(x: Builder, row: number, isPlain: boolean): Alias[] {
  const { tree } = x;
  const found: Alias[] = [];
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    if (fieldOf(tree, child) !== fields.name || (kind !== kinds.dottedName && kind !== kinds.aliasedImport)) continue;
    const isAliased = kind === kinds.aliasedImport;
    const id = open(x);
    const name = dottedName(x, isAliased ? field(x, child, fields.name) : child);
    const asname = isAliased ? textOf(x, field(x, child, fields.alias)) : undefined;
    bind(x, 'import', asname ?? (isPlain ? firstPart(name) : name), id);
    found.push(close(x, { kind: 'Alias', id, start: startOf(tree, child), end: endOf(tree, child), name, asname }));
  }
  return found;
}

function starAlias(x: Builder, row: number): Alias {
  const id = open(x);
  const range = { start: startOf(x.tree, row), end: endOf(x.tree, row) };
  return close(x, { kind: 'Alias', id, ...range, name: '*', asname: undefined });
}

function firstPart(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? name : name.slice(0, dot);
}

function dottedName(x: Builder, row: number): string {
  const name = textOf(x, row);
  return /[\s\\]/.test(name) ? name.replace(/[\s\\]/g, '') : name;
}
