import type { Attribute, Call, Expression, FunctionDef, Name, Node, Statement } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { preorder } from '../../facts/walk.ts';
import { loopGetters, onLoaders } from '../../knowledge/loop.ts';
import { bindingsOf, usesOf } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Type } from '../../project/types/types.ts';
import { python } from '../python.ts';
import { defineRule, type RelatedPlace, type Report } from '../rule.ts';
import { isInstance } from '../shared/held-locks.ts';
import { filledBefore, isExcluded } from './excluded.ts';

export const loopDeadlock = defineRule({
  id: 'loop-deadlock',
  category: 'event-loop',
  severity: 'error',
  fix: 'never',
  summary: 'Code on the event loop waits for something that only the event loop, or itself, can bring about.',
  docs: {
    why: [
      '`asyncio.run_coroutine_threadsafe()` is for other threads. On the loop’s own thread, `.result()` stops the very loop that has to run the coroutine: nothing ever moves again.',
      'A lock of asyncio, anyio or trio is not reentrant: a task that holds it and asks for it again waits for itself (trio and anyio raise `RuntimeError`).',
    ].join('\n\n'),
    examples: [
      {
        bad: python`
          import asyncio


          class Account:
              def __init__(self):
                  self.lock = asyncio.Lock()
                  self.balance = 0

              async def deposit(self, amount):
                  async with self.lock:
                      self.balance += amount

              async def move(self, other, amount):
                  async with self.lock:
                      await self.deposit(-amount)
                      await other.deposit(amount)


          async def main():
              account = Account()
              await account.move(Account(), 10)
              print(account.balance)


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          class Account:
              def __init__(self):
                  self.lock = asyncio.Lock()
                  self.balance = 0

              async def deposit(self, amount):
                  async with self.lock:
                      self.balance += amount

              async def move(self, other, amount):
                  await self.deposit(-amount)
                  await other.deposit(amount)


          async def main():
              account = Account()
              await account.move(Account(), 10)
              print(account.balance)


          asyncio.run(main())
        `,
        claim: { hangs: true },
      },
    ],
    limits:
      'A loop counts as the own one where the function gets it with `get_running_loop()` itself. Locks are followed through `self` and through variables of the module, along awaited calls in one file.',
    peers: [],
  },
  visit: {
    Call: reportOwnResult,
    With(node, view, report) {
      if (!node.isAsync || !view.coroutineAround(node)) return;
      for (const { context } of node.items) {
        if (!isLock(view, context)) continue;
        const held = { view, lock: context, filled: NOTHING };
        const again = takenAgain(held, view, node.body, new Set());
        if (again && !releasesItself(view, node)) reportAgain(held, again, report);
      }
    },
  },
});

// ------------------------------------------------------------------- run_coroutine_threadsafe(…).result()

function reportOwnResult(call: Call, view: ChunkView, report: (report: Report) => void): void {
  if (view.lookupCall(call, onLoaders)?.what !== 'coroutine' || !view.coroutineAround(call)) return;
  const loop = call.args.find(({ name }, i) => name === 'loop' || (name === undefined && i === 1))?.value;
  if (!loop || !isOwnLoop(view, loop)) return;
  const result = [call, ...bindingsOf(view, call).flatMap((binding) => usesOf(view, binding))]
    .map((place) => resultOf(view, place))
    .find((found) => found !== undefined);
  if (!result || view.coroutineAround(result) !== view.coroutineAround(call)) return;
  report({
    at: result,
    message:
      'This waits on the thread of the event loop for a coroutine that the same loop has to run, so neither ever goes on; `await` the coroutine.',
  });
}

/** `future.result()` */
function resultOf(view: ChunkView, place: Expression): Call | undefined {
  const attribute = view.parent(place);
  if (attribute?.kind !== 'Attribute' || !/^(result|exception)$/.test(attribute.attribute)) return undefined;
  const call = view.parent(attribute);
  return call?.kind === 'Call' && call.func === attribute ? call : undefined;
}

function isOwnLoop(view: ChunkView, loop: Expression): boolean {
  if (loop.kind === 'Call') return /^(current|running)$/.test(view.lookupCall(loop, loopGetters) ?? '');
  if (loop.kind !== 'Name') return false;
  const bindings = view.bindingsReaching(loop);
  return (
    bindings.length > 0 &&
    bindings.every(({ node, type }) => {
      const target = type === 'value' ? view.facts.nodes[node] : undefined;
      const statement = target && view.parent(target);
      return statement?.kind === 'Assign' && statement.value.kind === 'Call' && isOwnLoop(view, statement.value);
    })
  );
}

// -------------------------------------------------------------------------------- a lock taken again

