import type { Await, Call, Expression, Node } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import { asyncFor } from '../../fixes/async-statement.ts';
import { insertAt } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { removeAwait } from '../../fixes/insert-await.ts';
import { namesakes } from '../../fixes/namesakes.ts';
import { callIt, wrapIn } from '../../fixes/wrap-in.ts';
import { coroutineGuards, threadLocks } from '../../knowledge/loop.ts';
import { awaitableKind, bindingsOf, expressionText, usesOf } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { describeType } from '../../project/names/describe-type.ts';
import type { Type } from '../../project/types/types.ts';
import type { Localized } from '../../text/localized.ts';
import { defineRule } from '../rule.ts';
import { isByAnnotation } from '../shared/by-annotation.ts';
import { expectsFailure, isTypeErrorCaught } from '../shared/expects-failure.ts';
import { notRunnable } from '../shared/not-runnable.ts';
import { awaitNonAwaitableDocs } from './await-non-awaitable-docs.ts';
import { titles } from '../shared/titles.ts';
import { handedOverInVain } from './handed-over.ts';
import { type Explanation, isCollectionOfAwaitables, manyAwaitables } from './many-awaitables.ts';
import { texts } from './await-non-awaitable-texts.ts';

export const awaitNonAwaitable = defineRule({
  id: 'await-non-awaitable',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: '`await` of something that cannot be awaited, or handing it to `asyncio.run()`, `gather()`, `create_task()`.',
    'zh-cn': '对不可等待的东西使用了 `await`，或者把它交给了 `asyncio.run()`、`gather()`、`create_task()`。',
  },
  docs: awaitNonAwaitableDocs,
  visit: {
    Await(node, view, report) {
      const { value } = node;
      const type = view.typeOf(value);
      if (view.mayAwait(type) || isTypeErrorCaught(view, node) || expectsFailure(view, node)) return;
      if (value.kind === 'Call' && (isGuard(view, value) || notRunnable(view, value).length > 0)) return;
      if (isByAnnotation(view, value) || isMisdeclared(view, type) || isHandedOnByDeclaration(view, value)) return;
      if (view.isSortAsked(value)) return;
      // Who awaits it knows more than can be told from how others use it.
      if (view.evidence.certainty === 'likely') return;
      if (value.kind === 'Await' && givesAwaitable(view, value.value)) return;
      const { message, fixes } = explain(view, node, type);
      const whole = value.kind === 'Attribute' ? classAround(view, node) : undefined;
      report({ at: node, message, ...(whole && { whole }), fixes });
    },
    Call(call, view, report) {
      const found = handedOverInVain(view, call);
      if (found.length === 0 || isTypeErrorCaught(view, call) || expectsFailure(view, call)) return;
      for (const each of found) report(each);
    },
  },
});

const isGuard = (view: ChunkView, call: Call): boolean => view.lookupCall(call, coroutineGuards) !== undefined;

/** `await (await begun())`, where `begun` returns a future, whatever it is declared to return. */
function givesAwaitable(view: ChunkView, call: Expression): boolean {
  const made = call.kind === 'Call' ? view.evidence.aside(() => view.definition(view.typeOf(call.func))) : undefined;
  if (!made) return false;
  const { view: home, node: of } = made;
  return home.evidence.aside(() =>
    home.facts.nodes
      .slice(of.id, home.facts.ends[of.id])
      .some(
        (node) =>
          node.kind === 'Return' &&
          node.value !== undefined &&
          home.functionAround(node) === of &&
          awaitableKind(home, home.typeOf(node.value)) !== undefined,
      ),
  );
}

/** What an attribute holds is said by the whole class. */
const classAround = ({ facts }: ChunkView, node: Await): Node | undefined =>
  [...ancestors(facts, node)].find(({ kind }) => kind === 'ClassDef');

/** Who awaits what is declared as a `Callable` may be given a coroutine in spite of that. */
const isMisdeclared = (view: ChunkView, type: Type): boolean =>
  type.kind === 'callable' && type.of === undefined && view.evidence.certainty !== 'proven';

/** `def cached(f: F) -> F: …` may put a descriptor in the place of the function, which gives a future. */
function isHandedOnByDeclaration(view: ChunkView, value: Expression): boolean {
  const definition = value.kind === 'Call' ? view.definition(view.typeOf(value.func)) : undefined;
  return (
    definition?.isLibrary === false && definition.node.decorators.length > 0 && view.evidence.certainty !== 'proven'
  );
}

function explain(view: ChunkView, node: Await, type: Type): Explanation {
  const text = expressionText(view, node.value);
  if (isCollectionOfAwaitables(view, type)) return manyAwaitables(view, node, text);
  if (isThreadFuture(view, type)) return threadFuture(view, node, text);
  if (view.mayIterate(type, true) && !view.mayIterate(type, false)) return asyncIterable(view, node, text);
  if (view.mayEnter(type, true) && !view.mayEnter(type, false))
    return {
      message: texts.contextManager(text),
      fixes: () => [],
    };
  if (type.kind === 'function' || type.kind === 'callable') return uncalledFunction(view, node, type, text);
  return plainValue(view, node, type, text);
}

