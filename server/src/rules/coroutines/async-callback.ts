import { lastNameIn } from '../../facts/last-name.ts';
import type { Argument, Attribute, Call, Expression, Name, Node } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { ancestors, preorder } from '../../facts/walk.ts';
import { reference } from '../../fixes/add-import.ts';
import { joinEdits, replaceRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { startInFunction } from '../../fixes/start-in-function.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { callbackTakers, executorDispatches, valueConsumers, type CallbackTaker } from '../../knowledge/loop.ts';
import { runInPlainFunction } from '../../knowledge/words.ts';
import { calleeText, expressionText, isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Localized } from '../../text/localized.ts';
import { defineRule, type Report } from '../rule.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { asyncCallbackDocs } from './async-callback-docs.ts';
import { titles } from '../shared/titles.ts';
import { calledPlainly } from './called-plainly.ts';
import { coroutinesForFunctions } from './coroutine-for-function.ts';
import { texts } from './async-callback-texts.ts';

export const asyncCallback = defineRule({
  id: 'async-callback',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: 'An async function where a plain one is called back.',
    'zh-cn': '需要普通函数作为回调的地方用了异步函数。',
  },
  docs: asyncCallbackDocs,
  visit: {
    FunctionDef(node, view, report) {
      for (const found of calledPlainly(view, node)) report(found);
    },
    Call(call, view, report) {
      if (call.args.length === 0) return;
      if (expectsFailure(view, call)) return;
      for (const found of coroutinesForFunctions(view, call)) report(found);
      const taker = view.lookupCall(call, callbackTakers);
      if (!taker) return;
      for (const argument of argumentsAt(call, taker.callback)) checkCallback(view, call, argument, taker, report);
    },
  },
});

function checkCallback(
  view: ChunkView,
  call: Call,
  argument: Argument,
  taker: CallbackTaker,
  report: (report: Report) => void,
): void {
  const type = view.typeOf(argument.value);
  const name = calleeText(view, call);
  if (isCoroutine(view, type)) {
    const text = expressionText(view, argument.value);
    report({
      at: argument,
      message: texts.coroutineGiven(text, name, insteadOf(taker)),
      fixes: () => insteadOfLoading(view, call, titles.awaitItself(text), view.source(argument.value)),
    });
    return;
  }
  if (!makesCoroutine(view, argument) || (taker.handsOn && !isUsedAtOnce(view, call)) || isAwaitedAgain(view, call))
    return;
  const { lambda, called } = taker.calledBy === 'call' ? texts.usedAsResult : texts.neverRuns;
  report({
    at: argument,
    message:
      argument.value.kind === 'Lambda'
        ? lambda(name, insteadOf(taker))
        : called(functionText(view, argument), name, insteadOf(taker)),
    fixes: () => [...callDirectly(view, call, argument), ...callFromOther(view, call, argument, taker)],
  });
}

function insteadOf({ instead, calledBy }: CallbackTaker): Localized {
  if (instead !== undefined) return texts.use(instead);
  if (calledBy === 'worker') return texts.awaitOnLoop;
  return calledBy === 'exit' ? runInPlainFunction : texts.givePlain;
}

/** Of a partial, the function in it. */
const functionText = (view: ChunkView, { value }: Argument): string =>
  expressionText(view, value.kind === 'Call' && value.args[0] ? value.args[0].value : value);

/** Whether calling what is passed only makes a coroutine. */
function makesCoroutine(view: ChunkView, { value }: Argument): boolean {
  const type = view.typeOf(value);
  return (type.kind === 'function' || type.kind === 'callable') && isCoroutine(view, view.resultOf(type));
}

/** `sum(map(load, names))`: nothing can await the coroutines any more. */
function isUsedAtOnce(view: ChunkView, call: Call): boolean {
  const outer = callAround(view, call);
  return outer !== undefined && view.lookupCall(outer, valueConsumers)?.within === 'elements';
}

function callAround(view: ChunkView, node: Node): Call | undefined {
  const argument = view.parent(node);
  const call = argument?.kind === 'Argument' ? view.parent(argument) : undefined;
  return call?.kind === 'Call' ? call : undefined;
}

/** `await (await to_thread(make_coroutine))`, also where what is kept in between is awaited: a future's result, an item. */
function isAwaitedAgain(view: ChunkView, call: Call): boolean {
  const first = view.parent(call);
  const kept = first?.kind === 'Await' ? view.parent(first) : first;
  if (!kept || kept.kind === 'Expr') return false;
  if (kept.kind === 'Await') return first !== kept;
  const around = view.functionAround(call);
  const awaited = around ? [...preorder(view.facts, around)].filter((node) => node.kind === 'Await') : [];
  const name = kept.kind === 'For' ? kept.target : kept.kind === 'Assign' ? kept.targets[0] : undefined;
  return view.lookupCall(call, executorDispatches)?.returns === 'concurrent-future'
    ? awaited.some(
        ({ value }) => value.kind === 'Await' || (value.kind === 'Call' && lastNameIn(value.func) === 'result'),
      )
    : name?.kind === 'Name' && awaited.some(({ value }) => value.kind === 'Name' && value.name === name.name);
}

