import type { Collection, Comprehension, Constant, Expression, Name } from '../nodes.ts';
import type { NodeCodings, NodeReader, NodeWriter } from './node-coding.ts';

const contexts = ['load', 'store', 'delete'] as const satisfies Name['context'][];
const constants = [
  ...(['int', 'float', 'complex', 'str', 'bytes', 'bool', 'None', 'ellipsis'] as const),
] satisfies Constant['type'][];
const collections = ['list', 'tuple', 'set'] as const satisfies Collection['type'][];
const comprehensions = ['list', 'set', 'dict', 'generator'] as const satisfies Comprehension['type'][];
const unary = ['not', '-', '+', '~'] as const;
const boolean = ['and', 'or'] as const;
export const stars = [0, 1, 2] as const;

export const expressionCodings: NodeCodings<Expression['kind'] | 'Argument' | 'ComprehensionFor'> = {
  Name: {
    write(out, { name, context }) {
      out.string(name);
      out.choice(contexts, context);
    },
    read: (x, id, start, end) => ({ kind: 'Name', id, start, end, name: x.string(), context: x.choice(contexts) }),
  },
  Attribute: {
    write(out, { value, attribute, attributeStart, context }) {
      out.node(value);
      out.string(attribute);
      out.offset(attributeStart);
      out.choice(contexts, context);
    },
    read: (x, id, start, end) => ({
      kind: 'Attribute',
      id,
      start,
      end,
      value: x.node(),
      attribute: x.string(),
      attributeStart: x.offset(),
      context: x.choice(contexts),
    }),
  },
  Argument: {
    write(out, { name, stars: count, value }) {
      out.byte(count + (name === undefined ? 0 : 4));
      if (name !== undefined) out.string(name);
      out.node(value);
    },
    read(x, id, start, end) {
      const form = x.byte();
      const name = form < 4 ? undefined : x.string();
      return { kind: 'Argument', id, start, end, name, stars: stars[form & 3]!, value: x.node() };
    },
  },
  Call: {
    write(out, { func, args, openParen }) {
      out.node(func);
      out.nodes(args);
      out.offset(openParen);
    },
    read: (x, id, start, end) => ({
      kind: 'Call',
      id,
      start,
      end,
      func: x.node(),
      args: x.nodes(),
      openParen: x.offset(),
    }),
  },
  Await: {
    write: (out, { value }) => out.node(value),
    read: (x, id, start, end) => ({ kind: 'Await', id, start, end, value: x.node() }),
  },
  Subscript: {
    write(out, { value, indices, context }) {
      out.node(value);
      out.nodes(indices);
      out.choice(contexts, context);
    },
    read: (x, id, start, end) => ({
      kind: 'Subscript',
      id,
      start,
      end,
      value: x.node(),
      indices: x.nodes(),
      context: x.choice(contexts),
    }),
  },
  Slice: {
    write: (out, { parts }) => out.nodes(parts),
    read: (x, id, start, end) => ({ kind: 'Slice', id, start, end, parts: x.nodes() }),
  },
  Constant: {
    write(out, { type, value }) {
      out.choice(constants, type);
      writeValue(out, value);
    },
    read: (x, id, start, end) => ({
      kind: 'Constant',
      id,
      start,
      end,
      type: x.choice(constants),
      value: readValue(x),
    }),
  },
  JoinedStr: {
    write: (out, { values }) => out.nodes(values),
    read: (x, id, start, end) => ({ kind: 'JoinedStr', id, start, end, values: x.nodes() }),
  },
  Lambda: {
    write(out, { parameters, body }) {
      out.nodes(parameters);
      out.node(body);
    },
    read: (x, id, start, end) => ({ kind: 'Lambda', id, start, end, parameters: x.nodes(), body: x.node() }),
  },
  ComprehensionFor: {
    write(out, { isAsync, target, iter, conditions }) {
      out.flag(isAsync);
      out.node(target);
      out.node(iter);
      out.nodes(conditions);
    },
    read: (x, id, start, end) => ({
      kind: 'ComprehensionFor',
      id,
      start,
      end,
      isAsync: x.flag(),
      target: x.node(),
      iter: x.node(),
      conditions: x.nodes(),
    }),
  },
  Comprehension: {
    write(out, { type, element, key, generators }) {
      out.choice(comprehensions, type);
      out.node(element);
      out.maybe(key);
      out.nodes(generators);
    },
    read: (x, id, start, end) => ({
      kind: 'Comprehension',
      id,
      start,
      end,
      type: x.choice(comprehensions),
      element: x.node(),
      key: x.maybe(),
      generators: x.nodes(),
    }),
  },
  Collection: {
    write(out, { type, elements }) {
      out.choice(collections, type);
      out.nodes(elements);
    },
    read: (x, id, start, end) => ({
      kind: 'Collection',
      id,
      start,
      end,
      type: x.choice(collections),
      elements: x.nodes(),
    }),
  },
  Dict: {
    write(out, { keys, values }) {
      out.nodes(keys);
      out.nodes(values);
    },
    read: (x, id, start, end) => ({ kind: 'Dict', id, start, end, keys: x.maybes(), values: x.nodes() }),
  },
  Starred: {
    write: (out, { value }) => out.node(value),
    read: (x, id, start, end) => ({ kind: 'Starred', id, start, end, value: x.node() }),
  },
  BinOp: {
    write(out, { operator, left, right }) {
      out.string(operator);
      out.node(left);
      out.node(right);
    },
    read: (x, id, start, end) => ({
      kind: 'BinOp',
      id,
      start,
      end,
      operator: x.string(),
      left: x.node(),
      right: x.node(),
    }),
  },
  UnaryOp: {
    write(out, { operator, operand }) {
      out.choice(unary, operator);
      out.node(operand);
    },
    read: (x, id, start, end) => ({ kind: 'UnaryOp', id, start, end, operator: x.choice(unary), operand: x.node() }),
  },
  BoolOp: {
    write(out, { operator, left, right }) {
      out.choice(boolean, operator);
      out.node(left);
      out.node(right);
    },
    read: (x, id, start, end) => ({
      kind: 'BoolOp',
      id,
      start,
      end,
      operator: x.choice(boolean),
      left: x.node(),
      right: x.node(),
    }),
  },
  Compare: {
    write(out, { left, operators, comparators }) {
      out.node(left);
      out.strings(operators);
      out.nodes(comparators);
    },
    read: (x, id, start, end) => ({
      kind: 'Compare',
      id,
      start,
      end,
      left: x.node(),
      operators: x.strings(),
      comparators: x.nodes(),
    }),
  },
  IfExp: {
    write(out, { test, body, orelse }) {
      out.node(test);
      out.node(body);
      out.node(orelse);
    },
    read: (x, id, start, end) => ({
      kind: 'IfExp',
      id,
      start,
      end,
      test: x.node(),
      body: x.node(),
      orelse: x.node(),
    }),
  },
  NamedExpr: {
    write(out, { target, value }) {
      out.node(target);
      out.node(value);
    },
    read: (x, id, start, end) => ({ kind: 'NamedExpr', id, start, end, target: x.node(), value: x.node() }),
  },
  Yield: {
    write: (out, { value }) => out.maybe(value),
    read: (x, id, start, end) => ({ kind: 'Yield', id, start, end, value: x.maybe() }),
  },
  YieldFrom: {
    write: (out, { value }) => out.node(value),
    read: (x, id, start, end) => ({ kind: 'YieldFrom', id, start, end, value: x.node() }),
  },
  Opaque: {
    write: (out, { children }) => out.nodes(children),
    read: (x, id, start, end) => ({ kind: 'Opaque', id, start, end, children: x.nodes() }),
  },
};

const forms = { nothing: 0, false: 1, true: 2, small: 3, number: 4, string: 5 } as const;

function writeValue(out: NodeWriter, value: Constant['value']): void {
  if (typeof value === 'string') {
    out.byte(forms.string);
    out.string(value);
  } else if (typeof value === 'number') writeNumber(out, value);
  else out.byte(value === undefined ? forms.nothing : value ? forms.true : forms.false);
}

function writeNumber(out: NodeWriter, value: number): void {
  if (Object.is(value, value | 0) && value >= 0) {
    out.byte(forms.small);
    out.int(value);
    return;
  }
  out.byte(forms.number);
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, value);
  out.bytes(new Uint8Array(bytes.buffer));
}

function readValue(x: NodeReader): Constant['value'] {
  switch (x.byte()) {
    case forms.false:
      return false;
    case forms.true:
      return true;
    case forms.small:
      return x.int();
    case forms.number:
      return readFloat(x.bytes(8));
    case forms.string:
      return x.string();
    default:
      return undefined;
  }
}

const readFloat = ({ buffer, byteOffset }: Uint8Array): number => new DataView(buffer, byteOffset).getFloat64(0);
