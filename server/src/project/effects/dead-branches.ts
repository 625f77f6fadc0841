import type { Expression, Node } from '../../facts/nodes.ts';
import { typeOf } from '../inference/expressions.ts';
import { functionDefinition } from '../names/definitions.ts';
import type { Chunk } from '../names/project.ts';
import { nodeIsAlive, staticTest } from '../names/static-conditions.ts';

/**
 * Whether code stands in a branch for another Python or another system than the project is analysed for:
 * `if sys.platform == "win32":`, also asked by a function that does nothing else (`if is_windows():`).
 */
export const isInDeadBranch = (chunk: Chunk, node: Node): boolean =>
  !nodeIsAlive(chunk, node.id, (test) => resultOfTest(chunk, test));

/** `def is_windows(): return sys.platform == "win32"` */
function resultOfTest(chunk: Chunk, test: Expression): boolean | undefined {
  const type = test.kind === 'Call' && test.args.length === 0 ? typeOf(chunk, test.func) : undefined;
  const asked = type?.kind === 'function' ? functionDefinition(chunk.project, type.ref) : undefined;
  const statements = asked?.node.body.filter(({ kind }) => kind !== 'Expr') ?? [];
  const [only] = statements;
  return asked && statements.length === 1 && only?.kind === 'Return' && only.value
    ? staticTest(asked.chunk, only.value)
    : undefined;
}