// ---------------------------------------------------------------------------------------- fixes

/** `await to_thread(f, a)` → `await f(a)` */
function callDirectly(view: ChunkView, call: Call, argument: Argument): readonly Fix[] {
  const behind = call.args[call.args.indexOf(argument) + 1];
  if (argument.value.kind === 'Lambda' || argument.name !== undefined) return [];
  const rest = behind ? view.source({ start: behind.start, end: call.end }) : ')';
  const callee = view.source(argument.value);
  return insteadOfLoading(
    view,
    call,
    titles.awaitItself(`${expressionText(view, argument.value)}()`),
    `${callee}(${rest}`,
  );
}

function insteadOfLoading(view: ChunkView, call: Call, title: Localized, newText: string): readonly Fix[] {
  const loader = view.lookupCall(call, executorDispatches);
  if (loader?.returns !== 'awaitable' || view.parent(call)?.kind !== 'Await') return [];
  return [{ title, safety: 'unsafe', edits: () => [replaceRange(view, call, newText)] }];
}

/** `loop.call_soon(f, a)` → `loop.call_soon(start_f, a)`, `Thread(target=f)` → `Thread(target=lambda: asyncio.run(f()))` */
function callFromOther(view: ChunkView, call: Call, argument: Argument, taker: CallbackTaker): readonly Fix[] {
  const { value } = argument;
  const runner = runnerFor(view, call, argument, taker);
  if (runner === undefined || (value.kind !== 'Name' && value.kind !== 'Attribute')) return [];
  const callee = expressionText(view, value);
  if (runner === 'asyncio.create_task') {
    // Functions see what variables hold when they are called.
    const started = isVariable(view, value) ? undefined : startInFunction(view, call, value);
    if (!started) return [];
    const title = texts.startInFunction(callee, started.name);
    return [{ title, safety: 'unsafe', edits: () => joinEdits(started.edits()) }];
  }
  if (isRepeated(view, call)) return [];
  const behind = call.args.slice(call.args.indexOf(argument) + 1);
  if (behind.some(({ stars }) => stars > 0)) return [];
  const handed = argument.name === undefined ? behind.filter(({ name }) => name === undefined) : [];
  const inner = `${view.source(value)}(${handed.map((each) => view.source(each)).join(', ')})`;
  const range = { start: value.start, end: handed.at(-1)?.end ?? value.end };
  return [
    {
      title: texts.runInLambda(callee),
      safety: 'unsafe',
      edits: () => {
        const { name, edits } = reference(view, call, runner);
        return [...edits, replaceRange(view, range, `lambda: ${name}(${inner})`)];
      },
    },
  ];
}

/** What starts a coroutine where a callback is called that gets no arguments but those it is registered with. */
function runnerFor(view: ChunkView, call: Call, { name }: Argument, taker: CallbackTaker): string | undefined {
  if (view.library !== 'asyncio') return undefined;
  if (taker.calledBy === 'exit') return 'asyncio.run';
  if (taker.calledBy === 'loop') return taker.instead === undefined ? undefined : 'asyncio.create_task';
  const isThread = view.lookupCall(call, THREADS) === true && name === 'target';
  return isThread && call.args.every((each) => each.name !== 'args' && each.name !== 'kwargs')
    ? 'asyncio.run'
    : undefined;
}

/** Whether the name that leads to a function may come to stand for something else. */
function isVariable(view: ChunkView, value: Name | Attribute): boolean {
  let root: Expression = value;
  while (root.kind === 'Attribute') root = root.value;
  if (root.kind !== 'Name') return true;
  const scope = resolve(view.facts, root);
  if (scope === 'module' || scope.scope === 0) return false;
  return scope.bindings.length > 1 || isRepeatedBinding(view, scope.bindings[0]);
}

/** The variable of a loop. */
function isRepeatedBinding(view: ChunkView, index: number | undefined): boolean {
  const target = view.facts.nodes[view.facts.bindings[index ?? -1]?.node ?? -1];
  return target !== undefined && isRepeated(view, target);
}

const THREADS = { 'threading.Thread': true } as const;

function isRepeated(view: ChunkView, place: Node): boolean {
  for (const node of ancestors(view.facts, place)) {
    if (node.kind === 'FunctionDef' || node.kind === 'Lambda') return false;
    if (node.kind === 'For' || node.kind === 'While' || node.kind === 'Comprehension') return true;
  }
  return false;
}
