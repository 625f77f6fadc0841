import { canFallThrough } from '../../facts/function-bodies.ts';
import type { Attribute, Compare, Expression, Node, Statement } from '../../facts/nodes.ts';
import { blocksOf } from '../../facts/statement-blocks.ts';
import { ancestors, isWithin, preorder } from '../../facts/walk.ts';
import { loopGetters } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { onlyValue } from '../../facts/only-value.ts';

/** Attributes of the own object that are set, and to what as far as it matters. */
export type Filled = ReadonlyMap<string, 'something' | 'running loop'>;

/** What statements set to something before a place in them, whatever else happens. */
export const filledBefore = (view: ChunkView, statements: readonly Statement[], place: Node): Filled =>
  new Map(
    runBefore(view, statements, place).flatMap((statement) => {
      if (statement.kind !== 'Assign' || isNone(statement.value)) return [];
      const what = isRunningLoop(view, statement.value) ? 'running loop' : 'something';
      return [...preorder(view.facts, statement)].flatMap((node) =>
        isOwn(node) && node.context === 'store' ? [[node.attribute, what] as const] : [],
      );
    }),
  );

/** `asyncio.get_running_loop()`, or a variable that holds it: one and the same in all that a task awaits. */
function isRunningLoop(view: ChunkView, value: Expression): boolean {
  const call = value.kind === 'Name' ? onlyValue(view.facts, value) : value;
  return call?.kind === 'Call' && view.lookupCall(call, loopGetters) === 'running';
}

/** What has run whenever a place is come to: the statements in front of it in its block and in those around. */
function runBefore(view: ChunkView, statements: readonly Statement[], place: Node): readonly Statement[] {
  const inFront = statements.filter((statement) => statement.end <= place.start);
  const around = statements.find((statement) => isWithin(view.facts, place, statement));
  const inner = around ? blocksOf(around).find((block) => block.some((one) => isWithin(view.facts, place, one))) : [];
  return [...inFront.flatMap(withBodies), ...(inner ? runBefore(view, inner, place) : [])];
}

function withBodies(statement: Statement): readonly Statement[] {
  if (statement.kind === 'With') return statement.body.flatMap(withBodies);
  const goesThrough = statement.kind === 'Try' && statement.handlers.every(({ body }) => !canFallThrough(body));
  return goesThrough ? statement.body.flatMap(withBodies) : [statement];
}

/** Whether a place is not come to in a method that is called when these attributes are set: `if self.loop is None: …`. */
export function isExcluded(view: ChunkView, place: Node, filled: Filled): boolean {
  if (filled.size === 0) return false;
  let child = place;
  for (const outer of ancestors(view.facts, place)) {
    if (outer.kind === 'FunctionDef') return hasLeft(view, outer.body, child, filled);
    if (outer.kind === 'If') {
      const answer = answerOf(view, outer.test, filled);
      const isIn = (block: readonly Statement[]): boolean =>
        block.some((statement) => isWithin(view.facts, place, statement));
      if ((answer === false && isIn(outer.body)) || (answer === true && isIn(outer.orelse))) return true;
      if (answer === undefined && isIn(outer.body) && asksOwnMethod(view, outer.test, filled)) return true;
    }
    if (blocksOf(outer).some((block) => hasLeft(view, block, child, filled))) return true;
    child = outer;
  }
  return false;
}

/** `if not self.is_connected()`, a method that looks at what was set on the way: what it says now is not known. */
const asksOwnMethod = (view: ChunkView, test: Expression, filled: Filled): boolean =>
  [...preorder(view.facts, test)].some((node) => {
    const asked = node.kind === 'Call' && isOwn(node.func) ? view.definition(view.typeOf(node.func)) : undefined;
    return (
      asked !== undefined &&
      [...preorder(asked.view.facts, asked.node)].some((inner) => isOwn(inner) && filled.has(inner.attribute))
    );
  });

/** `if self.loop is not None: return` in front of the statement. */
function hasLeft(view: ChunkView, block: readonly Statement[], statement: Node, filled: Filled): boolean {
  const index = block.findIndex((each) => each === statement);
  return block
    .slice(0, Math.max(index, 0))
    .some((each) => each.kind === 'If' && answerOf(view, each.test, filled) === true && !canFallThrough(each.body));
}

/** What a condition comes to where these attributes are set; undefined where they do not tell. */
function answerOf(view: ChunkView, test: Expression, filled: Filled): boolean | undefined {
  if (test.kind === 'UnaryOp' && test.operator === 'not') return negated(answerOf(view, test.operand, filled));
  if (test.kind === 'BoolOp') {
    const answers = [answerOf(view, test.left, filled), answerOf(view, test.right, filled)];
    const decisive = test.operator === 'or';
    if (answers.includes(decisive)) return decisive;
    return answers.includes(undefined) ? undefined : !decisive;
  }
  if (test.kind === 'Compare') return answerOfCompare(view, test, filled);
  return isOwn(test) && filled.has(test.attribute) ? true : undefined;
}

/** `self.queue is None`, `loop is not self.loop` */
function answerOfCompare(
  view: ChunkView,
  { left, comparators, operators }: Compare,
  filled: Filled,
): boolean | undefined {
  const [right] = comparators;
  const operator = operators.join();
  if (!right || (operator !== 'is' && operator !== 'is not')) return undefined;
  const [own, other] = isOwn(left) ? [left, right] : [right, left];
  const what = isOwn(own) ? filled.get(own.attribute) : undefined;
  if (what !== undefined && isNone(other)) return operator === 'is not';
  return what === 'running loop' && isRunningLoop(view, other) ? operator === 'is' : undefined;
}

const negated = (answer: boolean | undefined): boolean | undefined => (answer === undefined ? undefined : !answer);

const isNone = (node: Node | undefined): boolean => node?.kind === 'Constant' && node.type === 'None';

const isOwn = (node: Node): node is Attribute =>
  node.kind === 'Attribute' && node.value.kind === 'Name' && node.value.name === 'self';
