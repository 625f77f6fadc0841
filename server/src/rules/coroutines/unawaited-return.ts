import { lastNameOf } from '../../facts/last-name.ts';
import type { Call, Expression, FunctionDef, Name, Node, Return, Try, With } from '../../facts/nodes.ts';
import { isWithin } from '../../facts/walk.ts';
import { insertAwait } from '../../fixes/insert-await.ts';
import { makesCoroutines } from '../../knowledge/conventions/asyncness.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { decorators } from '../../knowledge/decorators.ts';
import {
  awaitableKind,
  awaitableNouns,
  bindingsOf,
  expressionText,
  isCoroutine,
  treatsAsCoroutine,
  usesOf,
} from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Localized } from '../../text/localized.ts';
import { defineRule, type Report } from '../rule.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { contradiction } from './declared-otherwise.ts';
import { unawaitedReturnDocs } from './unawaited-return-docs.ts';
import { texts } from './unawaited-return-texts.ts';

export const unawaitedReturn = defineRule({
  id: 'unawaited-return',
  category: 'coroutines',
  severity: 'warning',
  fix: 'sometimes',
  summary: {
    en: 'A coroutine that is returned instead of its result, or from a `try` or `with` that is left before it runs.',
    'zh-cn': '返回的是协程而不是它的结果，或者协程还没运行，就已经离开了外层的 `try` 或 `with`。',
  },
  docs: unawaitedReturnDocs,
  supersededBy: ['coroutine-as-value'],
  visit: {
    Return(node, view, report) {
      if (!node.value || expectsFailure(view, node)) return;
      for (const branch of branchesOf(node.value)) {
        const value = branch.kind === 'Name' ? valueKeptIn(view, branch) : branch;
        const problem = value?.kind === 'Call' ? problemOf(view, node, value, branch) : undefined;
        if (!value || !problem) continue;
        const text = expressionText(view, value);
        const { isSure, ...words } = problem;
        const safety = isSure ? 'safe' : 'unsafe';
        report({
          at: value,
          ...words,
          related: value === branch ? [] : [{ at: view.at(branch), message: texts.returnedHere }],
          fixes: () =>
            view.coroutineAround(node)
              ? [{ title: texts.awaitBefore(text), safety, edits: () => insertAwait(view, value) }]
              : [],
        });
      }
    },
  },
});

/** The expressions of which one is returned: `a if test else b`, `a or b`. */
function branchesOf(node: Expression): readonly Expression[] {
  if (node.kind === 'IfExp') return [...branchesOf(node.body), ...branchesOf(node.orelse)];
  return node.kind === 'BoolOp' ? branchesOf(node.right) : [node];
}

interface Problem extends Pick<Report, 'message' | 'severity'> {
  readonly isSure: boolean;
}

/** The call whose result is all that a variable can hold. */
function valueKeptIn(view: ChunkView, name: Name): Expression | undefined {
  const [binding, ...others] = view.bindingsReaching(name);
  const target = binding?.type === 'value' && others.length === 0 ? view.facts.nodes[binding.node] : undefined;
  const statement = target && view.parent(target);
  return statement?.kind === 'Assign' && !usesOf(view, binding!).some((use) => treatsAsCoroutine(view, use))
    ? statement.value
    : undefined;
}

function problemOf(view: ChunkView, node: Return, value: Call, returned: Expression): Problem | undefined {
  const type = view.typeOf(value);
  const kind = awaitableKind(view, type);
  const coroutine = view.coroutineAround(node);
  if (!kind || !(coroutine || (kind === 'coroutine' && isPlainlyDeclared(view, node)))) return undefined;
  if (coroutine && kind !== 'coroutine' && isLeftToCaller(view, node, coroutine)) return undefined;
  const text = expressionText(view, value);
  const declared = contradiction(view, returned, type);
  if (declared !== undefined && value !== returned) return undefined;
  if (declared !== undefined)
    return coroutine
      ? { message: texts.declaredInCoroutine(text, declared), severity: 'error', isSure: true }
      : { message: texts.declaredInFunction(text, declared), isSure: false };
  const block = coroutine && kind === 'coroutine' && value === returned ? blockLeft(view, node) : undefined;
  if (block) return { message: messageForBlock(view, node, block, text), isSure: true };
  if (!coroutine || kind === 'task') return undefined;
  if (!isOverridden(coroutine, value)) {
    if (!makesCoroutineByMistake(view, coroutine)) return undefined;
    if (kind !== 'coroutine' && !returnsPlainValue(view, coroutine)) return undefined;
  }
  return { message: texts.givesAwaitable(text, coroutine.name, awaitableNouns[kind]), isSure: false };
}

