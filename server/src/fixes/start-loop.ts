import type { Call } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import type { Edit } from './fix.ts';
import { passCallee } from './pass-callee.ts';
import { wrapIn } from './wrap-in.ts';

/** Runs the coroutine that a call makes, in code where no loop runs: `asyncio.run(f(a))`, `trio.run(f, a)`. */
export function startLoop(view: ChunkView, call: Call): Edit[] {
  if (view.library === 'asyncio') return wrapIn(view, call, 'asyncio.run');
  const runner = { name: `${view.library}.run`, opening: '(', takesKeywords: false };
  return passCallee(view, call, runner, { start: call.start, before: '', end: call.end, after: '' });
}
