import type { Call } from '../../facts/nodes.ts';
import { blockInThread } from '../../fixes/block-in-thread.ts';
import { removeRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { insertAwait } from '../../fixes/insert-await.ts';
import { makeClientAsync } from '../../fixes/make-client-async.ts';
import { dispatchToThread } from '../../fixes/dispatch-to-thread.ts';
import { throughThreadpool } from '../../fixes/through-threadpool.ts';
import { blocking } from '../../knowledge/blocking.ts';
import type { Effect } from '../../project/effects/effect.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { withAsyncTwin } from './async-twin.ts';
import type { BlockingCase, BlockingWords } from './blocking-case.ts';
import { heldThreadLocks } from './held-locks.ts';
import { isPlainRoute } from './routes.ts';
import { splitsSeenUpdate } from './splits-update.ts';
import { titles } from './titles.ts';

export function fixesOf(found: BlockingCase, { fixes }: BlockingWords): readonly Fix[] {
  const { view, site, owner } = found;
  if (heldThreadLocks(view, site).length > 0) return [];
  // Each of them lets other tasks run at the place.
  const place = view.parent(site)?.kind === 'WithItem' ? view.parent(view.parent(site)!)! : site;
  if (view.evidence.aside(() => splitsSeenUpdate(view, place, owner))) return dropAsync(found);
  return [...withAsyncTwin(found), ...(fixes?.(found) ?? inThread(found)), ...dropAsync(found)];
}

/** Runs the call in a thread, or the whole loop or block that it leads into. */
export function inThread(found: BlockingCase): readonly Fix[] {
  const { view, site, effect } = found;
  if (view.isBoundToThread(site)) return [];
  if (site.kind !== 'Call' || !canLeaveThread(view, site, effect)) return wholeInThread(found);
  const edits = dispatchToThread(view, site);
  return edits ? [{ title: titles.runInThread(`${effect.path[0]?.name ?? ''}()`), safety: 'unsafe', edits }] : [];
}

/** `with open(name) as file: …`, `for line in file: …` */
function wholeInThread({ view, site, effect }: BlockingCase): readonly Fix[] {
  const place = site.kind === 'Call' ? view.parent(site) : site;
  const block = place?.kind === 'WithItem' ? view.parent(place) : place;
  if (effect.known?.threadBound || (block?.kind !== 'With' && block?.kind !== 'For') || block.isAsync) return [];
  if (block.kind === 'For' && site.kind === 'Call' && block.iter !== site) return [];
  const iterated = block.kind === 'For' ? throughThreadpool(view, block) : undefined;
  const edits = blockInThread(view, block, 'work');
  return [
    ...(iterated ? [{ title: texts.throughThreadpool, safety: 'unsafe' as const, edits: iterated }] : []),
    ...(edits
      ? [{ title: block.kind === 'With' ? texts.wholeBlock : texts.wholeLoop, safety: 'unsafe' as const, edits }]
      : []),
  ];
}

/** Not what hands out something that blocks in turn (often in a `with`), is bound to its thread, or is awaited. */
function canLeaveThread(view: ChunkView, call: Call, { known, path, rule }: Effect): boolean {
  const parent = view.parent(call)?.kind;
  if (parent === 'Await' || parent === 'WithItem' || known?.lazy || isStreamed(view, call)) return false;
  if (known?.threadBound && (path.length === 1 || !opensItself(view, call, rule))) return false;
  const result = view.typeOf(call);
  if (view.signature(view.typeOf(call.func))?.isGenerator) return false;
  if (view.mayAwait(result) && result.kind !== 'unknown' && result.kind !== 'external') return false;
  return !BLOCKING_METHODS.some((name) => {
    const method = result.kind === 'instance' ? view.member(result, name) : undefined;
    return method !== undefined && view.lookup(method, blocking) !== undefined;
  });
}

/** `client.create(…, stream=True)`: what comes back blocks when it is gone through. */
const isStreamed = (view: ChunkView, { args }: Call): boolean =>
  args.some(({ name, value }) => name === 'stream' && view.source(value) === 'True');

const BLOCKING_METHODS = ['__exit__', 'read', 'wait', 'execute', 'recv', 'acquire'];

/** A helper that makes the thread-bound object itself may run in any thread. */
const opensItself = (view: ChunkView, call: Call, rule: string): boolean =>
  view.effectOf(call, (effect) => effect.rule === rule && effect.known?.threadBound !== true) !== undefined;

/** `openai.OpenAI()` → `openai.AsyncOpenAI()`, and `await` wherever the client is used. */
export function withAsyncClient({ view, site, isDirect }: BlockingCase): readonly Fix[] {
  const counterpart = isDirect && site.kind === 'Call' ? makeClientAsync(view, site) : undefined;
  return counterpart
    ? [
        {
          title: texts.makeClientAsync(counterpart.name),
          safety: 'unsafe',
          edits: counterpart.edits,
        },
      ]
    : [];
}

/** FastAPI runs plain functions in a thread: a route that awaits nothing may be one. */
function dropAsync({ view, owner }: BlockingCase): readonly Fix[] {
  if (!isPlainRoute(view, owner)) return [];
  const keyword = {
    start: owner.defStart,
    end:
      owner.defStart +
      (/^async\s+/.exec(view.source({ start: owner.defStart, end: owner.nameStart }))?.[0].length ?? 0),
  };
  return [
    {
      title: texts.dropAsync(owner.name),
      safety: 'unsafe',
      edits: () => [removeRange(view, keyword)],
    },
  ];
}

/** `Book.objects.get(…)` → `await Book.objects.aget(…)`: a counterpart that is a method of the same object. */
export function asyncMethod({ view, site, effect, isDirect }: BlockingCase): readonly Fix[] {
  const counterpart = effect.known?.counterpart?.[view.library];
  const name = typeof counterpart === 'string' ? /^`(a\w+)\(\)`$/.exec(counterpart)?.[1] : undefined;
  if (!isDirect || name === undefined || site.kind !== 'Call' || site.func.kind !== 'Attribute') return [];
  const { func } = site;
  const at = view.at({ start: func.attributeStart, end: func.end });
  return [
    {
      title: titles.awaitInstead(`${name}()`),
      safety: 'unsafe',
      edits: () => [...insertAwait(view, site), { at, newText: name }],
    },
  ];
}

const texts = {
  wholeBlock: { en: 'Run the whole block in a thread', 'zh-cn': '在线程中运行整个代码块' },
  throughThreadpool: {
    en: 'Go through it with `iterate_in_threadpool()`',
    'zh-cn': '用 `iterate_in_threadpool()` 遍历它',
  },
  wholeLoop: { en: 'Run the whole loop in a thread', 'zh-cn': '在线程中运行整个循环' },
  makeClientAsync: localized({
    en: (counterpart: string) => `Make the client an \`${counterpart}\` and await it`,
    'zh-cn': (counterpart) => `将客户端改为 \`${counterpart}\` 并等待它`,
  }),
  dropAsync: localized({
    en: (name: string) => `Make \`${name}\` a plain function, which the framework runs in a thread`,
    'zh-cn': (name) => `将 \`${name}\` 改为普通函数，由框架在线程中运行`,
  }),
};
