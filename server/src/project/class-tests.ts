import type { Attribute, Call, Expression, Node } from '../facts/nodes.ts';
import { parentOf } from '../facts/walk.ts';
import { typeOf } from './expressions.ts';
import { instanceOf } from './members.ts';
import type { Chunk } from './project.ts';
import type { Type } from './types.ts';

/** What `if isinstance(self.x, Cursor):` around it says of an attribute of which nothing else is known. */
export function classAskedFor(chunk: Chunk, node: Attribute): Type | undefined {
  let child: Node = node;
  for (let parent = parentOf(chunk.facts, node); parent; child = parent, parent = parentOf(chunk.facts, parent)) {
    if (parent.kind === 'FunctionDef' || parent.kind === 'Lambda') return undefined;
    const test = testHeldIn(parent, child);
    const call = test && isinstanceOf(test, node);
    const cls = call?.args[1] && typeOf(chunk, call.args[1].value);
    if (cls?.kind === 'class') return instanceOf(cls);
  }
  return undefined;
}

function testHeldIn(parent: Node, child: Node): Expression | undefined {
  switch (parent.kind) {
    case 'If':
      return parent.body.some((statement) => statement === child) ? parent.test : undefined;
    case 'IfExp':
      return parent.body === child ? parent.test : undefined;
    case 'BoolOp':
      return parent.operator === 'and' && parent.right === child ? parent.left : undefined;
    default:
      return undefined;
  }
}

/** `isinstance(x, …)` about the attribute, alone or with `and`. */
function isinstanceOf(test: Expression, node: Attribute): Call | undefined {
  if (test.kind === 'BoolOp')
    return test.operator === 'and' ? (isinstanceOf(test.left, node) ?? isinstanceOf(test.right, node)) : undefined;
  if (test.kind !== 'Call' || test.func.kind !== 'Name' || test.func.name !== 'isinstance') return undefined;
  const [asked] = test.args;
  return asked && isSame(asked.value, node) ? test : undefined;
}

const isSame = (a: Expression, b: Expression): boolean =>
  a.kind === 'Attribute' && b.kind === 'Attribute'
    ? a.attribute === b.attribute && isSame(a.value, b.value)
    : a.kind === 'Name' && b.kind === 'Name' && a.name === b.name;
