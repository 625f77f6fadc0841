import { notStarted } from '../../knowledge/libraries.ts';
import { isPlaceholder } from '../../facts/function-bodies.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, Node, Return } from '../../facts/nodes.ts';
import { isReceiver } from '../../facts/receiver.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { waits } from '../../knowledge/conventions/tasks.ts';
import {
  awaitableKind,
  calleeText,
  isAbstractAwaitable,
  isCoroutine,
} from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView, Definition } from '../../project/model/chunk-view.ts';
import { describeType } from '../../project/names/describe-type.ts';
import { membersOf, type Type } from '../../project/types/types.ts';
import type { Localized } from '../../text/localized.ts';
import type { Range } from '../../text/range.ts';
import { python } from '../python.ts';
import { defineRule, type RelatedPlace } from '../rule.ts';
import { discarded, wholeOf } from '../shared/discarded.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { makesAsyncGenerator } from './async-generator-use.ts';
import { awaitAdvice } from './await-advice.ts';
import { fixesFor } from './await-forgotten.ts';
import { isAwaitedElsewhere } from './awaited-elsewhere.ts';
import { isAwaitedInOtherBranch } from './awaited-in-other-branch.ts';
import { droppedWay } from './dropped-on-a-way.ts';
import { texts } from './unawaited-coroutine-texts.ts';

