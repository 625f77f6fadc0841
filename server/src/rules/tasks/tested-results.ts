import type { Call, Expression, Name, Node } from '../../facts/nodes.ts';
import { occurrencesOf } from '../../facts/occurrences.ts';
import { isWithin } from '../../facts/walk.ts';
import { taskSpawners } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/**
 * `Exception` in `isinstance(result, Exception)` where `result` is one of those that `gather(…, return_exceptions=True)` gives, among
 * which is a `CancelledError` for each task that was cancelled.
 */
export function testForErrors(view: ChunkView, call: Call): Expression | undefined {
  const [tested, cls, ...others] = call.args;
  if (tested?.value.kind !== 'Name' || !cls || others.length > 0) return undefined;
  if (view.lookupCall(call, IS_INSTANCE) !== true || !isJustException(view, cls.value)) return undefined;
  const name = tested.value;
  return view.evidence.aside(() => isResult(view, name)) && isUsedAsResult(view, call, name) ? cls.value : undefined;
}

export const isJustException = (view: ChunkView, cls: Expression): boolean =>
  view.lookup(view.typeOf(cls), EXCEPTION) === true;

/** Whether what is no `Exception` goes on as a result: behind `not`, in the `else`, or behind the `if`. */
function isUsedAsResult(view: ChunkView, test: Call, name: Name): boolean {
  const parent = view.parent(test);
  if (parent?.kind === 'UnaryOp') return parent.operator === 'not';
  if (parent?.kind !== 'If' && parent?.kind !== 'IfExp') return false;
  const failed = parent.kind === 'If' ? parent.body : [parent.body];
  return occurrencesOf(view.facts, name.name).some(
    (use) =>
      use.kind === 'Name' &&
      use !== name &&
      use.context === 'load' &&
      use.start > test.end &&
      view.functionAround(use) === view.functionAround(name) &&
      !failed.some((node) => isWithin(view.facts, use, node)),
  );
}

const IS_INSTANCE = { 'builtins.isinstance': true } as const;
const EXCEPTION = { 'builtins.Exception': true } as const;

/** Taken out of the results by a loop or by unpacking. */
function isResult(view: ChunkView, name: Name): boolean {
  const bindings = view.bindingsReaching(name);
  return (
    bindings.length > 0 &&
    bindings.every(({ node }) => {
      const target = view.facts.nodes[node];
      const source = target && sourceOf(view, target);
      return source !== undefined && holdsResults(view, source);
    })
  );
}

/** What a variable is an item of. */
function sourceOf(view: ChunkView, target: Node): Expression | undefined {
  const parent = view.parent(target);
  if (parent?.kind === 'For' || parent?.kind === 'ComprehensionFor') return parent.iter;
  if (parent?.kind !== 'Collection') return undefined;
  const outer = view.parent(parent);
  return outer?.kind === 'Assign' ? outer.value : sourceOf(view, parent);
}

/** `results`, `zip(names, results)`, `enumerate(results)` */
function holdsResults(view: ChunkView, source: Expression): boolean {
  if (source.kind === 'Await') return isGatherWithErrors(view, source.value);
  if (source.kind === 'Call' && view.lookupCall(source, TOGETHER) === true)
    return source.args.some(({ value }) => holdsResults(view, value));
  if (source.kind !== 'Name') return false;
  const bindings = view.bindingsReaching(source);
  return (
    bindings.length > 0 &&
    bindings.every(({ node }) => {
      const target = view.facts.nodes[node];
      const statement = target && view.parent(target);
      return (
        (statement?.kind === 'Assign' || statement?.kind === 'AnnAssign') &&
        statement.value?.kind === 'Await' &&
        isGatherWithErrors(view, statement.value.value)
      );
    })
  );
}

const TOGETHER = { 'builtins.zip': true, 'builtins.enumerate': true } as const;

const isGatherWithErrors = (view: ChunkView, node: Expression): boolean =>
  node.kind === 'Call' &&
  view.lookupCall(node, taskSpawners)?.spawns.argument.rest === true &&
  node.args.some(
    ({ name, value }) => name === 'return_exceptions' && value.kind === 'Constant' && value.value === true,
  );
