import type { FunctionDef, Decorator, Expression } from '../../facts/nodes.ts';
import { decorators } from '../../knowledge/decorators.ts';
import { plainCallers } from '../../knowledge/loop.ts';
import { runInPlainFunction } from '../../knowledge/words.ts';
import { expressionText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized, type Localized } from '../../text/localized.ts';
import type { Report } from '../rule.ts';

/** An async function whose decorator hands it to what calls it as a plain one: `@click.command()`. */
export function calledPlainly(view: ChunkView, node: FunctionDef): readonly Report[] {
  const found = node.isAsync ? plainCallerOf(view, node) : undefined;
  return found ? [reportOn(view, node, found.callee, found.advice)] : [];
}

/** The decorator that hands a function to what calls it as a plain one. */
function plainCallerOf(
  view: ChunkView,
  node: FunctionDef,
): { readonly callee: Expression; readonly advice: Localized } | undefined {
  // The nearest is applied first, and what it makes of the function may be plain.
  for (const decorator of node.decorators.toReversed()) {
    const callee = calleeOf(decorator);
    const type = view.typeOf(callee);
    const caller = view.lookup(type, plainCallers);
    if (caller) return isCalledByOthers(decorator, caller.unless ?? []) ? undefined : { callee, advice: caller.advice };
    if (view.lookup(type, decorators) !== 'transparent') return undefined;
  }
  return undefined;
}

/** Whoever the decorator hands it to calls it where no loop runs: `@click.command()`, and `@cli.command()` of such a group. */
export function runsPlainly(view: ChunkView, node: FunctionDef): boolean {
  if (isRunPlainly(view, node)) return true;
  const decorator = node.decorators.findLast(
    (each) => view.lookup(view.typeOf(calleeOf(each)), decorators) !== 'transparent',
  );
  const callee = decorator && calleeOf(decorator);
  if (callee?.kind !== 'Attribute' || callee.value.kind !== 'Name' || !OF_GROUPS.has(callee.attribute)) return false;
  const { name } = callee.value;
  return view
    .fileChunks()
    .some((chunk) =>
      chunk.facts.body.some(
        (statement) => statement.kind === 'FunctionDef' && statement.name === name && isRunPlainly(chunk, statement),
      ),
    );
}

const OF_GROUPS: ReadonlySet<string> = new Set(['command', 'group']);

const isRunPlainly = (view: ChunkView, node: FunctionDef): boolean =>
  plainCallerOf(view, node)?.advice === runInPlainFunction;

const calleeOf = ({ expression }: Decorator): Expression => (expression.kind === 'Call' ? expression.func : expression);

const isCalledByOthers = ({ expression }: Decorator, options: readonly string[]): boolean =>
  expression.kind === 'Call' &&
  expression.args.some(({ name, stars }) => stars > 0 || (name !== undefined && options.includes(name)));

const reportOn = (view: ChunkView, node: FunctionDef, decorator: Expression, advice: Localized): Report => ({
  at: { start: node.nameStart, end: node.nameStart + node.name.length },
  message: neverRuns(node.name, expressionText(view, decorator), advice),
  severity: 'warning',
});

const neverRuns = localized({
  en: (name: string, decorator: string, advice: string) =>
    `\`${name}()\` is async, and \`@${decorator}\` has it called as a plain function, so it never runs; ${advice}.`,
  'zh-cn': (name, decorator, advice) =>
    `\`${name}()\` 是异步函数，而 \`@${decorator}\` 会把它当作普通函数调用，它的函数体根本不会执行；${advice}。`,
});