export const unawaitedCoroutine = defineRule({
  id: 'unawaited-coroutine',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: 'A coroutine that is never awaited: its code never runs.',
    'zh-cn': '协程从未被等待：它的代码根本不会执行。',
  },
  docs: {
    why: {
      en: [
        'Calling an `async def` function only makes a coroutine object. Its body starts when the coroutine is awaited or handed to the event loop.',
        'One that is dropped never runs; Python mentions it with `RuntimeWarning: coroutine … was never awaited`, if at all.',
      ].join(' '),
      'zh-cn': [
        '调用 `async def` 函数只会创建一个协程对象。要等到协程被等待，或者被交给事件循环，函数体才会开始执行。',
        '被丢弃的协程永远不会运行；Python 至多用一句 `RuntimeWarning: coroutine … was never awaited` 提醒你。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def save(order):
              await asyncio.sleep(0.1)


          async def checkout(order):
              save(order)


          asyncio.run(checkout("tea"))
        `,
        good: python`
          import asyncio


          async def save(order):
              await asyncio.sleep(0.1)


          async def checkout(order):
              await save(order)


          asyncio.run(checkout("tea"))
        `,
        claim: { shows: "coroutine 'save' was never awaited" },
      },
    ],
    limits: {
      en: [
        'Only calls whose result is certainly a coroutine count, and only where nothing can consume it any more: a coroutine that is passed on, stored or returned is left alone, and so is a call behind a question about what is called (`hasattr()`, `iscoroutinefunction()`, …). Where callers alone tell the type, a call that the other branch of an `if` awaits is left alone, too.',
        'A function that is declared `-> Coroutine` and returns a task or future is taken for what it returns: that runs by itself. A method that code puts something else in the place of, also under a computed name (`setattr(self, name, wrapped)` in a loop), may give anything. Nothing is said of a variable that is not read where a name below begins like it and is defined nowhere (`gather(*task)` below `tasks = …`): it is being typed.',
        'The dropped result of a `Callable[..., Awaitable[T]]`, a protocol or an abstract method gets a warning only: it may be a future, which runs by itself.',
        'The same goes for a call of which nothing is known where all others of the same function in the class or file are awaited (information only: it may start by itself, and be awaited for its result), and for `send()`, `receive()` and `app(scope, receive, send)` as ASGI has them.',
      ].join(' '),
      'zh-cn': [
        '只报告结果确定是协程、而且之后再没有代码能用到它的调用：协程被传给别处、保存起来或作为返回值时不报告；写在判断“被调用的是什么”的代码（`hasattr()`、`iscoroutinefunction()` 等）之后的调用也不报告。',
        '如果类型只能从调用方得知，而 `if` 的另一个分支等待了同样的调用，那么也不报告。',
        '函数声明为 `-> Coroutine` 而实际返回任务或 Future 的，以它返回的为准：任务会自行运行。方法如果被别的代码换掉，包括用算出来的名称替换（在循环里 `setattr(self, name, wrapped)`），它返回什么就不得而知。变量没有被读取，但下面有一个哪里都没有定义、与它开头相同的名称（`tasks = …` 下面的 `gather(*task)`），说明还在输入，也不报告。',
        '丢弃 `Callable[..., Awaitable[T]]`、协议或抽象方法的结果只是警告：它可能是会自行运行的 Future。',
        '以下情形同样只是警告：对被调用者一无所知，但同一个类或文件里对这个函数的其他调用全都被等待（级别仅为“信息”：它可能自行启动，等待只是为了取得结果）；以及 ASGI 意义上的 `send()`、`receive()` 和 `app(scope, receive, send)`。',
      ].join(''),
    },
    printed: ["RuntimeWarning: coroutine '…' was never awaited"],
    peers: [
      'ruff ASYNC105',
      'flake8-async ASYNC105',
      'pyright reportUnusedCoroutine',
      'mypy unused-coroutine',
      'mypy unused-awaitable',
      'PyCharm PyAsyncCall',
    ],
  },
  visit: {
    Call(call, view, report) {
      const end = discarded(view, call);
      if (!end) {
        const way = droppedWay(view, call);
        if (way && isCoroutine(view, view.typeOf(call))) {
          report({
            at: call,
            severity: 'warning',
            message: texts.droppedOnAWay(calleeText(view, call)),
            whole: way.owner,
            related: [{ at: view.at(headOf(way.at)), message: texts.leftHere }],
          });
        }
        return;
      }
      if (end === 'dropped' && makesAsyncGenerator(view, call) && !expectsFailure(view, call)) {
        report({ at: call, message: texts.generator(calleeText(view, call)) });
        return;
      }
      const type = view.typeOf(call);
      const isSure = isCoroutine(view, type) || isNotStarted(view, type) || startsCoroutine(view, call, type);
      if (!isSure && !isPromised(view, call, type) && !isWait(view, call, type) && !isAwaitedElsewhere(view, call))
        return;
      if (view.isSortAsked(call) || isAwaitedInOtherBranch(view, call)) return;
      if (handsBack(view, call) || isDecoratorByHand(view, call) || expectsFailure(view, call)) return;
      const callee = calleeText(view, call);
      const known = awaitableKind(view, type) !== undefined;
      report({
        at: call,
        message: messageFor(callee, awaitAdvice(view, call), known ? end : 'unknown', isSure),
        ...(isSure ? {} : { severity: known ? 'warning' : 'information' }),
        ...wholeOf(view, call, end),
        related: toldBy(view, call),
        fixes: () => fixesFor(view, call, callee, isSure ? 'safe' : 'unsafe'),
      });
    },
  },
});

/** Of an `if` its test. */
const headOf = (node: Node): Range => (node.kind === 'If' ? { start: node.start, end: node.test.end } : node);

function messageFor(callee: string, advice: Localized, end: keyof typeof texts.sure | 'unknown', isSure: boolean) {
  if (end === 'unknown') return texts.awaitedElsewhere(callee, advice);
  return (isSure ? texts.sure : texts.unsure)[end](callee, advice);
}

/** The call by which an unannotated parameter is known: "`client` is a `Client` here". */
function toldBy(view: ChunkView, { func }: Call): readonly RelatedPlace[] {
  const argument = view.argumentBehind(func);
  const what = argument && describeType(argument.type);
  return what ? [{ at: argument.at, message: texts.isHere(argument.name, what) }] : [];
}

/** Awaitables of libraries that do nothing before they are awaited. */
const isNotStarted = (view: ChunkView, type: Type): boolean =>
  Object.keys(notStarted).some((name) => membersOf(type).every((item) => view.isInstanceOf(item, name)));

/** A plain function that is declared to return an awaitable and returns a coroutine. */
function startsCoroutine(view: ChunkView, call: Call, type: Type): boolean {
  const made = isAbstractAwaitable(type) ? view.definition(view.typeOf(call.func)) : undefined;
  const returns = made ? returnsOf(made) : [];
  return (
    made !== undefined &&
    returns.length > 0 &&
    returns.every(({ value }) => value?.kind === 'Call' && isCoroutine(made.view, made.view.typeOf(value)))
  );
}

/**
 * What is known by its type alone to give an awaitable: a `Callable`, a protocol, an abstract method, what the ASGI
 * specification calls. Others may return futures.
 */
function isPromised(view: ChunkView, call: Call, type: Type): boolean {
  if (!isAbstractAwaitable(type)) return false;
  return membersOf(view.typeOf(call.func)).every((callee) => {
    if (callee.kind === 'none' || callee.kind === 'unknown') return true;
    if (callee.kind === 'callable') return callee.of === undefined;
    const method = callee.kind === 'instance' ? view.member(callee, '__call__') : callee;
    const made = method && view.definition(method);
    return made !== undefined && isPlaceholder(made.node.body) && !isDoneByNamesake(made);
  });
}

/** A method without a body that others in the file fill in as plain functions: those may start what they give. */
const isDoneByNamesake = ({ node, view }: Definition): boolean =>
  view
    .fileChunks()
    .some(({ facts }) =>
      facts.nodes.some(
        (other) =>
          other.kind === 'FunctionDef' && other.name === node.name && !other.isAsync && !isPlaceholder(other.body),
      ),
    );

/**
 * `gen.sleep(1)`, `cast(Future, self.ready)`, and an object that waits for itself: `self.acquire()` in `__aenter__()`. Elsewhere a lock may be taken ahead,
 * where it is known to be free.
 */
function isWait(view: ChunkView, call: Call, type: Type): boolean {
  const { func } = call;
  const isOwn = func.kind === 'Attribute' && isReceiver(view.facts, func.value);
  const name = lastNameIn(func);
  const isWaiting = name === 'sleep' || name === 'cast' || (isOwn && isNamedBy(waits, name));
  return isWaiting && view.coroutineAround(call) !== undefined && awaitableKind(view, type) !== undefined;
}

const returnsOf = ({ node, view }: Definition): readonly Return[] =>
  view.facts.nodes
    .slice(node.id, view.facts.ends[node.id])
    .filter((inner) => inner.kind === 'Return')
    .filter((inner) => view.functionAround(inner) === node);

/** What a generic function gives is not new: `jobs.setdefault(name, fetch(name))` has kept it, and others will await it. */
function handsBack(view: ChunkView, call: Call): boolean {
  const signature = view.signature(view.typeOf(call.func));
  if (!signature?.returns || signature.isAsync) return false;
  return membersOf(signature.returns).some(({ kind }) => kind === 'typevar');
}

/** `app.get("/")(handler)` where `get` is declared to give a `Callable`: many decorators are declared as what they return. */
const isDecoratorByHand = (view: ChunkView, { func, args }: Call): boolean =>
  func.kind === 'Call' &&
  view.definition(view.typeOf(func)) === undefined &&
  args.length === 1 &&
  args.every(({ value }) => view.typeOf(value).kind === 'function');
