import type { Facts } from './facts.ts';
import type { Expression, FunctionDef, NodeKind, NodeOf, Statement } from './nodes.ts';
import { bodyScope } from './walk.ts';

/** A body that only stands in for one: a docstring, `...`, `pass`, `raise NotImplementedError`. */
export function isPlaceholder(body: readonly Statement[]): boolean {
  return body.every(
    (statement) =>
      statement.kind === 'Pass' ||
      (statement.kind === 'Expr' && statement.value.kind === 'Constant') ||
      (statement.kind === 'Raise' && nameOfException(statement.exception) === 'NotImplementedError'),
  );
}

const nameOfException = (node: Expression | undefined): string | undefined =>
  node?.kind === 'Call' ? nameOfException(node.func) : node?.kind === 'Name' ? node.name : undefined;

/** Whether the end of a block can be reached. */
export function canFallThrough(body: readonly Statement[]): boolean {
  return !body.some(neverContinues);
}

function neverContinues(statement: Statement): boolean {
  switch (statement.kind) {
    case 'Return':
    case 'Raise':
    case 'Break':
    case 'Continue':
      return true;
    case 'If':
      return statement.orelse.length > 0 && !canFallThrough(statement.body) && !canFallThrough(statement.orelse);
    case 'While':
      return statement.test.kind === 'Constant' && statement.test.value === true && !hasBreak(statement.body);
    case 'Try':
      if (statement.finalbody.length > 0 && !canFallThrough(statement.finalbody)) return true;
      return (
        !canFallThrough([...statement.body, ...statement.orelse]) &&
        statement.handlers.every((handler) => !canFallThrough(handler.body))
      );
    case 'Match':
      return (
        statement.cases.some((item) => item.irrefutable) && statement.cases.every((item) => !canFallThrough(item.body))
      );
    case 'With':
      return !canFallThrough(statement.body) && !statement.items.some((item) => maySuppress(item.context));
    default:
      return false;
  }
}

/** A `break` of this loop, not of one inside. */
function hasBreak(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    switch (statement.kind) {
      case 'Break':
        return true;
      case 'If':
        return hasBreak(statement.body) || hasBreak(statement.orelse);
      case 'With':
        return hasBreak(statement.body);
      case 'Try':
        return [statement.body, statement.orelse, statement.finalbody, ...statement.handlers.map((h) => h.body)].some(
          hasBreak,
        );
      case 'Match':
        return statement.cases.some((item) => hasBreak(item.body));
      case 'For':
      case 'While':
        return hasBreak(statement.orelse);
      default:
        return false;
    }
  });
}

const maySuppress = (context: Expression): boolean =>
  context.kind === 'Call' &&
  /suppress|raises/.test(
    context.func.kind === 'Name' ? context.func.name : context.func.kind === 'Attribute' ? context.func.attribute : '',
  );

/** The nodes of a kind in the function itself, not in functions within it. */
export function ownNodes<K extends NodeKind>(facts: Facts, node: FunctionDef, kind: K): readonly NodeOf<K>[] {
  const scope = bodyScope(facts, node);
  const found: NodeOf<K>[] = [];
  for (let id = node.id + 1; id < facts.nodes.length; id++) {
    const inner = facts.nodes[id];
    if (!inner || inner.start >= node.end) break;
    if (inner.kind === kind && facts.scopeOf[id] === scope) found.push(inner as NodeOf<K>);
  }
  return found;
}
