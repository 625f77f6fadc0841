import type { ExceptHandler, Expression, Node, Statement } from '../../facts/nodes.ts';
import { preorder } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Strictness } from '../rule.ts';
import { catchesCancellation } from './caught-cancellation.ts';
import { exitsOf } from './exits.ts';

/** A handler may do one thing only with a cancellation, whatever comes behind it: raise it again, on each of its ways. */
export const swallowedStrictly: Strictness = {
  reports: {
    en: 'Every handler of `BaseException`, of the cancellation or of all exceptions that can end without raising what it caught, and each `return`, `yield`, `break`, `continue` or `raise` of something else in it; in plain functions and at module level, too.',
    'zh-cn':
      '捕获 `BaseException`、取消异常或所有异常的处理代码，只要可能没有重新抛出所捕获的异常就结束，一律报告；其中的 `return`、`yield`、`break`、`continue` 和抛出其他异常的 `raise` 也逐一报告；普通函数和模块顶层同样检查。',
  },
  visit: {
    Try(node, view, report) {
      const handler = node.handlers.find(({ type }) => catchesCancellation(view, type));
      if (!handler) return;
      const ways = exitsOf(handler.body);
      if (ways.size !== 1 || !ways.has('raise')) report({ at: caughtBy(view, handler), message: texts.mayEnd });
      for (const exit of otherExits(view, handler)) report({ at: exit, message: texts.leavesOtherwise });
    },
  },
};

/** What names the cancellation, in a tuple of several. */
function caughtBy(view: ChunkView, { type, start }: ExceptHandler): { readonly start: number; readonly end: number } {
  if (!type) return { start, end: start + 'except'.length };
  if (type.kind !== 'Collection') return type;
  return type.elements.find((element) => catchesCancellation(view, element)) ?? type;
}

/** Where the handler is left with something else than what it caught; who has a generator may never go on with it. */
const otherExits = (view: ChunkView, handler: ExceptHandler): readonly Node[] =>
  handler.body.flatMap((statement) =>
    [...preorder(view.facts, statement)].filter((node) => {
      if (view.functionAround(node) !== view.functionAround(handler)) return false;
      if (node.kind === 'Return' || node.kind === 'Yield') return true;
      if (node.kind === 'Raise') return node.exception !== undefined && !isCaught(handler, node.exception);
      return (node.kind === 'Break' || node.kind === 'Continue') && !isInLoopOf(view, node, handler);
    }),
  );

const isCaught = ({ name }: ExceptHandler, raised: Expression): boolean =>
  raised.kind === 'Name' && name !== undefined && raised.name === name;

/** Whether it belongs to a loop within the handler. */
function isInLoopOf(view: ChunkView, exit: Statement, handler: ExceptHandler): boolean {
  for (let outer = view.parent(exit); outer && outer !== handler; outer = view.parent(outer))
    if (outer.kind === 'For' || outer.kind === 'While') return true;
  return false;
}

const texts = {
  mayEnd: {
    en: 'This catches a cancellation and can end without passing it on; re-raise it on every way.',
    'zh-cn': '这里会捕获取消异常，却可能没有重新抛出就结束；请在每条路径上都重新抛出它。',
  },
  leavesOtherwise: {
    en: 'A cancellation that was caught is not passed on here; re-raise it instead.',
    'zh-cn': '这里没有把捕获到的取消异常继续抛出；请改为重新抛出它。',
  },
};
