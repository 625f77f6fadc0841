import type { FunctionDef } from '../../facts/nodes.ts';
import { decorators } from '../../knowledge/decorators.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** Whether callers iterate what the function returns: its decorators leave it a generator, and do not make a context manager or a fixture of it. */
export const isPlainGenerator = (view: ChunkView, node: FunctionDef): boolean =>
  node.decorators.every(({ expression }) => {
    const callee = expression.kind === 'Call' ? expression.func : expression;
    return view.lookup(view.typeOf(callee), decorators) === 'transparent';
  });
