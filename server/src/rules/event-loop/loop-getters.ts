import type { Call, Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import { ancestors, enclosing, isWithin, preorder } from '../../facts/walk.ts';
import { asyncioRun } from '../../fixes/asyncio-run.ts';
import type { Fix } from '../../fixes/fix.ts';
import { replaceCallee } from '../../fixes/replace-call.ts';
import { loopGetters, loopStarters } from '../../knowledge/loop.ts';
import { bindingsOf, calleeText, usesOf } from '../../project/coroutines/coroutine-life.ts';
import { hasPython, type ChunkView } from '../../project/model/chunk-view.ts';
import { localized, type Localized } from '../../text/localized.ts';
import type { Report } from '../rule.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { asksForVersion } from '../shared/version-guard.ts';
import { isCalledOnLoopOnly } from './called-on-loop.ts';
import { isForPyodide } from './for-pyodide.ts';

export type Reporter = (report: Report) => void;

export function reportGetter(view: ChunkView, call: Call, report: Reporter): void {
  const around = view.functionAround(call);
  if (isForPyodide(view) || mayRunOnLoop(view, call) || isPrepared(view, call) || setsLoop(view, call)) return;
  const callee = calleeText(view, call);
  if (!around || startsLoop(view, call)) {
    report({
      at: call,
      ...((setsLoopInClass(view, call) || mayBeSetAbove(view, call)) && { severity: 'information' }),
      message: texts.getsNone(callee, outcome(view), texts.start),
      deprecated: true,
      fixes: () => {
        const edits = asyncioRun(view, call);
        return edits ? [{ title: texts.useRun, safety: 'unsafe', edits }] : [];
      },
    });
    return;
  }
  const started = startedAsOwn(view, call);
  if (started !== undefined) {
    report({
      at: call,
      severity: 'information',
      message: texts.getsNone(callee, outcome(view), texts.makeNew(started)),
      fixes: () => [
        {
          title: texts.useNew,
          safety: 'unsafe',
          edits: () => replaceCallee(view, call, 'asyncio.new_event_loop'),
        },
      ],
    });
    return;
  }
  report({
    at: call,
    severity: 'information',
    message: texts.getsNone(callee, outcome(view), texts.getRunning),
    fixes: () =>
      around.kind === 'FunctionDef' && isCalledOnLoopOnly(view, around) ? [runningLoopFix(view, call)] : [],
  });
}

const outcome = (view: ChunkView): Localized => (hasPython(view, 14) ? texts.raises : texts.isDeprecated);

const runningLoopFix = (view: ChunkView, call: Call): Fix => ({
  title: texts.useRunning,
  safety: 'unsafe',
  edits: () => replaceCallee(view, call, 'asyncio.get_running_loop'),
});

/** In coroutines, in functions and lambdas within them, in generators, which may be coroutines in the old style, and in notebooks. */
function mayRunOnLoop(view: ChunkView, call: Call): boolean {
  if (view.isNotebook && !view.functionAround(call)) return true;
  for (const node of ancestors(view.facts, call))
    if (node.kind === 'Lambda' || (node.kind === 'FunctionDef' && (node.isAsync || isGenerator(view, node))))
      return true;
  return false;
}

const isGenerator = (view: ChunkView, { id }: FunctionDef): boolean =>
  view.facts.scopes.some((scope) => scope.node === id && scope.isGenerator);

/** Whether the code is ready for the case that there is no loop, or another version of Python. */
export function isPrepared(view: ChunkView, node: Node): boolean {
  if (expectsFailure(view, node)) return true;
  const around = view.functionAround(node);
  for (const outer of ancestors(view.facts, node)) {
    if (outer === around) return false;
    if (outer.kind === 'If' && (asksForVersion(view, outer.test) || asksForAttribute(view, outer.test))) return true;
    if (
      outer.kind === 'If' &&
      foundRunning(view, outer.test) &&
      outer.body.some((each) => isWithin(view.facts, node, each))
    )
      return true;
    if (outer.kind === 'Try' && outer.handlers.length > 0) return true;
    if (outer.kind === 'With' && outer.items.some(({ context }) => catchesWarnings(view, context))) return true;
  }
  return false;
}

/** `if loop and loop.is_running():`, where `asyncio.get_running_loop()` gave the loop, if any. */
function foundRunning(view: ChunkView, test: Expression): boolean {
  if (test.kind === 'BoolOp')
    return test.operator === 'and' && [test.left, test.right].some((each) => foundRunning(view, each));
  const asked = test.kind === 'Compare' && test.operators.join() === 'is not' ? test.left : test;
  return (
    asked.kind === 'Name' &&
    view.bindingsReaching(asked).some((binding) => {
      const target = view.facts.nodes[binding.node];
      const statement = target && view.parent(target);
      const value = statement?.kind === 'Assign' ? statement.value : undefined;
      return value?.kind === 'Call' && view.lookupCall(value, loopGetters) === 'running';
    })
  );
}

const asksForAttribute = (view: ChunkView, test: Expression): boolean =>
  [...preorder(view.facts, test)].some((node) => node.kind === 'Call' && view.lookupCall(node, ASKERS) !== undefined);

const catchesWarnings = (view: ChunkView, context: Expression): boolean =>
  context.kind === 'Call' && view.lookupCall(context, CATCHERS) !== undefined;

const ASKERS = { 'builtins.hasattr': true } as const;
const CATCHERS = { 'warnings.catch_warnings': true } as const;

/** Whether the same function, or the same module's top, sets the loop that it gets. */
const setsLoop = (view: ChunkView, call: Call): boolean =>
  view
    .fileChunks()
    .some((chunk) =>
      chunk.facts.nodes.some(
        (node) => isSetter(chunk, node) && view.functionAround(call) === chunk.functionAround(node),
      ),
    );

/** Another method of the class, which may have run before. */
function setsLoopInClass(view: ChunkView, call: Call): boolean {
  const around = enclosing(view.facts, call, 'ClassDef')?.name;
  return (
    around !== undefined &&
    view
      .fileChunks()
      .some((chunk) =>
        chunk.facts.nodes.some(
          (node) => isSetter(chunk, node) && enclosing(chunk.facts, node, 'ClassDef')?.name === around,
        ),
      )
  );
}

/** `client.connect()` above, of a class that sets a loop where there is none. */
const mayBeSetAbove = (view: ChunkView, call: Call): boolean =>
  view.facts.nodes.some(
    (node) =>
      node.kind === 'Call' &&
      node.end <= call.start &&
      view.functionAround(node) === view.functionAround(call) &&
      view.maySetLoop(node),
  );

const isSetter = (view: ChunkView, node: Node): boolean =>
  node.kind === 'Call' && view.lookupCall(node, SETTERS) !== undefined;

const SETTERS = { 'asyncio.set_event_loop': true } as const;

const LOOP = 'asyncio.AbstractEventLoop.';

/** The methods of an event loop that start it. */
const STARTERS: ReadonlySet<string> = new Set(
  Object.keys(loopStarters).flatMap((name) => (name.startsWith(LOOP) ? [name.slice(LOOP.length)] : [])),
);

/** Whether the loop is started here: `get_event_loop().run_until_complete(…)`, also through a variable. */
function startsLoop(view: ChunkView, call: Call): boolean {
  const places = [call, ...bindingsOf(view, call).flatMap((binding) => usesOf(view, binding))];
  return places.some((place) => {
    const parent = view.parent(place);
    return parent?.kind === 'Attribute' && STARTERS.has(parent.attribute);
  });
}

/** `self.loop = asyncio.get_event_loop()` of an object that runs it by `self.loop.run_forever()`: no loop runs before that. */
function startedAsOwn(view: ChunkView, call: Call): string | undefined {
  const around = view.parent(call);
  const statement = around?.kind === 'BoolOp' || around?.kind === 'IfExp' ? view.parent(around) : around;
  const [target] = statement?.kind === 'Assign' ? statement.targets : [];
  if (target?.kind !== 'Attribute') return undefined;
  const starter = view
    .occurrences(target.attribute)
    .map(({ view: home, node }) => ({ home, method: home.parent(node) }))
    .find(
      ({ method }) =>
        method?.kind === 'Attribute' && method.value.kind === 'Attribute' && STARTERS.has(method.attribute),
    );
  return starter?.method && starter.home.source(starter.method);
}

// ------------------------------------------------------------------------------------------- texts

const texts = {
  getsNone: localized({
    en: (getter: string, outcome: string, advice: string) => `\`${getter}()\` ${outcome}; ${advice}.`,
    'zh-cn': (getter, outcome, advice) => `没有当前事件循环时，调用 \`${getter}()\` ${outcome}；${advice}。`,
  }),
  raises: { en: 'raises `RuntimeError` if there is no current event loop', 'zh-cn': '会抛出 `RuntimeError`' },
  isDeprecated: {
    en: 'is deprecated if there is no current event loop, and raises `RuntimeError` then since Python 3.14',
    'zh-cn': '的做法已弃用，从 Python 3.14 起会抛出 `RuntimeError`',
  },
  start: { en: 'start one with `asyncio.run()`', 'zh-cn': '请用 `asyncio.run()` 启动一个' },
  makeNew: localized({
    en: (starter: string) => `use \`asyncio.new_event_loop()\` for the loop that \`${starter}()\` starts`,
    'zh-cn': (starter) => `请用 \`asyncio.new_event_loop()\` 创建由 \`${starter}()\` 启动的事件循环`,
  }),
  getRunning: {
    en: 'use `asyncio.get_running_loop()` in a coroutine or a callback',
    'zh-cn': '在协程或回调中请改用 `asyncio.get_running_loop()`',
  },
  useRun: { en: 'Use `asyncio.run()`', 'zh-cn': '改用 `asyncio.run()`' },
  useNew: { en: 'Use `asyncio.new_event_loop()`', 'zh-cn': '改用 `asyncio.new_event_loop()`' },
  useRunning: { en: 'Use `asyncio.get_running_loop()`', 'zh-cn': '改用 `asyncio.get_running_loop()`' },
};
