import type { NodeKind, Parameter } from '../nodes.ts';
import { type expressionCodings, stars } from './expression-codings.ts';
import type { NodeCodings } from './node-coding.ts';

const parameters = [
  ...(['positional-only', 'positional', 'keyword-only', 'args', 'kwargs'] as const),
] satisfies Parameter['type'][];

/** Statements and their parts. */
export const statementCodings: NodeCodings<Exclude<NodeKind, keyof typeof expressionCodings>> = {
  Decorator: {
    write: (out, { expression }) => out.node(expression),
    read: (x, id, start, end) => ({ kind: 'Decorator', id, start, end, expression: x.node() }),
  },
  Parameter: {
    write(out, node) {
      out.string(node.name);
      out.offset(node.nameStart);
      out.choice(parameters, node.type);
      out.maybe(node.annotation);
      out.maybe(node.default);
    },
    read: (x, id, start, end) => ({
      kind: 'Parameter',
      id,
      start,
      end,
      name: x.string(),
      nameStart: x.offset(),
      type: x.choice(parameters),
      annotation: x.maybe(),
      default: x.maybe(),
    }),
  },
  TypeParameter: {
    write(out, node) {
      out.string(node.name);
      out.byte(node.stars);
      out.maybe(node.bound);
    },
    read: (x, id, start, end) => ({
      kind: 'TypeParameter',
      id,
      start,
      end,
      name: x.string(),
      stars: stars[x.byte()]!,
      bound: x.maybe(),
    }),
  },
  FunctionDef: {
    write(out, node) {
      out.string(node.name);
      out.offset(node.nameStart);
      out.flag(node.isAsync);
      out.offset(node.defStart);
      out.nodes(node.decorators);
      out.nodes(node.typeParameters);
      out.nodes(node.parameters);
      out.maybe(node.returns);
      out.nodes(node.body);
    },
    read: (x, id, start, end) => ({
      kind: 'FunctionDef',
      id,
      start,
      end,
      name: x.string(),
      nameStart: x.offset(),
      isAsync: x.flag(),
      defStart: x.offset(),
      decorators: x.nodes(),
      typeParameters: x.nodes(),
      parameters: x.nodes(),
      returns: x.maybe(),
      body: x.nodes(),
    }),
  },
  ClassDef: {
    write(out, node) {
      out.string(node.name);
      out.offset(node.nameStart);
      out.nodes(node.decorators);
      out.nodes(node.typeParameters);
      out.nodes(node.arguments);
      out.nodes(node.body);
    },
    read: (x, id, start, end) => ({
      kind: 'ClassDef',
      id,
      start,
      end,
      name: x.string(),
      nameStart: x.offset(),
      decorators: x.nodes(),
      typeParameters: x.nodes(),
      arguments: x.nodes(),
      body: x.nodes(),
    }),
  },
  Expr: {
    write: (out, { value }) => out.node(value),
    read: (x, id, start, end) => ({ kind: 'Expr', id, start, end, value: x.node() }),
  },
  Assign: {
    write(out, { targets, value }) {
      out.nodes(targets);
      out.node(value);
    },
    read: (x, id, start, end) => ({ kind: 'Assign', id, start, end, targets: x.nodes(), value: x.node() }),
  },
  AnnAssign: {
    write(out, { target, annotation, value }) {
      out.node(target);
      out.node(annotation);
      out.maybe(value);
    },
    read: (x, id, start, end) => ({
      kind: 'AnnAssign',
      id,
      start,
      end,
      target: x.node(),
      annotation: x.node(),
      value: x.maybe(),
    }),
  },
  AugAssign: {
    write(out, { target, operator, value }) {
      out.node(target);
      out.string(operator);
      out.node(value);
    },
    read: (x, id, start, end) => ({
      kind: 'AugAssign',
      id,
      start,
      end,
      target: x.node(),
      operator: x.string(),
      value: x.node(),
    }),
  },
  Return: {
    write: (out, { value }) => out.maybe(value),
    read: (x, id, start, end) => ({ kind: 'Return', id, start, end, value: x.maybe() }),
  },
  Raise: {
    write(out, { exception, cause }) {
      out.maybe(exception);
      out.maybe(cause);
    },
    read: (x, id, start, end) => ({ kind: 'Raise', id, start, end, exception: x.maybe(), cause: x.maybe() }),
  },
  Delete: {
    write: (out, { targets }) => out.nodes(targets),
    read: (x, id, start, end) => ({ kind: 'Delete', id, start, end, targets: x.nodes() }),
  },
  Assert: {
    write(out, { test, message }) {
      out.node(test);
      out.maybe(message);
    },
    read: (x, id, start, end) => ({ kind: 'Assert', id, start, end, test: x.node(), message: x.maybe() }),
  },
  Pass: { write: () => undefined, read: (_, id, start, end) => ({ kind: 'Pass', id, start, end }) },
  Break: { write: () => undefined, read: (_, id, start, end) => ({ kind: 'Break', id, start, end }) },
  Continue: { write: () => undefined, read: (_, id, start, end) => ({ kind: 'Continue', id, start, end }) },
  Global: {
    write: (out, { names }) => out.strings(names),
    read: (x, id, start, end) => ({ kind: 'Global', id, start, end, names: x.strings() }),
  },
  Nonlocal: {
    write: (out, { names }) => out.strings(names),
    read: (x, id, start, end) => ({ kind: 'Nonlocal', id, start, end, names: x.strings() }),
  },
  Alias: {
    write(out, { name, asname }) {
      out.string(name);
      out.flag(asname !== undefined);
      if (asname !== undefined) out.string(asname);
    },
    read: (x, id, start, end) => ({
      kind: 'Alias',
      id,
      start,
      end,
      name: x.string(),
      asname: x.flag() ? x.string() : undefined,
    }),
  },
  Import: {
    write: (out, { names }) => out.nodes(names),
    read: (x, id, start, end) => ({ kind: 'Import', id, start, end, names: x.nodes() }),
  },
  ImportFrom: {
    write(out, { module, level, names }) {
      out.string(module);
      out.int(level);
      out.nodes(names);
    },
    read: (x, id, start, end) => ({
      kind: 'ImportFrom',
      id,
      start,
      end,
      module: x.string(),
      level: x.int(),
      names: x.nodes(),
    }),
  },
  If: {
    write(out, { test, body, orelse }) {
      out.node(test);
      out.nodes(body);
      out.nodes(orelse);
    },
    read: (x, id, start, end) => ({ kind: 'If', id, start, end, test: x.node(), body: x.nodes(), orelse: x.nodes() }),
  },
  While: {
    write(out, { test, body, orelse }) {
      out.node(test);
      out.nodes(body);
      out.nodes(orelse);
    },
    read: (x, id, start, end) => ({
      kind: 'While',
      id,
      start,
      end,
      test: x.node(),
      body: x.nodes(),
      orelse: x.nodes(),
    }),
  },
  For: {
    write(out, { isAsync, target, iter, body, orelse }) {
      out.flag(isAsync);
      out.node(target);
      out.node(iter);
      out.nodes(body);
      out.nodes(orelse);
    },
    read: (x, id, start, end) => ({
      kind: 'For',
      id,
      start,
      end,
      isAsync: x.flag(),
      target: x.node(),
      iter: x.node(),
      body: x.nodes(),
      orelse: x.nodes(),
    }),
  },
  WithItem: {
    write(out, { context, target }) {
      out.node(context);
      out.maybe(target);
    },
    read: (x, id, start, end) => ({ kind: 'WithItem', id, start, end, context: x.node(), target: x.maybe() }),
  },
  With: {
    write(out, { isAsync, items, body }) {
      out.flag(isAsync);
      out.nodes(items);
      out.nodes(body);
    },
    read: (x, id, start, end) => ({
      kind: 'With',
      id,
      start,
      end,
      isAsync: x.flag(),
      items: x.nodes(),
      body: x.nodes(),
    }),
  },
  ExceptHandler: {
    write(out, { type, name, nameStart, isGroup, body }) {
      out.maybe(type);
      out.flag(name !== undefined);
      if (name !== undefined) out.string(name);
      out.offset(nameStart);
      out.flag(isGroup);
      out.nodes(body);
    },
    read: (x, id, start, end) => ({
      kind: 'ExceptHandler',
      id,
      start,
      end,
      type: x.maybe(),
      name: x.flag() ? x.string() : undefined,
      nameStart: x.offset(),
      isGroup: x.flag(),
      body: x.nodes(),
    }),
  },
  Try: {
    write(out, { body, handlers, orelse, finalbody }) {
      out.nodes(body);
      out.nodes(handlers);
      out.nodes(orelse);
      out.nodes(finalbody);
    },
    read: (x, id, start, end) => ({
      kind: 'Try',
      id,
      start,
      end,
      body: x.nodes(),
      handlers: x.nodes(),
      orelse: x.nodes(),
      finalbody: x.nodes(),
    }),
  },
  MatchCase: {
    write(out, { captures, irrefutable, guard, body }) {
      out.nodes(captures);
      out.flag(irrefutable);
      out.maybe(guard);
      out.nodes(body);
    },
    read: (x, id, start, end) => ({
      kind: 'MatchCase',
      id,
      start,
      end,
      captures: x.nodes(),
      irrefutable: x.flag(),
      guard: x.maybe(),
      body: x.nodes(),
    }),
  },
  Match: {
    write(out, { subject, cases }) {
      out.node(subject);
      out.nodes(cases);
    },
    read: (x, id, start, end) => ({ kind: 'Match', id, start, end, subject: x.node(), cases: x.nodes() }),
  },
  TypeAlias: {
    write(out, { name, typeParameters, value }) {
      out.node(name);
      out.nodes(typeParameters);
      out.node(value);
    },
    read: (x, id, start, end) => ({
      kind: 'TypeAlias',
      id,
      start,
      end,
      name: x.node(),
      typeParameters: x.nodes(),
      value: x.node(),
    }),
  },
  OpaqueStatement: {
    write: (out, { children }) => out.nodes(children),
    read: (x, id, start, end) => ({ kind: 'OpaqueStatement', id, start, end, children: x.nodes() }),
  },
};
