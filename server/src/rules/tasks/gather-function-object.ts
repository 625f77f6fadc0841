import { isPlaceholder } from '../../facts/function-bodies.ts';
import type { Call, Expression } from '../../facts/nodes.ts';
import type { Fix } from '../../fixes/fix.ts';
import { namesakes } from '../../fixes/namesakes.ts';
import { callIt } from '../../fixes/wrap-in.ts';
import { coroutineConsumers } from '../../knowledge/loop.ts';
import { calleeText, isAwaitable, isCoroutine, isHandedToLoop } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf, unknown, type FunctionType, type Type } from '../../project/types/types.ts';
import { localized, type Localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { gatheredBy, type Gathered } from '../shared/gathered.ts';

export const gatherFunctionObject = defineRule({
  id: 'gather-function-object',
  category: 'tasks',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: 'A function is handed over where a coroutine is wanted: the call is missing.',
    'zh-cn': '需要协程的地方传入了函数：少了调用的括号。',
  },
  docs: {
    why: {
      en: [
        '`gather()`, `create_task()`, `wait_for()`, `asyncio.run()` and the like take coroutines, tasks and futures.',
        'An async function is none of them; only calling it makes a coroutine. Without the parentheses they raise `TypeError` (or `ValueError`), and nothing runs.',
      ].join(' '),
      'zh-cn': [
        '`gather()`、`create_task()`、`wait_for()`、`asyncio.run()` 等接受协程、任务和 Future。异步函数都不是；只有调用它才会得到协程。',
        '少了括号，它们会抛出 `TypeError`（或 `ValueError`），什么都不会执行。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def tick():
              await asyncio.sleep(0.1)


          async def main():
              await asyncio.wait_for(tick, timeout=1)


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def tick():
              await asyncio.sleep(0.1)


          async def main():
              await asyncio.wait_for(tick(), timeout=1)


          asyncio.run(main())
        `,
        claim: { shows: 'TypeError' },
      },
    ],
    limits: {
      en: [
        'Functions behind decorators that are not known, and values of unknown type, are left alone.',
        'Of functions of your own, those count that declare the parameter to take what can be awaited and nothing else (`job: Awaitable[None]`, `Coroutine[Any, Any, T] | None`), and await it or hand it to the loop themselves.',
      ].join(' '),
      'zh-cn': [
        '装饰器未知的函数和类型未知的值不报告。',
        '对于你自己的函数，只看那些把形参声明为只接受可等待对象（`job: Awaitable[None]`、`Coroutine[Any, Any, T] | None`）、并且自己等待它或把它交给事件循环的函数。',
      ].join(''),
    },
    printed: ['TypeError: An asyncio.Future, a coroutine or an awaitable is required'],
    peers: [
      'pyright reportArgumentType',
      'pyright reportCallIssue',
      'mypy arg-type',
      'mypy call-overload',
      'mypy type-var',
    ],
  },
  visit: {
    Call(call, view, report) {
      const consumer = view.lookupCall(call, coroutineConsumers);
      const gathered =
        gatheredBy(view, call)?.filter(({ type }) => isFunction(type) && !isMisdeclared(view, type)) ?? [];
      if (consumer?.orFunction || expectsFailure(view, call)) return;
      for (const node of gathered.length > 0 ? [] : functionsForAwaitables(view, call))
        report(forAwaitable(view, call, node));
      for (const item of gathered) {
        const isCallable = item.isSingle && !consumer?.tasksOnly && givesCoroutine(view, item.type);
        report({
          at: item.node,
          message: messageFor(view, calleeText(view, call), item, isCallable),
          fixes: () => (item.isSingle && !consumer?.tasksOnly ? callFixes(view, item.node) : []),
        });
      }
    },
  },
});

/** The arguments that are coroutine functions where the parameter is declared to take what can be awaited, and nothing else. */
const functionsForAwaitables = (view: ChunkView, call: Call): readonly Expression[] =>
  call.args.flatMap(({ value, stars }) => {
    const type = stars === 0 && (value.kind === 'Name' || value.kind === 'Attribute') ? view.typeOf(value) : unknown;
    if (type.kind !== 'function' || !isCoroutine(view, view.resultOf(type))) return [];
    const expected = view.expectedAt(value);
    const wanted = expected ? membersOf(expected.type).filter(({ kind }) => kind !== 'none') : [];
    const isWanted = wanted.length > 0 && wanted.every((item) => isAwaitable(view, item));
    return isWanted && isAwaitedThere(view, call, expected?.name ?? '') ? value : [];
  });

/**
 * Whether the function that is called awaits its parameter itself, or hands it to the loop: many write `handler: Awaitable` and
 * mean an async function, which they call.
 */
function isAwaitedThere(view: ChunkView, { func }: Call, parameter: string): boolean {
  const type = view.typeOf(func);
  const made = view.definition(type.kind === 'class' ? (view.member(type, '__init__') ?? type) : type);
  if (!made || made.isLibrary) return type.kind !== 'class';
  if (isPlaceholder(made.node.body)) return true;
  return made.view.facts.nodes
    .slice(made.node.id, made.view.facts.ends[made.node.id])
    .some((node) => node.kind === 'Name' && node.name === parameter && isHandedToLoop(made.view, node));
}

function forAwaitable(view: ChunkView, call: Call, node: Expression): Report {
  const text = view.source(node);
  const isCallable = givesCoroutine(view, view.typeOf(node));
  return {
    at: node,
    message: (isCallable ? texts.forAwaitable : texts.forAwaitableOfArguments)(calleeText(view, call), text),
    fixes: () => callFixes(view, node),
  };
}

/** A call that leaves out what goes by the name of a variable here is most likely not what was meant. */
function callFixes(view: ChunkView, node: Expression): readonly Fix[] {
  const text = view.source(node);
  const type = view.typeOf(node);
  const given = isCoroutineFunction(view, type) ? view.evidence.aside(() => namesakes(view, node)) : undefined;
  const edits = () => callIt(view, node, given);
  if (given) return [{ title: texts.callIt(`${text}(${given.join(', ')})`), safety: 'unsafe', edits }];
  return givesCoroutine(view, type) ? [{ title: texts.callIt(text), safety: 'safe', edits }] : [];
}

const isFunction = (type: Type): boolean =>
  membersOf(type).every(({ kind }) => kind === 'function' || kind === 'callable');

/** `wait_for(task)` with `task: Callable[..., None]`: what it is declared to give could not be run either, so that it is something else. */
const isMisdeclared = (view: ChunkView, type: Type): boolean =>
  view.evidence.certainty !== 'proven' &&
  membersOf(type).every((item) => item.kind === 'callable' && item.of === undefined && !view.mayAwait(item.result));

function isCoroutineFunction(view: ChunkView, type: Type): type is FunctionType {
  const signature = view.signature(type);
  return type.kind === 'function' && signature?.isAsync === true && !signature.isGenerator;
}

/** Whether calling it without arguments gives a coroutine. */
function givesCoroutine(view: ChunkView, type: Type): boolean {
  const signature = view.signature(type);
  if (!isCoroutineFunction(view, type) || !signature) return false;
  const parameters = type.receiver ? signature.parameters.slice(1) : signature.parameters;
  return parameters.every(
    (parameter) => parameter.hasDefault || parameter.type === 'args' || parameter.type === 'kwargs',
  );
}

function messageFor(view: ChunkView, callee: string, { node, isSingle }: Gathered, isCallable: boolean): Localized {
  const text = view.source(node);
  const isName = /^[\w.]+$/.test(text);
  if (!isSingle) return isName ? texts.holdsFunctions(callee, text) : texts.functions(callee);
  if (!isName) return texts.function(callee);
  return (isCallable ? texts.functionItselfToCall : texts.functionItself)(callee, text);
}

const texts = {
  forAwaitable: localized({
    en: (callee: string, name: string) =>
      `\`${callee}()\` takes what can be awaited, but \`${name}\` is the function itself; call it: \`${name}()\`.`,
    'zh-cn': (callee, name) =>
      `\`${callee}()\` 需要可等待对象，这里传入的 \`${name}\` 却是函数本身；请加上括号调用它：\`${name}()\`。`,
  }),
  forAwaitableOfArguments: localized({
    en: (callee: string, name: string) =>
      `\`${callee}()\` takes what can be awaited, but \`${name}\` is the function itself; call it with its arguments.`,
    'zh-cn': (callee, name) =>
      `\`${callee}()\` 需要可等待对象，这里传入的 \`${name}\` 却是函数本身；请加上括号和参数调用它。`,
  }),
  holdsFunctions: localized({
    en: (callee: string, name: string) =>
      `\`${callee}()\` needs coroutines, but \`${name}\` holds functions, so it raises \`TypeError\`; call them.`,
    'zh-cn': (callee, name) =>
      `\`${callee}()\` 需要协程，而 \`${name}\` 里是函数，会抛出 \`TypeError\`；请加上括号调用它们。`,
  }),
  functions: localized({
    en: (callee: string) =>
      `\`${callee}()\` needs coroutines, but this holds functions, so it raises \`TypeError\`; call them.`,
    'zh-cn': (callee) => `\`${callee}()\` 需要协程，而这里面是函数，会抛出 \`TypeError\`；请加上括号调用它们。`,
  }),
  function: localized({
    en: (callee: string) =>
      `\`${callee}()\` needs a coroutine, but this is a function, so it raises \`TypeError\`; call it.`,
    'zh-cn': (callee) => `\`${callee}()\` 需要协程，这里传入的却是函数，会抛出 \`TypeError\`；请加上括号调用它。`,
  }),
  functionItself: localized({
    en: (callee: string, name: string) =>
      `\`${callee}()\` needs a coroutine, but \`${name}\` is the function itself, so it raises \`TypeError\`; call it.`,
    'zh-cn': (callee, name) =>
      `\`${callee}()\` 需要协程，这里传入的 \`${name}\` 却是函数本身，会抛出 \`TypeError\`；请加上括号调用它。`,
  }),
  functionItselfToCall: localized({
    en: (callee: string, name: string) =>
      `\`${callee}()\` needs a coroutine, but \`${name}\` is the function itself, so it raises \`TypeError\`; call it: \`${name}()\`.`,
    'zh-cn': (callee, name) =>
      `\`${callee}()\` 需要协程，这里传入的 \`${name}\` 却是函数本身，会抛出 \`TypeError\`；请加上括号调用它：\`${name}()\`。`,
  }),
  callIt: localized({
    en: (name: string) => `Call \`${name}\``,
    'zh-cn': (name) => `调用 \`${name}\``,
  }),
};
