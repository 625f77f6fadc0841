import type { Argument, Call } from '../../facts/nodes.ts';
import { replaceRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { argumentsAt, type ArgumentPlace } from '../../knowledge/argument-place.ts';
import { dependencyTakers, loopStarters, taskSpawners } from '../../knowledge/loop.ts';
import { calleeText, expressionText, isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import type { Report } from '../rule.ts';

/** What takes a function, async or not, and is given the coroutine that calling it made: `start_soon(job())`, `Depends(user())`. */
export function coroutinesForFunctions(view: ChunkView, call: Call): readonly Report[] {
  const place = functionPlace(view, call);
  return place ? argumentsAt(call, place.argument).flatMap((argument) => reportOn(view, call, argument, place)) : [];
}

interface FunctionPlace {
  readonly argument: ArgumentPlace;
  /** What stands behind the function is what it is called with. */
  readonly handsArguments: boolean;
  /** What a plain function returns is dropped. */
  readonly plainInThread?: true;
}

function functionPlace(view: ChunkView, call: Call): FunctionPlace | undefined {
  const handed = view.lookupCall(call, taskSpawners)?.spawns ?? view.lookupCall(call, loopStarters)?.runs;
  if (handed?.what === 'function') return { ...handed, handsArguments: true };
  const argument = view.lookupCall(call, dependencyTakers);
  return argument && { argument, handsArguments: false };
}

function reportOn(view: ChunkView, call: Call, argument: Argument, place: FunctionPlace): readonly Report[] {
  const { value } = argument;
  const taker = calleeText(view, call);
  if (isCoroutine(view, view.typeOf(value))) {
    const text = expressionText(view, value);
    return [
      {
        at: value,
        message:
          value.kind === 'Call'
            ? texts.handOverNamed(taker, text, calleeText(view, value))
            : texts.handOverFunction(taker, text),
        fixes: () => (value.kind === 'Call' ? handOver(view, call, argument, value, place.handsArguments) : []),
      },
    ];
  }
  if (!place.plainInThread || value.kind !== 'Lambda' || !isCoroutine(view, view.typeOf(value.body))) return [];
  return [
    {
      at: value,
      message: texts.plainLambda(taker),
    },
  ];
}

/** `start_soon(job(a, b))` → `start_soon(job, a, b)` */
function handOver(
  view: ChunkView,
  call: Call,
  argument: Argument,
  made: Call,
  handsArguments: boolean,
): readonly Fix[] {
  const isAlone = call.args.filter(({ name }) => name === undefined).length === 1 && argument.name === undefined;
  const isPlain = made.args.every(({ name, stars }) => name === undefined && stars === 0);
  if (made.args.length > 0 && !(handsArguments && isAlone && isPlain)) return [];
  const text = [made.func, ...made.args].map((node) => view.source(node)).join(', ');
  const title = texts.handOver(calleeText(view, made));
  return [{ title, safety: 'safe', edits: () => [replaceRange(view, made, text)] }];
}

const texts = {
  handOverNamed: localized({
    en: (taker: string, coroutine: string, callee: string) =>
      `\`${taker}()\` wants a function to call, but \`${coroutine}\` is a coroutine, so it raises \`TypeError\`; hand over \`${callee}\` itself.`,
    'zh-cn': (taker, coroutine, callee) =>
      `\`${taker}()\` 需要一个可以调用的函数，这里传入的 \`${coroutine}\` 却是协程，会抛出 \`TypeError\`；请直接传入函数 \`${callee}\`。`,
  }),
  handOverFunction: localized({
    en: (taker: string, coroutine: string) =>
      `\`${taker}()\` wants a function to call, but \`${coroutine}\` is a coroutine, so it raises \`TypeError\`; hand over the function itself.`,
    'zh-cn': (taker, coroutine) =>
      `\`${taker}()\` 需要一个可以调用的函数，这里传入的 \`${coroutine}\` 却是协程，会抛出 \`TypeError\`；请直接传入函数本身。`,
  }),
  plainLambda: localized({
    en: (taker: string) =>
      `\`${taker}()\` takes the lambda for a plain function, so that nobody awaits the coroutine that it returns; hand over the async function itself.`,
    'zh-cn': (taker) => `\`${taker}()\` 把这个 lambda 当作普通函数，它返回的协程不会被等待；请直接传入异步函数本身。`,
  }),
  handOver: localized({
    en: (callee: string) => `Hand over \`${callee}\` itself`,
    'zh-cn': (callee) => `直接传入 \`${callee}\``,
  }),
};
