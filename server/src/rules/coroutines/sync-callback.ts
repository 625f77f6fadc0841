import type { Expression, FunctionDef } from '../../facts/nodes.ts';
import type { Fix } from '../../fixes/fix.ts';
import { makeAsync } from '../../fixes/make-async.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { decorators } from '../../knowledge/decorators.ts';
import { asyncCallers } from '../../knowledge/loop.ts';
import { calleeText, expressionText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { titles } from '../shared/titles.ts';

export const syncCallback = defineRule({
  id: 'sync-callback',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  relaxed: 'in part',
  summary: {
    en: 'A plain function where what calls it back awaits what it returns.',
    'zh-cn': '调用方会等待回调的返回值，传入的却是普通函数。',
  },
  docs: {
    why: {
      en: [
        '`start_soon()`, the event hooks of `httpx.AsyncClient`, handlers of bots and the like call the function that they are given and await what it returns.',
        'A plain function returns something that cannot be awaited, so each call raises `TypeError`, after the function has run; some frameworks look at the function itself, and refuse it when the program starts.',
      ].join(' '),
      'zh-cn':
        '`start_soon()`、`httpx.AsyncClient` 的事件钩子、机器人框架的处理函数等会调用传给它们的函数，并等待它返回的东西。普通函数返回的东西不可等待，所以每次调用都会在函数执行完之后抛出 `TypeError`；有些框架会检查函数本身，在程序启动时就拒绝它。',
    },
    examples: [
      {
        bad: python`
          import anyio


          def greet(name):
              print("hello", name)


          async def main():
              async with anyio.create_task_group() as group:
                  group.start_soon(greet, "Ada")


          anyio.run(main)
        `,
        good: python`
          import anyio


          async def greet(name):
              print("hello", name)


          async def main():
              async with anyio.create_task_group() as group:
                  group.start_soon(greet, "Ada")


          anyio.run(main)
        `,
        claim: { shows: 'TypeError', modules: ['anyio'] },
      },
    ],
    limits: {
      en: 'What takes callbacks is known by name: anyio, trio, httpx, discord.py, python-telegram-bot, aiohttp, Starlette and FastAPI, Telethon, websockets. A function that may return something to be awaited is left alone, and so is one below a decorator that is not known.',
      'zh-cn':
        '接受回调的函数和类按名称识别：anyio、trio、httpx、discord.py、python-telegram-bot、aiohttp、Starlette 和 FastAPI、Telethon、websockets。可能返回可等待对象的函数不报告，装饰器未知的函数也不报告。',
    },
    peers: ['pyright reportArgumentType', 'mypy arg-type'],
  },
  visit: {
    FunctionDef(node, view, report) {
      if (node.isAsync || node.decorators.length === 0) return;
      const found = refusedByDecorator(view, node);
      if (found) report(found);
    },
    Call(call, view, report) {
      if (call.args.length === 0) return;
      const place = view.lookupCall(call, asyncCallers)?.callback;
      if (!place || expectsFailure(view, call)) return;
      for (const { value } of argumentsAt(call, place))
        for (const callback of functionsIn(value)) {
          if (!isPlain(view, callback)) continue;
          report({
            at: callback,
            message:
              callback.kind === 'Lambda'
                ? texts.awaitsLambda(calleeText(view, call))
                : texts.awaitsResult(calleeText(view, call), expressionText(view, callback)),
            // Tests make handlers that nobody calls.
            relaxed: true,
            fixes: () => definitionFix(view, callback),
          });
        }
    },
  },
});

/** `@bot.command()` above a `def`; the decorators between them leave the function what it is. */
function refusedByDecorator(view: ChunkView, node: FunctionDef): Report | undefined {
  for (const { expression } of node.decorators.toReversed()) {
    const callee = expression.kind === 'Call' ? expression.func : expression;
    const type = view.typeOf(callee);
    const caller = view.lookup(type, asyncCallers);
    if (caller?.decorated === undefined) {
      if (view.lookup(type, decorators) !== 'transparent') return undefined;
      continue;
    }
    if (caller.decorated === 'call' && view.mayAwait(view.resultOf(view.typeOfDefinition(node)))) return undefined;
    return {
      at: { start: node.nameStart, end: node.nameStart + node.name.length },
      message: texts.decorated[caller.decorated](expressionText(view, callee), node.name),
      fixes: () => [asyncFix(view, node)],
    };
  }
  return undefined;
}

/** What a callback argument holds: a function, several in a list, lists by name. */
function functionsIn(value: Expression): readonly Expression[] {
  if (value.kind === 'Collection') return value.elements.flatMap(functionsIn);
  if (value.kind === 'Dict') return value.values.flatMap(functionsIn);
  return value.kind === 'Name' || value.kind === 'Attribute' || value.kind === 'Lambda' ? [value] : [];
}

/** Whether calling it gives what certainly cannot be awaited. */
function isPlain(view: ChunkView, callback: Expression): boolean {
  const type = view.typeOf(callback);
  if (type.kind !== 'function' && type.kind !== 'callable') return false;
  const result = view.resultOf(type);
  return result.kind !== 'unknown' && !view.mayAwait(result);
}

function definitionFix(view: ChunkView, callback: Expression): readonly Fix[] {
  const definition = view.definition(view.typeOf(callback));
  if (!definition || definition.isLibrary) return [];
  const isUsedElsewhere = view.occurrencesInProject(definition.node.name).length > 1;
  return isUsedElsewhere ? [] : [asyncFix(definition.view, definition.node)];
}

const asyncFix = (view: ChunkView, node: FunctionDef): Fix => ({
  title: titles.makeAsync(`${node.name}()`),
  safety: 'unsafe',
  edits: () => makeAsync(view, node),
});

const texts = {
  awaitsResult: localized({
    en: (taker: string, callback: string) =>
      `\`${taker}()\` awaits what \`${callback}\` returns, which is a plain function, so that it raises \`TypeError\`; make it an \`async def\`.`,
    'zh-cn': (taker, callback) =>
      `\`${taker}()\` 会等待 \`${callback}\` 的返回值，而它是普通函数，会抛出 \`TypeError\`；请把它改为 \`async def\`。`,
  }),
  awaitsLambda: localized({
    en: (taker: string) =>
      `\`${taker}()\` awaits what the lambda returns, which is a plain function, so that it raises \`TypeError\`; make it an \`async def\`.`,
    'zh-cn': (taker) =>
      `\`${taker}()\` 会等待这个 lambda 的返回值，而它是普通函数，会抛出 \`TypeError\`；请把它改为 \`async def\`。`,
  }),
  decorated: {
    start: localized({
      en: (decorator: string, name: string) =>
        `\`@${decorator}\` wants an async function, and raises \`TypeError\` when the program starts; make \`${name}()\` an \`async def\`.`,
      'zh-cn': (decorator, name) =>
        `\`@${decorator}\` 需要异步函数，否则程序启动时会抛出 \`TypeError\`；请把 \`${name}()\` 改为 \`async def\`。`,
    }),
    call: localized({
      en: (decorator: string, name: string) =>
        `\`@${decorator}\` wants an async function, and raises \`TypeError\` whenever it is called; make \`${name}()\` an \`async def\`.`,
      'zh-cn': (decorator, name) =>
        `\`@${decorator}\` 需要异步函数，否则每次调用都会抛出 \`TypeError\`；请把 \`${name}()\` 改为 \`async def\`。`,
    }),
  },
};
