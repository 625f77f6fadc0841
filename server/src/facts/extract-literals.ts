import { afterSubtree, endOf, kindOf, startOf } from '../syntax/flat-tree.ts';
import { fields, kinds } from '../syntax/kinds.ts';
import { type Builder, close, field, open, textAt } from './builder.ts';
import { expression } from './extract-expressions.ts';
import type { Constant, Expression } from './nodes.ts';

/** Longer strings are kept without their value. */
const MAX_STRING = 200;

export function readString(x: Builder, row: number): Expression {
  return strings(x, row, [row]);
}

/** Strings next to each other are one. */
export function readConcatenation(x: Builder, row: number): Expression {
  const { tree } = x;
  const rows: number[] = [];
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    if (kindOf(tree, child) === kinds.string) rows.push(child);
  }
  return strings(x, row, rows);
}

function strings(x: Builder, row: number, parts: readonly number[]): Expression {
  const id = open(x);
  const start = startOf(x.tree, row);
  const end = endOf(x.tree, row);
  const letters = prefixesOf(x, parts);
  if (letters !== '' && /[ft]/i.test(letters)) {
    const values: Expression[] = [];
    x.brackets++;
    for (const part of parts) interpolations(x, part, values);
    x.brackets--;
    return close(x, { kind: 'JoinedStr', id, start, end, values });
  }
  if (letters !== '' && /b/i.test(letters)) {
    return close(x, { kind: 'Constant', id, start, end, type: 'bytes', value: undefined });
  }
  return close(x, { kind: 'Constant', id, start, end, type: 'str', value: contents(x, parts) });
}

/** The letters before the quotes of all parts. */
function prefixesOf(x: Builder, parts: readonly number[]): string {
  let letters = '';
  for (const part of parts) {
    const start = startOf(x.tree, part);
    let end = start;
    while (end < endOf(x.tree, part) && !isQuote(x.text.charCodeAt(end))) end++;
    if (end > start) letters += x.text.slice(start, end);
  }
  return letters;
}

const isQuote = (unit: number): boolean => unit === 34 || unit === 39;

/** The text between the quotes of all parts, escapes as written. */
function contents(x: Builder, parts: readonly number[]): string | undefined {
  let value = '';
  for (const part of parts) {
    const from = contentStart(x, part);
    const to = contentEnd(x, part);
    if (value.length + to - from > MAX_STRING) return undefined;
    value = value === '' ? textAt(x, from, to) : value + x.text.slice(from, to);
  }
  return value;
}

function contentStart(x: Builder, row: number): number {
  return kindOf(x.tree, row + 1) === kinds.stringStart ? endOf(x.tree, row + 1) : startOf(x.tree, row);
}

function contentEnd(x: Builder, row: number): number {
  const last = afterSubtree(x.tree, row) - 1;
  return kindOf(x.tree, last) === kinds.stringEnd ? startOf(x.tree, last) : endOf(x.tree, row);
}

/** The expressions in braces, those in format specifications too, in order. */
function interpolations(x: Builder, row: number, values: Expression[]): void {
  const { tree } = x;
  const end = afterSubtree(tree, row);
  for (let child = row + 1; child < end; child = afterSubtree(tree, child)) {
    const kind = kindOf(tree, child);
    if (kind === kinds.interpolation || kind === kinds.formatExpression) {
      const inner = field(x, child, fields.expression);
      if (inner >= 0) values.push(expression(x, inner, 0));
      interpolations(x, child, values);
    } else if (kind === kinds.formatSpecifier) {
      interpolations(x, child, values);
    }
  }
}

export function readNumber(x: Builder, row: number): Expression {
  const id = open(x);
  const start = startOf(x.tree, row);
  const end = endOf(x.tree, row);
  const digits = x.text.slice(start, end);
  const type = numberType(x, row, digits);
  return close(x, { kind: 'Constant', id, start, end, type, value: numberValue(type, digits) });
}

function numberType(x: Builder, row: number, digits: string): Constant['type'] {
  const isHexadecimal = /^0x/i.test(digits);
  if (!isHexadecimal && /j$/i.test(digits)) return 'complex';
  return kindOf(x.tree, row) === kinds.float ? 'float' : 'int';
}

function numberValue(type: Constant['type'], digits: string): number | undefined {
  if (type === 'complex') return undefined;
  const value = Number(digits.replace(/_|[lL]$/g, ''));
  return Number.isNaN(value) ? undefined : value;
}