interface HeldLock {
  readonly view: ChunkView;
  readonly lock: Expression;
  /** The attributes that are set there before the call that is followed. */
  readonly filled: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Where it is taken again, and the calls that lead there. */
interface Again {
  readonly view: ChunkView;
  readonly at: Node;
  readonly path: readonly { readonly view: ChunkView; readonly call: Call }[];
}

const LOCKS = { 'asyncio.Lock': true, 'anyio.Lock': true, 'trio.Lock': true, 'asyncio.Condition': true } as const;

function isLock(view: ChunkView, context: Expression): context is Name | Attribute {
  if (!isSelfAttribute(view, context) && !isModuleName(view, context)) return false;
  const type = view.typeOf(context);
  return isInstance(view, type, LOCKS) && !acquiresInItsOwnWay(view, type);
}

/** `class RLock(asyncio.Lock)` with an `acquire()` of its own may let in who holds it already. */
function acquiresInItsOwnWay(view: ChunkView, type: Type): boolean {
  const acquire = view.member(type, 'acquire');
  return acquire !== undefined && view.definition(acquire)?.isLibrary === false;
}

const isSelfAttribute = (view: ChunkView, node: Expression): node is Attribute =>
  node.kind === 'Attribute' && node.value.kind === 'Name' && node.value.name === selfName(view, node);

function isModuleName(view: ChunkView, node: Expression): node is Name {
  if (node.kind !== 'Name') return false;
  const found = resolve(view.facts, node);
  return found === 'module' || found.scope === 0;
}

function selfName(view: ChunkView, node: Node): string | undefined {
  const around = view.functionAround(node);
  return around?.kind === 'FunctionDef' && view.scope(around).type === 'class' ? around.parameters[0]?.name : undefined;
}

/** The same attribute of the own object, or the same variable of the module. */
const isSameLock = ({ view: home, lock }: HeldLock, view: ChunkView, node: Expression): boolean =>
  lock.kind === 'Attribute'
    ? isSelfAttribute(view, node) &&
      node.attribute === lock.attribute &&
      view.typeOf(node.value) === home.typeOf(lock.value)
    : lock.kind === 'Name' && isModuleName(view, node) && node.name === lock.name;

function takenAgain(
  held: HeldLock,
  view: ChunkView,
  body: readonly Statement[],
  seen: Set<FunctionDef>,
): Again | undefined {
  const nodes = body.flatMap((statement) => [...preorder(view.facts, statement)]);
  for (const node of nodes) {
    if (!view.coroutineAround(node) || (body[0] && view.functionAround(node) !== view.functionAround(body[0])))
      continue;
    if (isExcluded(view, node, held.filled)) continue;
    const at = takes(held, view, node);
    if (at) return { view, at, path: [] };
    const inner =
      node.kind === 'Await' && node.value.kind === 'Call' ? throughCall(held, view, body, node.value, seen) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

/** `async with lock:` or `await lock.acquire()` */
function takes(held: HeldLock, view: ChunkView, node: Node): Node | undefined {
  if (node.kind === 'With' && node.isAsync)
    return node.items.find(({ context }) => isSameLock(held, view, context))?.context;
  if (node.kind !== 'Await' || node.value.kind !== 'Call') return undefined;
  const { func } = node.value;
  return func.kind === 'Attribute' && func.attribute === 'acquire' && isSameLock(held, view, func.value)
    ? node.value
    : undefined;
}

function throughCall(
  held: HeldLock,
  view: ChunkView,
  body: readonly Statement[],
  call: Call,
  seen: Set<FunctionDef>,
): Again | undefined {
  const isOwnMethod =
    call.func.kind === 'Attribute' && call.func.value.kind === 'Name' && call.func.value.name === selfName(view, call);
  if (held.lock.kind === 'Attribute' && !isOwnMethod) return undefined;
  const definition = view.definition(view.typeOf(call.func));
  if (!definition?.node.isAsync || definition.view.uri !== held.view.uri || seen.has(definition.node)) return undefined;
  seen.add(definition.node);
  if (releasesItself(definition.view, definition.node)) return undefined;
  const filled = new Set([...held.filled, ...filledBefore(view, body, call)]);
  const again = takenAgain({ ...held, filled }, definition.view, definition.node.body, seen);
  return again && { ...again, path: [{ view, call }, ...again.path] };
}

/** Whether the code lets go of a lock by hand in between. */
const releasesItself = (view: ChunkView, root: Node): boolean =>
  [...preorder(view.facts, root)].some(
    (node) => node.kind === 'Attribute' && /^(release|locked|wait)$/.test(node.attribute),
  );

function reportAgain({ view, lock }: HeldLock, again: Again, report: (report: Report) => void): void {
  const [first, ...rest] = again.path;
  const name = view.source(lock);
  const consequence = view.library === 'asyncio' ? 'waits for itself for ever' : 'raises `RuntimeError`';
  const related: RelatedPlace[] = rest.map((step) => ({
    at: step.view.at(step.call.func),
    message: `\`${step.view.source(step.call.func)}()\` is awaited here`,
    isCall: true,
  }));
  report({
    at: first ? first.call : again.at,
    message: first
      ? `\`${view.source(first.call.func)}()\` takes \`${name}\`, which is held here already, so the task ${consequence}; call it without the lock.`
      : `\`${name}\` is held here already, so the task ${consequence}; take it once.`,
    related: [
      ...related,
      ...(first
        ? [{ at: again.view.at(again.at), message: `\`${name}\` is taken again here`, isCall: true as const }]
        : []),
      { at: view.at(lock), message: `\`${name}\` is taken here first` },
    ],
  });
}
