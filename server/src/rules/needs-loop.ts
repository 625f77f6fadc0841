import { preorder } from '../facts/walk.ts';
import { loopGetters, taskSpawners } from '../knowledge/loop.ts';
import type { ChunkView, EffectSite } from '../project/chunk-view.ts';
import { subjectOf } from '../project/effect-sites.ts';
import { instanceType } from '../project/types.ts';

/** Whether what is called makes tasks or asks for the loop, which only works on the loop's own thread. */
export function needsLoop(view: ChunkView, site: EffectSite): boolean {
  const callee = view.typeOf(subjectOf(site));
  const init = callee.kind === 'class' ? view.member(instanceType(callee.ref, callee.args), '__init__') : callee;
  const called = site.kind === 'Call' && init && view.definition(init);
  return (
    !!called &&
    [...preorder(called.view.facts, called.node)].some(
      (node) =>
        node.kind === 'Call' &&
        called.view.functionAround(node) === called.node &&
        (called.view.lookupCall(node, taskSpawners) !== undefined ||
          /^(running|current)$/.test(called.view.lookupCall(node, loopGetters) ?? '')),
    )
  );
}
