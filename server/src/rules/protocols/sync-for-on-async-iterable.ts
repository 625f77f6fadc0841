import { bodies } from '../../knowledge/libraries.ts';
import type { Argument, Call, ComprehensionFor, Expression, For, Node } from '../../facts/nodes.ts';
import { asyncFor } from '../../fixes/async-statement.ts';
import { collectItems } from '../../fixes/collect-items.ts';
import type { Fix } from '../../fixes/fix.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { iterating, type Iterating } from '../../knowledge/iterating.ts';
import { calleeText, expressionText, isAwaitable } from '../../project/coroutines/coroutine-life.ts';
import { hasPython, type ChunkView } from '../../project/model/chunk-view.ts';
import type { Type } from '../../project/types/types.ts';
import { localized, type Localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { expectsFailure, isTypeErrorCaught } from '../shared/expects-failure.ts';
import { fixInCoroutine, orMakeAsync } from './in-coroutine.ts';

type Reporter = (report: Report) => void;

export const syncForOnAsyncIterable = defineRule({
  id: 'sync-for-on-async-iterable',
  category: 'protocols',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: 'Plain iteration over an async iterable, which only `async for` can go through.',
    'zh-cn': '用普通方式遍历异步可迭代对象，它只能用 `async for` 遍历。',
  },
  docs: {
    why: {
      en: [
        'An async generator, an `asyncio.StreamReader` or the content of a streamed response waits between its items, so it has `__aiter__` and `__anext__` in place of `__iter__`.',
        'Plain `for`, comprehensions, unpacking and functions such as `list()` and `sum()` raise `TypeError: … object is not iterable`.',
      ].join(' '),
      'zh-cn': [
        '异步生成器、`asyncio.StreamReader`、流式响应的内容在元素之间需要等待，所以它们有的是 `__aiter__` 和 `__anext__`，而不是 `__iter__`。',
        '普通的 `for`、推导式、解包，以及 `list()`、`sum()` 等函数都会抛出 `TypeError: … object is not iterable`。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def ticks():
              for n in range(3):
                  await asyncio.sleep(0.1)
                  yield n


          async def main():
              for tick in ticks():
                  print(tick)


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def ticks():
              for n in range(3):
                  await asyncio.sleep(0.1)
                  yield n


          async def main():
              async for tick in ticks():
                  print(tick)


          asyncio.run(main())
        `,
        claim: { shows: "'async_generator' object is not iterable" },
      },
    ],
    limits: {
      en: 'The type of the iterable must be known. Of functions that iterate over their argument only those of the standard library are known. What stands behind a question about the sort of iterable (`hasattr(rows, "__anext__")`) is left alone.',
      'zh-cn':
        '必须知道可迭代对象的类型。会遍历参数的函数只认识标准库里的。写在判断可迭代对象种类的代码（`hasattr(rows, "__anext__")`）之后的遍历不报告。',
    },
    printed: ["TypeError: 'async_generator' object is not iterable", "TypeError: '…' object is not iterable"],
    peers: [
      'pylint not-an-iterable',
      'pylint unpacking-non-sequence',
      'pylint unsupported-membership-test',
      'pyright reportGeneralTypeIssues',
      'pyright reportArgumentType',
      'pyright reportOperatorIssue',
      'mypy attr-defined',
    ],
  },
  visit: {
    For(node, view, report) {
      if (!node.isAsync) checkLoop(view, node, node, report);
    },
    ComprehensionFor(node, view, report) {
      if (!node.isAsync) checkLoop(view, node, view.parent(node) ?? node, report);
    },
    Call: checkCall,
    Starred(node, view, report) {
      if (view.parent(node)?.kind === 'Collection') checkOther(view, node.value, texts.starred, report);
    },
    YieldFrom(node, view, report) {
      const around = view.functionAround(node);
      if ((around?.kind === 'FunctionDef' && around.isAsync) || isAwaitable(view, view.typeOf(node.value))) return;
      checkOther(view, node.value, texts.yieldFrom, report);
    },
    Assign(node, view, report) {
      if (node.targets.some(({ kind }) => kind === 'Collection')) checkOther(view, node.value, texts.unpacked, report);
    },
    Compare(node, view, report) {
      for (const [i, operator] of node.operators.entries()) {
        const container = node.comparators[i];
        if (container && (operator === 'in' || operator === 'not in'))
          checkOther(view, container, texts.searched(operator), report);
      }
    },
  },
});

const isOnlyAsync = (view: ChunkView, type: Type): boolean =>
  view.mayIterate(type, true) && !view.mayIterate(type, false);

/** The code asks what sort of thing it is, or is ready for the failure. */
const isDoubted = (view: ChunkView, value: Expression): boolean =>
  view.isSortAsked(value) || isTypeErrorCaught(view, value) || expectsFailure(view, value);

function checkLoop(view: ChunkView, node: For | ComprehensionFor, place: Node, report: Reporter): void {
  const type = view.typeOf(node.iter);
  if (!isOnlyAsync(view, type) || isDoubted(view, node.iter)) return;
  const fixes = (): readonly Fix[] => {
    const edits = asyncFor(view, node);
    return fixInCoroutine(view, place, texts.useAsyncFor, edits);
  };
  const message = isResponseBody(view, type) ? texts.inForOfBody : texts.inFor;
  report({
    at: node.iter,
    message: message(expressionText(view, node.iter), orMakeAsync(view, place)),
    fixes,
  });
}

const isResponseBody = (view: ChunkView, type: Type): boolean =>
  type.kind === 'instance' && Object.keys(bodies).some((name) => view.isInstanceOf(type, name));

function checkCall(call: Call, view: ChunkView, report: Reporter): void {
  if (call.args.length === 0) return;
  for (const { stars, value } of call.args) if (stars === 1) checkOther(view, value, texts.starred, report);
  const consumer = view.lookupCall(call, iterating);
  if (!consumer || (consumer.onlyAlone && call.args.filter(({ name }) => name === undefined).length > 1)) return;
  for (const argument of argumentsAt(call, consumer.iterable)) {
    if (!isOnlyAsync(view, view.typeOf(argument.value)) || isDoubted(view, argument.value)) continue;
    report(inCall(view, call, argument, consumer));
  }
}

function inCall(view: ChunkView, call: Call, argument: Argument, { counterpart, isLazy }: Iterating): Report {
  const text = expressionText(view, argument.value);
  const callee = calleeText(view, call);
  if (counterpart) {
    const instead = hasPython(view, counterpart.since[1]) ? `${counterpart.name}()` : 'async for';
    return { at: argument, message: texts.useCounterpart(text, callee, instead) };
  }
  return {
    at: argument,
    message: texts.inCall(text, callee, orMakeAsync(view, call)),
    fixes: () => {
      const edits = () => collectItems(view, call, argument);
      const fixes = fixInCoroutine(view, call, texts.collect, edits);
      return isLazy ? fixes.map((fix) => ({ ...fix, safety: 'unsafe' })) : fixes;
    },
  };
}

function checkOther(view: ChunkView, value: Expression, problem: Localized, report: Reporter): void {
  if (!isOnlyAsync(view, view.typeOf(value)) || isDoubted(view, value)) return;
  report({
    at: value,
    message: texts.otherwise(expressionText(view, value), problem),
  });
}

// ------------------------------------------------------------------------------------------- texts

const texts = {
  inFor: localized({
    en: (iterable: string, inAsyncDef: string) =>
      `\`${iterable}\` is an async iterable, which \`for\` cannot go through; use \`async for\`${inAsyncDef}.`,
    'zh-cn': (iterable, inAsyncDef) =>
      `\`${iterable}\` 是异步可迭代对象，不能用普通的 \`for\` 遍历；请${inAsyncDef}改用 \`async for\`。`,
  }),
  inForOfBody: localized({
    en: (iterable: string, inAsyncDef: string) =>
      `\`${iterable}\` is an async iterable, which \`for\` cannot go through; use \`async for\`${inAsyncDef}, which gives lines (\`iter_chunked(n)\` gives chunks).`,
    'zh-cn': (iterable, inAsyncDef) =>
      `\`${iterable}\` 是异步可迭代对象，不能用普通的 \`for\` 遍历；请${inAsyncDef}改用 \`async for\`（得到的是行；按块读取用 \`iter_chunked(n)\`）。`,
  }),
  useCounterpart: localized({
    en: (iterable: string, callee: string, instead: string) =>
      `\`${iterable}\` is an async iterable, which \`${callee}()\` cannot go through; use \`${instead}\`.`,
    'zh-cn': (iterable, callee, instead) =>
      `\`${iterable}\` 是异步可迭代对象，\`${callee}()\` 无法遍历它；请改用 \`${instead}\`。`,
  }),
  inCall: localized({
    en: (iterable: string, callee: string, inAsyncDef: string) =>
      `\`${iterable}\` is an async iterable, which \`${callee}()\` cannot go through; collect its items with \`async for\`${inAsyncDef}.`,
    'zh-cn': (iterable, callee, inAsyncDef) =>
      `\`${iterable}\` 是异步可迭代对象，\`${callee}()\` 无法遍历它；请${inAsyncDef}用 \`async for\` 收集其中的元素。`,
  }),
  otherwise: localized({
    en: (iterable: string, problem: string) =>
      `\`${iterable}\` is an async iterable, so ${problem}; collect its items with \`async for\`.`,
    'zh-cn': (iterable, problem) => `\`${iterable}\` 是异步可迭代对象，${problem}；请用 \`async for\` 收集其中的元素。`,
  }),
  starred: { en: '`*` cannot unpack it', 'zh-cn': '不能用 `*` 解包' },
  yieldFrom: { en: '`yield from` cannot iterate over it', 'zh-cn': '不能用 `yield from` 遍历' },
  unpacked: { en: 'it cannot be unpacked', 'zh-cn': '不能解包' },
  searched: localized({
    en: (operator: string) => `\`${operator}\` cannot search it`,
    'zh-cn': (operator) => `不能用 \`${operator}\` 查找`,
  }),
  useAsyncFor: {
    alone: { en: 'Use `async for`', 'zh-cn': '改用 `async for`' },
    withFunction: localized({
      en: (name: string, inFiles: string) => `Make \`${name}\` async and use \`async for\`${inFiles}`,
      'zh-cn': (name, inFiles) => `将 \`${name}\` 改为异步函数并改用 \`async for\`${inFiles}`,
    }),
  },
  collect: {
    alone: { en: 'Collect the items with `async for`', 'zh-cn': '用 `async for` 收集元素' },
    withFunction: localized({
      en: (name: string, inFiles: string) =>
        `Make \`${name}\` async and collect the items with \`async for\`${inFiles}`,
      'zh-cn': (name, inFiles) => `将 \`${name}\` 改为异步函数并用 \`async for\` 收集元素${inFiles}`,
    }),
  },
};