/** `if wait: return await task`, `return task`: the caller says by a parameter whether to wait for what runs anyway. */
function isLeftToCaller(view: ChunkView, node: Return, { id, parameters }: FunctionDef): boolean {
  const inner = view.facts.nodes.slice(id, view.facts.ends[id]);
  const waiting = inner.filter((each): each is Return => each.kind === 'Return' && each.value?.kind === 'Await');
  return inner.some((choice) => {
    if (choice.kind !== 'If') return false;
    const asked = choice.test.kind === 'UnaryOp' ? choice.test.operand : choice.test;
    if (asked.kind !== 'Name' || !parameters.some(({ name }) => name === asked.name)) return false;
    const isInBody = (place: Node): boolean => choice.body.some((each) => isWithin(view.facts, place, each));
    return waiting.some((other) => isInBody(other) !== isInBody(node));
  });
}

/**
 * In a function without `async` whose own words say what it returns; decorators may make something else of it. One that
 * returns a coroutine only sometimes serves both kinds of callers.
 */
function isPlainlyDeclared(view: ChunkView, node: Return): boolean {
  const around = view.functionAround(node);
  return (
    around?.kind === 'FunctionDef' &&
    around.returns !== undefined &&
    around.decorators.length === 0 &&
    valuesReturnedBy(view, around).every((value) => isCoroutine(view, view.typeOf(value)))
  );
}

/** `return super().close()` in `close()`: who awaits the one wants what awaiting the other gives. */
const isOverridden = ({ name, returns }: FunctionDef, { func }: Call): boolean =>
  returns === undefined &&
  func.kind === 'Attribute' &&
  func.attribute === name &&
  func.value.kind === 'Call' &&
  func.value.func.kind === 'Name' &&
  func.value.func.name === 'super';

/** Whether an `async def` that returns a coroutine is not known to be meant to: its name does not say so, and nobody awaits twice. */
function makesCoroutineByMistake(view: ChunkView, around: FunctionDef): boolean {
  return (
    (around.returns === undefined || isAnyOfWrapper(around)) &&
    !isNamedBy(makesCoroutines, around.name) &&
    around.decorators.every(({ expression }) => isTransparent(view, expression)) &&
    !view.occurrences(around.name).some(({ view: chunk, node }) => isAwaitedTwice(chunk, node))
  );
}

/** `@wraps(func) async def wrapper(*args) -> Any`: that says no more of the result than no annotation. */
const isAnyOfWrapper = ({ returns, decorators: own }: FunctionDef): boolean =>
  ((returns?.kind === 'Name' && returns.name === 'Any') ||
    (returns?.kind === 'Attribute' && returns.attribute === 'Any')) &&
  own.some((decorator) => lastNameOf(decorator) === 'wraps');

/** Whether some other `return` of the function gives what is certainly no awaitable, and not `None`. */
const returnsPlainValue = (view: ChunkView, around: FunctionDef): boolean =>
  valuesReturnedBy(view, around).some((value) => {
    const type = view.typeOf(value);
    return type.kind === 'instance' && !view.mayAwait(type);
  });

const valuesReturnedBy = (view: ChunkView, around: FunctionDef): readonly Expression[] =>
  view.facts.nodes
    .slice(around.id, view.facts.ends[around.id])
    .flatMap((node) =>
      node.kind === 'Return' && node.value && view.functionAround(node) === around ? branchesOf(node.value) : [],
    );

const isTransparent = (view: ChunkView, decorator: Expression): boolean =>
  view.lookup(view.typeOf(decorator.kind === 'Call' ? decorator.func : decorator), decorators) === 'transparent';

/** `await (await f())`, and `job = await f()` where something awaits `job`. */
function isAwaitedTwice(view: ChunkView, callee: Node): boolean {
  const call = view.parent(callee);
  const waiting = call?.kind === 'Call' && call.func === callee ? view.parent(call) : undefined;
  if (waiting?.kind !== 'Await') return false;
  const uses = bindingsOf(view, waiting).flatMap((binding) => usesOf(view, binding));
  return [waiting, ...uses].some((use) => treatsAsCoroutine(view, use));
}

/** The innermost `try` or `with` that matters to what runs in it. */
function blockLeft(view: ChunkView, node: Return): Try | With | undefined {
  for (let child: Node = node, parent = view.parent(node); parent; child = parent, parent = view.parent(parent)) {
    if (parent.kind === 'FunctionDef') return undefined;
    if (parent.kind === 'With') return parent;
    if (parent.kind === 'Try' && isGuarded(parent, child)) return parent;
  }
  return undefined;
}

function isGuarded(block: Try, child: Node): boolean {
  if (block.finalbody.some((statement) => statement === child)) return false;
  return block.finalbody.length > 0 || block.body.some((statement) => statement === child);
}

function messageForBlock(view: ChunkView, node: Return, block: Try | With, text: string): Localized {
  if (block.kind === 'With')
    return texts.afterWith(
      text,
      `${block.isAsync ? 'async with' : 'with'} ${expressionText(view, block.items[0]!.context)}`,
    );
  const isCaught =
    block.handlers.length > 0 &&
    block.body.some((statement) => statement.start <= node.start && node.end <= statement.end);
  return (isCaught ? texts.pastExcept : texts.afterFinally)(text);
}