// ------------------------------------------------------------------------------ other mistakes

const isThreadFuture = (view: ChunkView, type: Type): boolean =>
  type.kind === 'instance' && view.isInstanceOf(type, 'concurrent.futures.Future');

function threadFuture(view: ChunkView, { value }: Await, text: string): Explanation {
  return {
    message: texts.threadFuture(text),
    fixes: () =>
      view.library === 'asyncio'
        ? [
            {
              title: texts.wrapFuture,
              safety: 'safe',
              edits: () => wrapIn(view, value, 'asyncio.wrap_future'),
            },
          ]
        : [],
  };
}

function asyncIterable(view: ChunkView, node: Await, text: string): Explanation {
  return {
    message: texts.asyncIterable(text),
    fixes: () => [iterate(view, node)],
  };
}

function iterate(view: ChunkView, node: Await): Fix {
  const loop = view.parent(node);
  const isLoop = (loop?.kind === 'For' || loop?.kind === 'ComprehensionFor') && loop.iter === node;
  const edits = isLoop ? asyncFor(view, loop) : undefined;
  if (edits) return { title: texts.iterate, safety: 'safe', edits: () => [...edits(), ...removeAwait(view, node)] };
  return {
    title: titles.collectItems,
    safety: 'unsafe',
    edits: () => [
      insertAt(view, node.start, '[item async for item in '),
      insertAt(view, node.end, ']'),
      ...removeAwait(view, node),
    ],
  };
}

function uncalledFunction(view: ChunkView, node: Await, type: Type, text: string): Explanation {
  const signature = view.signature(type);
  const required = signature?.parameters
    .slice(type.kind === 'function' && type.receiver ? 1 : 0)
    .some((parameter) => !parameter.hasDefault && parameter.type !== 'args' && parameter.type !== 'kwargs');
  if (isCalledLater(view, node))
    return {
      message: texts.functionCalledBelow(text),
      fixes: () => [{ title: texts.removeAwait(text), safety: 'unsafe', edits: () => removeAwait(view, node) }],
    };
  return {
    message: texts.functionItself(text),
    fixes: () => {
      if (!signature?.isAsync || signature.isGenerator) return [];
      const given = view.evidence.aside(() => namesakes(view, node.value));
      const isOpen = required === true || given !== undefined || node.value.kind === 'Call';
      return [
        {
          title: texts.callIt(text, given?.join(', ') ?? ''),
          safety: isOpen ? 'unsafe' : 'safe',
          edits: () => callIt(view, node.value, given),
        },
      ];
    },
  };
}

/** `send = await make_sender()`, `await send(text)`: what is stored is the function. */
function isCalledLater(view: ChunkView, node: Await): boolean {
  const uses = bindingsOf(view, node).flatMap((binding) => usesOf(view, binding));
  return uses.some((use) => {
    const user = view.parent(use);
    return user?.kind === 'Call' && user.func === use;
  });
}

function plainValue(view: ChunkView, node: Await, type: Type, text: string): Explanation {
  const { value } = node;
  return {
    message: messageForValue(view, value, type, text),
    fixes: () => [
      {
        title: texts.removeAwait(text),
        safety: isMeantOtherwise(view, value, type) ? 'unsafe' : 'safe',
        edits: () => removeAwait(view, node),
      },
    ],
  };
}

function messageForValue(view: ChunkView, value: Expression, type: Type, text: string): Localized {
  const what = (type.kind === 'union' ? undefined : describeType(type)) ?? texts.plainValue;
  if (value.kind === 'Call' && type.kind !== 'coroutine') return texts.returnsPlain(text, what);
  if (value.kind === 'Constant') return texts.constant(text);
  return value.kind === 'Await' ? texts.twice(expressionText(view, value.value)) : texts.isPlain(text, what);
}

/** A class or module is no result: what is missing is a call of something that it has. */
const isMeantOtherwise = (view: ChunkView, value: Expression, type: Type): boolean =>
  type.kind === 'class' ||
  type.kind === 'module' ||
  (value.kind === 'Call' && (isCalledOnSelf(value) || isOfThreadLock(view, value)));

/** A subclass may have an async method of that name. */
const isCalledOnSelf = ({ func }: Call): boolean =>
  func.kind === 'Attribute' && func.value.kind === 'Name' && func.value.name === 'self';

/** `await condition.wait()`: what is wrong may be the lock, which has a counterpart that is awaited. */
const isOfThreadLock = (view: ChunkView, { func }: Call): boolean =>
  func.kind === 'Attribute' &&
  Object.keys(threadLocks).some((name) => view.evidence.aside(() => view.isInstanceOf(view.typeOf(func.value), name)));
