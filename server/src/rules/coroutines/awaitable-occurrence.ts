import type { Expression } from '../../facts/nodes.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Type } from '../../project/types/types.ts';

/** An awaitable at a place, and how sure it is that nothing else can be there. */
export interface Occurrence {
  readonly node: Expression;
  /** What the awaitable is; `None` may be among it. */
  readonly type: Type;
  /** Whether the place may hold other values as well, which a test can tell apart. */
  readonly isOneOfSeveral: boolean;
}

export const occurrenceOf = (view: ChunkView, node: Expression): Occurrence => ({
  node,
  type: view.typeOf(node),
  isOneOfSeveral: false,
});
