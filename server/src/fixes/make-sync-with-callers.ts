import type { Await, Call, FunctionDef } from '../facts/nodes.ts';
import { preorder } from '../facts/walk.ts';
import { isDunder } from '../knowledge/dunders.ts';
import { loopStarters, needsRunningLoop, taskSpawners } from '../knowledge/loop.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { localized } from '../text/localized.ts';
import { removeRange } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { removeAwait } from './insert-await.ts';
import { mayBeTheSame } from './make-async-texts.ts';
import { calleeOf, type Change, hasKnownDecorators, leave, type Spread } from './make-async-with-callers.ts';
import { familyOf, type Place } from './method-family.ts';
import { parenthesesAround } from './parentheses.ts';
import { usesInProject } from './uses-in-project.ts';

/**
 * `async def` → `def` of a function that has nothing async in it, with the methods that override each other, and no `await`, nor
 * `asyncio.run()`, at its calls. Undefined where it cannot be plain.
 */
export function spreadSync(view: ChunkView, node: FunctionDef): Spread | undefined {
  const family = familyOf({ view, node });
  if (!family || family.ofLibraries.length > 0 || !family.members.every(canBePlain)) return undefined;
  const { calls, others, unsure } = usesInProject(family);
  const changes: Change[] = family.members.map(({ view: home, node: each }) => ({
    uri: home.uri,
    edits: () => [dropAsync(home, each)],
  }));
  const left = others.map((place) => leave(place, texts.handedOn(node.name)));
  left.push(...unsure.map((place) => leave(place, mayBeTheSame(node.name))));
  for (const call of calls) {
    const edits = callPlainly(call);
    if (edits) changes.push({ uri: call.view.uri, edits });
    else left.push(leave(calleeOf(call), texts.coroutineWanted));
  }
  return { changes, left };
}

function canBePlain({ view, node }: Place<FunctionDef>): boolean {
  const own = view.facts.scopes.find((scope) => scope.node === node.id && scope.type === 'function');
  const isCoroutine = node.isAsync && own !== undefined && !own.isGenerator && !own.hasError;
  return isCoroutine && !isDunder(node.name) && hasKnownDecorators(view, node) && !usesAsync(view, node);
}

/** Awaits, or needs the loop that runs while it is awaited. */
export function usesAsync(view: ChunkView, node: FunctionDef): boolean {
  for (const inner of preorder(view.facts, node)) {
    if (inner === node || view.functionAround(inner) !== node) continue;
    if (inner.kind === 'Await' || ('isAsync' in inner && inner.isAsync && inner.kind !== 'FunctionDef')) return true;
    if (inner.kind !== 'Call') continue;
    const needsLoop =
      view.lookupCall(inner, needsRunningLoop) !== undefined || view.lookupCall(inner, taskSpawners) !== undefined;
    if (needsLoop) return true;
  }
  return false;
}

function dropAsync(view: ChunkView, node: FunctionDef): Edit {
  const keyword = /^async(?:\s|\\\r?\n)+/.exec(view.source({ start: node.defStart, end: node.nameStart }))?.[0] ?? '';
  return removeRange(view, { start: node.defStart, end: node.defStart + keyword.length });
}

/** Undefined where more is done with the coroutine than to run it. */
function callPlainly({ view, node }: Place<Call>): MakeEdits | undefined {
  const parent = view.parent(node);
  if (parent?.kind === 'Await') return () => removeAwait(view, parent satisfies Await);
  const starter = parent?.kind === 'Argument' ? view.parent(parent) : undefined;
  if (starter?.kind !== 'Call' || starter.args.length !== 1) return undefined;
  if (view.lookupCall(starter, loopStarters)?.runs?.what !== 'coroutine') return undefined;
  const range = parenthesesAround(view, node).at(-1) ?? node;
  const before = { start: starter.start, end: range.start };
  const after = { start: range.end, end: starter.end };
  return view.source(before).includes('#') || view.source(after).includes('#')
    ? undefined
    : () => [removeRange(view, before), removeRange(view, after)];
}

const texts = {
  handedOn: localized({
    en: (name: string) => `\`${name}\` is handed on here: who calls it must not await it`,
    'zh-cn': (name) => `\`${name}\` 在这里被传递出去：最终调用它的代码不能再等待它的结果`,
  }),
  coroutineWanted: { en: 'A coroutine is wanted here', 'zh-cn': '这里需要的是协程' },
};
