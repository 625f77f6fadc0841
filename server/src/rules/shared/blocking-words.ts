import type { Effect } from '../../project/effects/effect.ts';
import { hasPython, type ChunkView } from '../../project/model/chunk-view.ts';
import { localized, type Localized } from '../../text/localized.ts';
import type { RelatedPlace } from '../rule.ts';
import type { BlockingCase, BlockingWords } from './blocking-case.ts';
import { stepText } from './step-text.ts';

export function messageOf(found: BlockingCase, { harm = texts.blocks, advice }: BlockingWords): Localized {
  const { effect } = found;
  const [first] = effect.path;
  const last = effect.path.at(-1);
  const todo = (found.isInBody ? advice?.(found) : undefined) ?? generalAdvice(found);
  if (effect.path.length === 1 || !first || !last) return texts.direct(first ? stepText(first, '`') : '', harm, todo);
  const through =
    effect.path.length > 2 ? texts.throughMany : last.form === 'decorator' ? texts.triedAgain : texts.throughOne;
  return through(stepText(first, '`'), stepText(last, '`'), harm, todo);
}

/** The steps of the path behind the reported call. */
export const pathOf = ({ path }: Effect): readonly RelatedPlace[] =>
  path.slice(1).map((step, i) => {
    const does =
      step.form === 'call' || step.form === 'callback'
        ? texts.callsHere
        : step.form === 'attribute'
          ? texts.readsHere
          : step.form === 'decorator'
            ? texts.triedAgainHere
            : texts.runsHere;
    return { at: step.at, message: does(stepText(path[i]!, '`'), stepText(step, '`')), isCall: true };
  });

/** How a file's library runs a function in a thread. */
export function threadRunnerName(view: ChunkView): string {
  const { library } = view;
  if (library !== 'asyncio') return `${library}.to_thread.run_sync()`;
  return hasPython(view, 9) ? 'asyncio.to_thread()' : 'loop.run_in_executor()';
}

function generalAdvice({ view, site, effect, isDirect, isInBody }: BlockingCase): Localized {
  const runner = threadRunnerName(view);
  if (!isInBody) return texts.moveWhole(runner);
  const what = view.isBoundToThread(site) ? texts.part : texts.it;
  const makesGenerator = site.kind === 'Call' && view.signature(view.typeOf(site.func))?.isGenerator === true;
  const inThread =
    site.kind === 'Call' || site.kind === 'Attribute'
      ? (makesGenerator ? texts.goThroughInThread : texts.runInThread)(what, runner)
      : texts.moveInto(runner);
  const counterpart = effect.known?.counterpart?.[view.library];
  if (effect.known?.threadBound)
    return counterpart === undefined ? texts.keepInThread : texts.useForThreads(counterpart);
  if (counterpart === undefined || counterpart === `\`${runner}\``) return inThread;
  return isDirect ? texts.use(counterpart, inThread) : texts.letItUse(counterpart, inThread);
}

// ------------------------------------------------------------------------------------------- texts

const texts = {
  direct: localized({
    en: (call: string, harm: string, todo: string) => `${call} ${harm}; ${todo}.`,
    'zh-cn': (call, harm, todo) => `${call}${harm}；请${todo}。`,
  }),
  throughOne: localized({
    en: (call: string, culprit: string, harm: string, todo: string) =>
      `${call} calls ${culprit}, which ${harm}; ${todo}.`,
    'zh-cn': (call, culprit, harm, todo) => `${call}中执行了${culprit}，${harm}；请${todo}。`,
  }),
  throughMany: localized({
    en: (call: string, culprit: string, harm: string, todo: string) =>
      `${call} ends up calling ${culprit}, which ${harm}; ${todo}.`,
    'zh-cn': (call, culprit, harm, todo) => `${call}最终执行到${culprit}，${harm}；请${todo}。`,
  }),
  triedAgain: localized({
    en: (call: string, decorator: string, harm: string, todo: string) =>
      `${call} is called again by ${decorator} when it has failed, which ${harm}; ${todo}.`,
    'zh-cn': (call, decorator, harm, todo) => `${call}失败时由${decorator}重试，重试前的等待${harm}；请${todo}。`,
  }),
  blocks: {
    en: 'blocks the event loop, so that no other task runs until it returns',
    'zh-cn': '会阻塞事件循环，在它返回之前其他任务都无法运行',
  },
  callsHere: localized({
    en: (caller: string, callee: string) => `${caller} calls ${callee} here`,
    'zh-cn': (caller, callee) => `${caller}在这里调用${callee}`,
  }),
  readsHere: localized({
    en: (caller: string, attribute: string) => `${caller} reads ${attribute} here`,
    'zh-cn': (caller, attribute) => `${caller}在这里读取${attribute}`,
  }),
  runsHere: localized({
    en: (caller: string, statement: string) => `${caller} runs ${statement} here`,
    'zh-cn': (caller, statement) => `${caller}在这里执行${statement}`,
  }),
  triedAgainHere: localized({
    en: (call: string, decorator: string) => `${call} is called again by ${decorator} when it has failed`,
    'zh-cn': (call, decorator) => `${call}失败时由${decorator}重试`,
  }),
  it: { en: 'it', 'zh-cn': '它' },
  part: { en: 'that part of it', 'zh-cn': '其中这一部分' },
  moveWhole: localized({
    en: (runner: string) => `put the whole of it into a function to run with \`${runner}\``,
    'zh-cn': (runner) => `把这一整段移到函数中，再用 \`${runner}\` 运行`,
  }),
  moveInto: localized({
    en: (runner: string) => `put it into a function to run with \`${runner}\``,
    'zh-cn': (runner) => `把它移到函数中，再用 \`${runner}\` 运行`,
  }),
  runInThread: localized({
    en: (what: string, runner: string) => `run ${what} in a thread with \`${runner}\``,
    'zh-cn': (what, runner) => `用 \`${runner}\` 在线程中运行${what}`,
  }),
  goThroughInThread: localized({
    en: (what: string, runner: string) => `go through ${what} in a thread with \`${runner}\``,
    'zh-cn': (what, runner) => `用 \`${runner}\` 在线程中遍历${what}`,
  }),
  keepInThread: { en: 'keep the work with its object in one thread', 'zh-cn': '始终在同一个线程中使用它的对象' },
  useForThreads: localized({
    en: (counterpart: string) => `use ${counterpart}, since its objects work only in the thread that made them`,
    'zh-cn': (counterpart) => `改用${counterpart}，因为它的对象只能在创建它们的线程中使用`,
  }),
  use: localized({
    en: (counterpart: string, inThread: string) => `use ${counterpart}, or ${inThread}`,
    'zh-cn': (counterpart, inThread) => `改用${counterpart}，或${inThread}`,
  }),
  letItUse: localized({
    en: (counterpart: string, inThread: string) => `${inThread}, or let it use ${counterpart}`,
    'zh-cn': (counterpart, inThread) => `${inThread}，或让它改用${counterpart}`,
  }),
};
