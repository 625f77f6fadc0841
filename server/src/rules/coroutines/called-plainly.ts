import type { FunctionDef, Decorator, Expression } from '../../facts/nodes.ts';
import { decorators } from '../../knowledge/decorators.ts';
import { plainCallers } from '../../knowledge/loop.ts';
import { expressionText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Report } from '../rule.ts';

/** An async function whose decorator hands it to what calls it as a plain one: `@click.command()`. */
export function calledPlainly(view: ChunkView, node: FunctionDef): readonly Report[] {
  if (!node.isAsync) return [];
  // The nearest is applied first, and what it makes of the function may be plain.
  for (const decorator of node.decorators.toReversed()) {
    const callee = calleeOf(decorator);
    const type = view.typeOf(callee);
    const caller = view.lookup(type, plainCallers);
    if (caller)
      return isCalledByOthers(decorator, caller.unless ?? []) ? [] : [reportOn(view, node, callee, caller.advice)];
    if (view.lookup(type, decorators) !== 'transparent') return [];
  }
  return [];
}

const calleeOf = ({ expression }: Decorator): Expression => (expression.kind === 'Call' ? expression.func : expression);

const isCalledByOthers = ({ expression }: Decorator, options: readonly string[]): boolean =>
  expression.kind === 'Call' &&
  expression.args.some(({ name, stars }) => stars > 0 || (name !== undefined && options.includes(name)));

const reportOn = (view: ChunkView, node: FunctionDef, decorator: Expression, advice: string): Report => ({
  at: { start: node.nameStart, end: node.nameStart + node.name.length },
  message: `\`${node.name}()\` is async, and \`@${expressionText(view, decorator)}\` has it called as a plain function, so it never runs; ${advice}.`,
  severity: 'warning',
});
