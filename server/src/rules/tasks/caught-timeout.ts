import type { Await, Call, Expression, Node, Statement, Try } from '../../facts/nodes.ts';
import { ancestors, isWithin, preorder } from '../../facts/walk.ts';
import { reference } from '../../fixes/add-import.ts';
import { replaceRange } from '../../fixes/edits.ts';
import { neverTimeOut, taskSpawners } from '../../knowledge/loop.ts';
import { under } from '../../knowledge/name-table.ts';
import { isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import { hasPython, type ChunkView } from '../../project/model/chunk-view.ts';
import { isBuiltin } from '../../project/types/standard-names.ts';
import { localized } from '../../text/localized.ts';
import type { Report } from '../rule.ts';
import { awaitsIn } from '../shared/awaits.ts';
import { exceptionsIn, namesException } from '../shared/caught-here.ts';
import { isSingle } from './exception-kinds.ts';

/** `except TimeoutError` around what never raises it: `asyncio.wait()`, or sleeps and the like, also within `asyncio.timeout()`. */
export function timeoutInTry(view: ChunkView, node: Try): Report | undefined {
  const handler = node.handlers.find(({ type }) => type && exceptionsIn(type).every((each) => isTimeout(view, each)));
  if (!handler?.type || !neverTimesOut(view, node.body)) return undefined;
  const wait = awaitsOfBody(view, node.body).find((each) => waitsFor(view, each));
  const scope = wait ? undefined : timeoutAround(view, node);
  const text = view.source(handler.type);
  if (wait)
    return {
      at: handler.type,
      message: texts.waitRaisesNothing(text),
    };
  return (
    scope && {
      at: handler.type,
      message: texts.raisedAtEnd(view.source(scope.func), text),
      related: [{ at: view.at(scope), message: texts.beginsHere }],
    }
  );
}

const isTimeout = (view: ChunkView, exception: Expression): boolean => namesException(view, exception, TIMEOUTS);

const TIMEOUTS = { 'asyncio.TimeoutError': true, 'builtins.TimeoutError': true } as const;

const awaitsOfBody = (view: ChunkView, body: readonly Statement[]): readonly Node[] =>
  body.flatMap((statement) => awaitsIn(view, statement));

/** Whether nothing in a block can raise `TimeoutError`, as far as all that it calls is known. */
const neverTimesOut = (view: ChunkView, body: readonly Statement[]): boolean =>
  awaitsOfBody(view, body).length > 0 &&
  body.every((statement) =>
    [...preorder(view.facts, statement)].every((node) => {
      if (node.kind === 'Raise' || node.kind === 'With' || node.kind === 'For') return false;
      if (node.kind === 'Await')
        return node.value.kind === 'Call' && view.lookupCall(node.value, neverTimeOut) === true;
      if (node.kind !== 'Call' || view.lookupCall(node, neverTimeOut) === true) return true;
      return (
        view.lookupCall(node, taskSpawners) !== undefined ||
        isBuiltin(view.typeOf(node.func)) ||
        isCoroutine(view, view.typeOf(node))
      );
    }),
  );

const waitsFor = (view: ChunkView, node: Node): node is Await =>
  node.kind === 'Await' && node.value.kind === 'Call' && view.lookupCall(node.value, { 'asyncio.wait': true }) === true;

/** `asyncio.timeout()` that is entered around a `try` in the same function. */
function timeoutAround(view: ChunkView, node: Try): Call | undefined {
  for (const outer of ancestors(view.facts, node)) {
    if (outer.kind === 'FunctionDef' || outer.kind === 'Lambda') return undefined;
    if (outer.kind !== 'With' || !outer.isAsync || !outer.body.some((each) => isWithin(view.facts, node, each)))
      continue;
    for (const { context } of outer.items)
      if (context.kind === 'Call' && view.lookupCall(context, ASYNCIO_TIMEOUTS)) return context;
  }
  return undefined;
}

const ASYNCIO_TIMEOUTS = under('asyncio', 'timeout timeout_at', true);

/** `except TimeoutError` around `asyncio.wait_for()`, whose exception was another one before Python 3.11. */
export function timeoutOfOldPython(view: ChunkView, { body, handlers }: Try): Report | undefined {
  if (hasPython(view, 11)) return undefined;
  const handler = handlers.find(({ type }) => type?.kind === 'Name' && isBuiltinTimeout(view, type));
  const { type } = handler ?? {};
  if (
    !type ||
    handlers.some(
      (each) => each.type !== type && (!each.type || !isSingle(view, each.type) || isTimeout(view, each.type)),
    )
  )
    return undefined;
  const isWaited = awaitsOfBody(view, body).some(
    (node) => node.kind === 'Await' && node.value.kind === 'Call' && view.lookupCall(node.value, WAIT_FOR) === true,
  );
  if (!isWaited) return undefined;
  return {
    at: type,
    message: texts.otherInOldPython,
    fixes: () => {
      const { name, edits } = reference(view, type, 'asyncio.TimeoutError');
      return [
        {
          title: texts.catchOther,
          safety: 'unsafe',
          edits: () => [...edits, replaceRange(view, type, name)],
        },
      ];
    },
  };
}

const WAIT_FOR = { 'asyncio.wait_for': true } as const;

/** Not imported from asyncio or elsewhere under that name. */
const isBuiltinTimeout = (view: ChunkView, type: Expression): boolean =>
  type.kind === 'Name' && type.name === 'TimeoutError' && view.bindingsReaching(type).length === 0;

const texts = {
  waitRaisesNothing: localized({
    en: (exception: string) =>
      `\`asyncio.wait()\` raises no \`${exception}\`: it returns the tasks that are done and those that are not; look at the second set.`,
    'zh-cn': (exception) =>
      `\`asyncio.wait()\` 不会抛出 \`${exception}\`：它返回已完成和未完成的两组任务；请检查第二组。`,
  }),
  raisedAtEnd: localized({
    en: (timeout: string, exception: string) =>
      `\`${timeout}()\` raises \`${exception}\` where its block ends, so that this cannot catch it; put the \`try\` around the \`async with\`.`,
    'zh-cn': (timeout, exception) =>
      `\`${timeout}()\` 在代码块结束时才抛出 \`${exception}\`，这里捕获不到；请把 \`try\` 放到 \`async with\` 外面。`,
  }),
  beginsHere: { en: 'The block begins here', 'zh-cn': '代码块从这里开始' },
  otherInOldPython: {
    en: 'Before Python 3.11 `asyncio.wait_for()` raises `asyncio.TimeoutError`, which is not `TimeoutError`; catch `asyncio.TimeoutError`.',
    'zh-cn':
      '在 Python 3.11 之前，`asyncio.wait_for()` 抛出的是 `asyncio.TimeoutError`，它与 `TimeoutError` 不是同一个异常；请捕获 `asyncio.TimeoutError`。',
  },
  catchOther: { en: 'Catch `asyncio.TimeoutError`', 'zh-cn': '捕获 `asyncio.TimeoutError`' },
};
