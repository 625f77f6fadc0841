import type { Node } from '../facts/nodes.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import { importsDjango } from './imports-django.ts';

/** How to get at the result of a coroutine at a place, which is not always one for `await`. Markdown, an imperative. */
export function awaitAdvice(view: ChunkView, place: Node): string {
  const around = view.functionAround(place);
  if (view.coroutineAround(place) || (view.isNotebook && !around)) return '`await` it';
  if (!around && view.scope(place).type === 'module') return `run it with \`${view.library}.run()\``;
  if (around?.kind !== 'FunctionDef' || around.isAsync || isSpecial(around.name)) return '`await` it in an `async def`';
  const orBridge = importsDjango(view) ? ', or run it with `async_to_sync()`' : '';
  return `make \`${around.name}\` an \`async def\` and \`await\` it${orBridge}`;
}

const isSpecial = (name: string): boolean => /^__\w+__$/.test(name);
