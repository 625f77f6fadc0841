import type { Effect, EffectStep } from '../../project/effects/effect.ts';
import { hasPython, type ChunkView } from '../../project/model/chunk-view.ts';
import type { RelatedPlace } from '../rule.ts';
import type { BlockingCase, BlockingWords } from './blocking-case.ts';

export function messageOf(found: BlockingCase, { harm = HARM, advice }: BlockingWords): string {
  const { effect } = found;
  const [first] = effect.path;
  const last = effect.path.at(-1);
  const todo = (found.isInBody ? advice?.(found) : undefined) ?? generalAdvice(found);
  if (!first || !last) return '';
  if (effect.path.length === 1) return `${stepText(first)} ${harm}; ${todo}.`;
  const how = effect.path.length === 2 ? 'calls' : 'ends up calling';
  return `${stepText(first)} ${how} ${stepText(last)}, which ${harm}; ${todo}.`;
}

export const BLOCKS = 'blocks the event loop';
const HARM = `${BLOCKS}, so that no other task runs until it returns`;

/** `time.sleep()`, `with lock`, `for … in file` */
export function stepText({ name, form }: EffectStep): string {
  if (form === 'with') return `\`with ${name}\``;
  if (form === 'loop') return 'a long loop';
  if (form === 'attribute' || form === 'operator') return `\`${name}\``;
  return form === 'for' ? `\`for … in ${name}\`` : `\`${name}()\``;
}

/** The steps of the path behind the reported call. */
export const pathOf = ({ path }: Effect): readonly RelatedPlace[] =>
  path.slice(1).map((step, i) => {
    const caller = path[i];
    return {
      at: step.at,
      message: `${caller ? stepText(caller) : ''} ${step.form === 'call' || step.form === 'callback' ? 'calls' : step.form === 'attribute' ? 'reads' : 'runs'} ${stepText(step)} here`,
      isCall: true,
    };
  });

/** How a file's library runs a function in a thread. */
export function threadRunnerName(view: ChunkView): string {
  const { library } = view;
  if (library !== 'asyncio') return `\`${library}.to_thread.run_sync()\``;
  return hasPython(view, 9) ? '`asyncio.to_thread()`' : '`loop.run_in_executor()`';
}

function generalAdvice({ view, site, effect, isDirect, isInBody }: BlockingCase): string {
  const runner = threadRunnerName(view);
  if (!isInBody) return `put the whole of it into a function to run with ${runner}`;
  const what = view.isBoundToThread(site) ? 'that part of it' : 'it';
  const makesGenerator = site.kind === 'Call' && view.signature(view.typeOf(site.func))?.isGenerator === true;
  const thread =
    site.kind === 'Call' || site.kind === 'Attribute'
      ? `${makesGenerator ? 'go through' : 'run'} ${what} in a thread with ${runner}`
      : `put it into a function to run with ${runner}`;
  const counterpart = effect.known?.counterpart?.[view.library];
  if (effect.known?.threadBound)
    return counterpart === undefined
      ? 'keep the work with its object in one thread'
      : `use ${counterpart}, since its objects work only in the thread that made them`;
  if (counterpart === undefined || counterpart === threadRunnerName(view)) return thread;
  return isDirect ? `use ${counterpart}, or ${thread}` : `${thread}, or let it use ${counterpart}`;
}
