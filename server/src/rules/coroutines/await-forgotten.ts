import { django } from '../../knowledge/libraries.ts';
import { localized } from '../../text/localized.ts';
import { importsLibrary } from '../shared/imports-library.ts';
import type { Call, FunctionDef } from '../../facts/nodes.ts';
import { throughAsyncToSync } from '../../fixes/asgiref.ts';
import { joinEdits } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { insertAwait } from '../../fixes/insert-await.ts';
import { keepTask } from '../../fixes/keep-task.ts';
import { editsOf, inFiles, makeAsyncWithCallers } from '../../fixes/make-async-with-callers.ts';
import { canAwaitInCell } from '../../fixes/top-of-cell.ts';
import { usableName } from '../../fixes/usable-name.ts';
import { wrapIn } from '../../fixes/wrap-in.ts';
import { isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { titles } from '../shared/titles.ts';

export function fixesFor(view: ChunkView, call: Call, callee: string, safety: Fix['safety']): readonly Fix[] {
  const edits = () => insertAwait(view, call);
  const around = view.functionAround(call);
  if (view.coroutineAround(call) || canAwaitInCell(view, call))
    return [{ title: titles.awaitIt(`${callee}()`), safety, edits }, ...keptTask(view, call, callee)];
  if (!around) return view.isNotebook ? [] : inNewLoop(view, call, callee);
  if (around.kind !== 'FunctionDef') return [];
  const changes = makeAsyncWithCallers(view, around);
  const made: Fix | undefined = changes && {
    title: titles.makeAsyncAndAwait(around.name, `${callee}()`, inFiles(changes)),
    safety: 'unsafe',
    edits: () => [...edits(), ...editsOf(changes)()],
  };
  const started = isCalledAtTheTop(view, around) ? inNewLoop(view, call, callee) : [];
  return [...(made ? [made] : []), ...started, ...inDjangosLoop(view, call, callee)];
}

/** Django runs plain views in threads of its own, and coroutines of them through `async_to_sync()`. */
function inDjangosLoop(view: ChunkView, call: Call, callee: string): readonly Fix[] {
  if (view.parent(call)?.kind !== 'Expr' || !importsLibrary(view, django) || !isCoroutine(view, view.typeOf(call)))
    return [];
  const edits = () => throughAsyncToSync(view, call);
  return [{ title: texts.runWith(callee, 'async_to_sync'), safety: 'unsafe', edits }];
}

/** `save(order)` → `task = asyncio.create_task(save(order))`, which a set of the module keeps until it is done. */
function keptTask(view: ChunkView, call: Call, callee: string): readonly Fix[] {
  const statement = view.parent(call);
  if (statement?.kind !== 'Expr' || !isCoroutine(view, view.typeOf(call))) return [];
  if (view.library !== 'asyncio' || usableName(view, call, 'asyncio', 'asyncio.create_task') === undefined) return [];
  const keep = keepTask(view, statement);
  if (!keep) return [];
  const edits = () => {
    const kept = keep();
    return joinEdits([...kept.slice(0, -1), ...wrapIn(view, call, 'asyncio.create_task'), ...kept.slice(-1)]);
  };
  return [{ title: texts.keepAsTask(callee), safety: 'unsafe', edits }];
}

/** The entry of a script: a plain function that the file calls at its top, and only there. */
function isCalledAtTheTop(view: ChunkView, around: FunctionDef): boolean {
  if (around.decorators.length > 0) return false;
  const calls = view.fileChunks().flatMap((chunk) =>
    chunk.facts.nodes.flatMap((node) => {
      const isIts = node.kind === 'Call' && node.func.kind === 'Name' && node.func.name === around.name;
      return isIts && chunk.definition(chunk.typeOf(node.func))?.node === around ? [{ chunk, node }] : [];
    }),
  );
  return calls.length > 0 && calls.every(({ chunk, node }) => !chunk.functionAround(node));
}

/** `main()` at the top of a script → `asyncio.run(main())` */
function inNewLoop(view: ChunkView, call: Call, callee: string): readonly Fix[] {
  if (view.parent(call)?.kind !== 'Expr' || view.library !== 'asyncio' || !isCoroutine(view, view.typeOf(call)))
    return [];
  const edits = () => wrapIn(view, call, 'asyncio.run');
  return [{ title: texts.runWith(callee, 'asyncio.run'), safety: 'unsafe', edits }];
}

const texts = {
  runWith: localized({
    en: (callee: string, runner: string) => `Run \`${callee}()\` with \`${runner}()\``,
    'zh-cn': (callee, runner) => `用 \`${runner}()\` 运行 \`${callee}()\``,
  }),
  keepAsTask: localized({
    en: (callee: string) => `Keep \`${callee}()\` as a task in the background`,
    'zh-cn': (callee) => `把 \`${callee}()\` 作为后台任务保存`,
  }),
};
