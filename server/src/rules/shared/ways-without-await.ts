import type { Expression, Node, Return, Statement, Try } from '../../facts/nodes.ts';
import { childrenOf } from '../../facts/walk.ts';
import { exceptionSwallowers } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { suspends } from './awaits.ts';

/** How code can be left, by statements alone, before anything in it was awaited. */
export interface Ways {
  readonly end: boolean;
  readonly breaks: boolean;
  readonly continues: boolean;
  readonly returns: readonly Return[];
}

const none: Ways = { end: false, breaks: false, continues: false, returns: [] };
const atEnd: Ways = { ...none, end: true };

const either = (ways: readonly Ways[]): Ways => ({
  end: ways.some(({ end }) => end),
  breaks: ways.some(({ breaks }) => breaks),
  continues: ways.some(({ continues }) => continues),
  returns: ways.flatMap(({ returns }) => returns),
});

export function waysWithoutAwait(view: ChunkView, body: readonly Statement[]): Ways {
  let ways = atEnd;
  for (const statement of body) {
    if (!ways.end) break;
    ways = either([{ ...ways, end: false }, waysOf(view, statement)]);
  }
  return ways;
}

function waysOf(view: ChunkView, statement: Statement): Ways {
  const through = (body: readonly Statement[]): Ways => waysWithoutAwait(view, body);
  const awaits = (node: Node | undefined): boolean => node !== undefined && surelyAwaits(view, node);
  switch (statement.kind) {
    case 'Return':
      return awaits(statement.value) ? none : { ...none, returns: [statement] };
    case 'Raise':
      return none;
    case 'Break':
      return { ...none, breaks: true };
    case 'Continue':
      return { ...none, continues: true };
    case 'If':
      return awaits(statement.test) ? none : either([through(statement.body), through(statement.orelse)]);
    case 'With': {
      if (statement.isAsync || statement.items.some(({ context }) => awaits(context))) return none;
      const suppresses = statement.items.some(
        ({ context }) => context.kind === 'Call' && view.lookupCall(context, exceptionSwallowers) !== undefined,
      );
      return either([through(statement.body), suppresses ? atEnd : none]);
    }
    case 'For':
      if (statement.isAsync || awaits(statement.iter)) return none;
      return waysOfLoop(through(statement.body), through(statement.orelse), hasElements(statement.iter));
    case 'While': {
      if (awaits(statement.test)) return none;
      const body = through(statement.body);
      return isEndless(statement.test)
        ? { ...none, end: body.breaks, returns: body.returns }
        : waysOfLoop(body, through(statement.orelse), false);
    }
    case 'Try':
      return waysOfTry(view, statement);
    case 'Match': {
      if (awaits(statement.subject)) return none;
      const cases = statement.cases.map((item) => (awaits(item.guard) ? none : through(item.body)));
      return either([...cases, statement.cases.some((item) => item.irrefutable) ? none : atEnd]);
    }
    default:
      return awaits(statement) ? none : atEnd;
  }
}

function waysOfLoop(body: Ways, orelse: Ways, runs: boolean): Ways {
  const goesOn = !runs || body.end || body.continues;
  return either([{ ...none, end: body.breaks, returns: body.returns }, goesOn ? orelse : none]);
}

/** Whatever a block awaits, an exception may come before it. */
function waysOfTry(view: ChunkView, { body, handlers, orelse, finalbody }: Try): Ways {
  const through = (block: readonly Statement[]): Ways => waysWithoutAwait(view, block);
  const inTry = through([...body, ...orelse]);
  const ways = either([inTry, ...handlers.map((handler) => through(handler.body))]);
  const last = through(finalbody);
  return last.end ? ways : either([last, { ...none, returns: ways.returns }]);
}

/** Whether evaluating it awaits something whatever its values are. */
function surelyAwaits(view: ChunkView, node: Node): boolean {
  const awaits = (part: Node | undefined): boolean => part !== undefined && surelyAwaits(view, part);
  switch (node.kind) {
    case 'Await':
      return true;
    case 'Lambda':
    case 'FunctionDef':
      return false;
    case 'BoolOp':
      return awaits(node.left);
    case 'IfExp':
      return awaits(node.test) || (awaits(node.body) && awaits(node.orelse));
    case 'Comprehension': {
      const [first, ...others] = node.generators;
      if (!first || node.type === 'generator') return awaits(first?.iter);
      if (suspends(first) || awaits(first.iter)) return true;
      if (!hasElements(first.iter)) return false;
      if (first.conditions.length > 0) return awaits(first.conditions[0]);
      const [second] = others;
      return second ? suspends(second) || awaits(second.iter) : awaits(node.element) || awaits(node.key);
    }
    default:
      return childrenOf(view.facts, node).some(awaits);
  }
}

/** A display or a `range()` of numbers that is seen to have elements. */
function hasElements(iter: Expression): boolean {
  if (iter.kind === 'Collection') return iter.elements.some(({ kind }) => kind !== 'Starred');
  if (iter.kind === 'Constant') return typeof iter.value === 'string' && iter.value !== '';
  if (iter.kind !== 'Call' || iter.func.kind !== 'Name' || iter.func.name !== 'range') return false;
  const numbers = iter.args.map(({ value }) => numberIn(value));
  const [first, second, step = 1] = numbers;
  if (first === undefined || numbers.includes(undefined)) return false;
  const [from, to] = second === undefined ? [0, first] : [first, second];
  return step > 0 ? from < to : from > to;
}

function numberIn(value: Expression): number | undefined {
  if (value.kind === 'UnaryOp' && value.operator === '-') {
    const number = numberIn(value.operand);
    return number === undefined ? undefined : -number;
  }
  return value.kind === 'Constant' && typeof value.value === 'number' ? value.value : undefined;
}

/** `while True` */
export const isEndless = (test: Expression): boolean => test.kind === 'Constant' && Boolean(test.value);
