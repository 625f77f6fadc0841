import { canFallThrough } from '../../facts/function-bodies.ts';
import type { Attribute, Expression, Node, Statement } from '../../facts/nodes.ts';
import { blocksOf } from '../../facts/statement-blocks.ts';
import { ancestors, isWithin, preorder } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** The attributes of the own object that statements set to something before a place in them, whatever else happens. */
export const filledBefore = (view: ChunkView, statements: readonly Statement[], place: Node): ReadonlySet<string> =>
  new Set(
    runBefore(view, statements, place)
      .filter((statement) => statement.kind === 'Assign' && !isNone(statement.value))
      .flatMap((statement) => [...preorder(view.facts, statement)])
      .flatMap((node) => (isOwn(node) && node.context === 'store' ? [node.attribute] : [])),
  );

/** What has run whenever a place is come to: the statements in front of it in its block and in those around. */
function runBefore(view: ChunkView, statements: readonly Statement[], place: Node): readonly Statement[] {
  const inFront = statements.filter((statement) => statement.end <= place.start);
  const around = statements.find((statement) => isWithin(view.facts, place, statement));
  const inner = around ? blocksOf(around).find((block) => block.some((one) => isWithin(view.facts, place, one))) : [];
  return [...inFront.flatMap(withBodies), ...(inner ? runBefore(view, inner, place) : [])];
}

const withBodies = (statement: Statement): readonly Statement[] =>
  statement.kind === 'With' ? statement.body.flatMap(withBodies) : [statement];

/** Whether a place is not come to in a method that is called when these attributes are set: `if self.loop is None: …`. */
export function isExcluded(view: ChunkView, place: Node, filled: ReadonlySet<string>): boolean {
  if (filled.size === 0) return false;
  let child = place;
  for (const outer of ancestors(view.facts, place)) {
    if (outer.kind === 'FunctionDef') return hasLeft(outer.body, child, filled);
    if (outer.kind === 'If') {
      const answer = answerOf(outer.test, filled);
      const isIn = (block: readonly Statement[]): boolean =>
        block.some((statement) => isWithin(view.facts, place, statement));
      if ((answer === false && isIn(outer.body)) || (answer === true && isIn(outer.orelse))) return true;
    }
    if (blocksOf(outer).some((block) => hasLeft(block, child, filled))) return true;
    child = outer;
  }
  return false;
}

/** `if self.loop is not None: return` in front of the statement. */
function hasLeft(block: readonly Statement[], statement: Node, filled: ReadonlySet<string>): boolean {
  const index = block.findIndex((each) => each === statement);
  return block
    .slice(0, Math.max(index, 0))
    .some((each) => each.kind === 'If' && answerOf(each.test, filled) === true && !canFallThrough(each.body));
}

/** What a condition comes to where these attributes are set; undefined where they do not tell. */
function answerOf(test: Expression, filled: ReadonlySet<string>): boolean | undefined {
  if (test.kind === 'UnaryOp' && test.operator === 'not') return negated(answerOf(test.operand, filled));
  if (test.kind === 'BoolOp') {
    const answers = [answerOf(test.left, filled), answerOf(test.right, filled)];
    const decisive = test.operator === 'or';
    if (answers.includes(decisive)) return decisive;
    return answers.includes(undefined) ? undefined : !decisive;
  }
  if (test.kind === 'Compare' && isOwn(test.left) && filled.has(test.left.attribute) && isNone(test.comparators[0])) {
    const operator = test.operators.join();
    return operator === 'is' ? false : operator === 'is not' ? true : undefined;
  }
  return isOwn(test) && filled.has(test.attribute) ? true : undefined;
}

const negated = (answer: boolean | undefined): boolean | undefined => (answer === undefined ? undefined : !answer);

const isNone = (node: Node | undefined): boolean => node?.kind === 'Constant' && node.type === 'None';

const isOwn = (node: Node): node is Attribute =>
  node.kind === 'Attribute' && node.value.kind === 'Name' && node.value.name === 'self';
