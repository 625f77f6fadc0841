import type { FunctionDef } from '../../facts/nodes.ts';
import type { Fix } from '../../fixes/fix.ts';
import type { Effect, EffectSite } from '../../project/effects/effect.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Localized } from '../../text/localized.ts';

export interface BlockingCase {
  readonly view: ChunkView;
  readonly site: EffectSite;
  readonly effect: Effect;
  readonly owner: FunctionDef;
  /** The coroutine itself makes the call, not a helper. */
  readonly isDirect: boolean;
  /** The coroutine could await there: it is no generator or lambda of its own, nor what another function is given to call. */
  readonly isInBody: boolean;
}

export interface BlockingWords {
  /** What the call does, behind its name; by default that it blocks the loop. */
  readonly harm?: Localized;
  /** The whole sentence, where it is another. */
  readonly message?: (found: BlockingCase) => Localized;
  /** What to do, an imperative clause (in Chinese what stands behind 请); by default the counterpart or a thread. */
  readonly advice?: (found: BlockingCase) => Localized | undefined;
  /** Fixes of the rule's own. They come first; undefined: the general ones alone. */
  readonly fixes?: (found: BlockingCase) => readonly Fix[];
  readonly isExempt?: (found: BlockingCase) => boolean;
  /** Matters also where nobody can be waiting for the loop. */
  readonly isGrave?: (found: BlockingCase) => boolean;
}
