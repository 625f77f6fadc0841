import type { Alias, Attribute, Call, FunctionDef, Node } from '../../facts/nodes.ts';
import { ancestors, isWithin } from '../../facts/walk.ts';
import { asyncioRun } from '../../fixes/asyncio-run.ts';
import type { Fix } from '../../fixes/fix.ts';
import { removeArgument } from '../../fixes/remove-argument.ts';
import { replaceCallee } from '../../fixes/replace-call.ts';
import { deprecatedNames, loopGetters, removedLoopParameter, type DeprecatedName } from '../../knowledge/loop.ts';
import { bindingsOf, calleeText, usesOf } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { isCalledOnLoopOnly } from './called-on-loop.ts';
import { isForPyodide } from './for-pyodide.ts';

export const deprecatedEventLoop = defineRule({
  id: 'deprecated-event-loop',
  category: 'event-loop',
  severity: 'warning',
  fix: 'sometimes',
  summary: 'An outdated way to get or start an event loop, or a name that asyncio has given up.',
  docs: {
    why: [
      'Where no loop is running, `asyncio.get_event_loop()` warns in Python 3.12 and 3.13 if no loop was set, and raises `RuntimeError` from Python 3.14 on. In other threads than the main one, and once `asyncio.run()` has been called, it raises in all versions.',
      '`asyncio.run(main())` starts a loop, ends what is left over, and closes the loop. In code that runs on a loop, `asyncio.get_running_loop()` says what is meant.',
      'Names and parameters that asyncio has deprecated or removed are reported for the oldest Python that the project supports.',
    ].join('\n\n'),
    examples: [
      {
        bad: python`
          import asyncio


          async def main():
              print("hello")


          loop = asyncio.get_event_loop()
          loop.run_until_complete(main())
          loop.close()
        `,
        good: python`
          import asyncio


          async def main():
              print("hello")


          asyncio.run(main())
        `,
        claim: { shows: 'There is no current event loop', python: '3.12' },
      },
    ],
    limits: [
      'A plain function may be called on a running loop, where `get_event_loop()` is fine: unless it starts the loop itself, it gets advice only.',
      'Left alone in files for Python in the browser: those that import `pyodide` or `js`, or stand in a package of that name.',
      'Left alone where the code is ready for another case: in a `try` with handlers, below a test of `sys.version_info` or `hasattr()`, and where warnings are caught.',
      '`asyncio.new_event_loop()` is never reported.',
    ].join(' '),
    peers: [
      'pylint deprecated-method',
      'pylint deprecated-argument',
      'pyright reportDeprecated',
      'pyright reportAttributeAccessIssue',
      'pyright reportCallIssue',
      'mypy attr-defined',
      'mypy call-overload',
      'mypy call-arg',
    ],
  },
  visit: {
    Call(call, view, report) {
      if (view.lookupCall(call, loopGetters) === 'current') reportGetter(view, call, report);
      if (view.lookupCall(call, removedLoopParameter)) reportLoopParameter(view, call, report);
    },
    Attribute(node, view, report) {
      const name = asyncioName(view, node);
      const known = name === undefined ? undefined : deprecatedNames[name];
      if (name !== undefined && known) reportName(view, node, name, known, report);
    },
    Alias(node, view, report) {
      const name = `asyncio.${node.name}`;
      const known = deprecatedNames[name];
      const statement = view.parent(node);
      if (known && statement?.kind === 'ImportFrom' && statement.module === 'asyncio' && statement.level === 0)
        reportName(view, node, name, known, report);
    },
  },
});

type Reporter = (report: Report) => void;

const isSince = ({ python }: ChunkView, [major, minor]: readonly [number, number]): boolean =>
  python[0] > major || (python[0] === major && python[1] >= minor);

// ------------------------------------------------------------------------------ get_event_loop()

function reportGetter(view: ChunkView, call: Call, report: Reporter): void {
  const around = view.functionAround(call);
  if (isForPyodide(view) || mayRunOnLoop(view, call) || isPrepared(view, call) || setsLoop(view, call)) return;
  const callee = calleeText(view, call);
  if (!around || startsLoop(view, call)) {
    report({
      at: call,
      message: `\`${callee}()\` ${outcome(view)}; start one with \`asyncio.run()\`.`,
      deprecated: true,
      fixes: () => {
        const edits = asyncioRun(view, call);
        return edits ? [{ title: 'Use `asyncio.run()`', safety: 'unsafe', edits }] : [];
      },
    });
    return;
  }
  const started = startedAsOwn(view, call);
  if (started !== undefined) {
    report({
      at: call,
      severity: 'information',
      message: `\`${callee}()\` ${outcome(view)}; use \`asyncio.new_event_loop()\` for the loop that \`${started}()\` starts.`,
      fixes: () => [
        {
          title: 'Use `asyncio.new_event_loop()`',
          safety: 'unsafe',
          edits: replaceCallee(view, call, 'asyncio.new_event_loop'),
        },
      ],
    });
    return;
  }
  report({
    at: call,
    severity: 'information',
    message: `\`${callee}()\` ${outcome(view)}; use \`asyncio.get_running_loop()\` in code that runs on one.`,
    fixes: () =>
      around.kind === 'FunctionDef' && isCalledOnLoopOnly(view, around) ? [runningLoopFix(view, call)] : [],
  });
}

const outcome = (view: ChunkView): string =>
  isSince(view, [3, 14])
    ? 'raises `RuntimeError` where no event loop is running'
    : 'is deprecated where no event loop is running, and raises `RuntimeError` there since Python 3.14';

const runningLoopFix = (view: ChunkView, call: Call): Fix => ({
  title: 'Use `asyncio.get_running_loop()`',
  safety: 'unsafe',
  edits: replaceCallee(view, call, 'asyncio.get_running_loop'),
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
function isPrepared(view: ChunkView, node: Node): boolean {
  if (expectsFailure(view, node)) return true;
  const around = view.functionAround(node);
  for (const outer of ancestors(view.facts, node)) {
    if (outer === around) return false;
    if (outer.kind === 'If' && /version_info|hasattr\(/.test(view.source(outer.test))) return true;
    if (outer.kind === 'Try' && outer.handlers.length > 0) return true;
    if (outer.kind === 'With' && outer.items.some(({ context }) => view.source(context).includes('catch_warnings')))
      return true;
  }
  return false;
}

/** Whether the same function, or the same module's top, sets the loop that it gets. */
const setsLoop = (view: ChunkView, call: Call): boolean =>
  view
    .fileChunks()
    .some((chunk) =>
      chunk.facts.nodes.some(
        (node) => isSetter(chunk, node) && view.functionAround(call) === chunk.functionAround(node),
      ),
    );

const isSetter = (view: ChunkView, node: Node): boolean =>
  node.kind === 'Call' && view.lookupCall(node, SETTERS) !== undefined;

const SETTERS = { 'asyncio.set_event_loop': true } as const;

/** Whether the loop is started here: `get_event_loop().run_until_complete(…)`, also through a variable. */
function startsLoop(view: ChunkView, call: Call): boolean {
  const places = [call, ...bindingsOf(view, call).flatMap((binding) => usesOf(view, binding))];
  return places.some((place) => {
    const parent = view.parent(place);
    return parent?.kind === 'Attribute' && /^run_(until_complete|forever)$/.test(parent.attribute);
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
        method?.kind === 'Attribute' &&
        method.value.kind === 'Attribute' &&
        /^run_(until_complete|forever)$/.test(method.attribute),
    );
  return starter?.method && starter.home.source(starter.method);
}

// ---------------------------------------------------------------------------- names and parameters

function reportLoopParameter(view: ChunkView, call: Call, report: Reporter): void {
  const argument = call.args.find(({ name }) => name === 'loop');
  if (!argument || !isSince(view, [3, 8]) || isPrepared(view, call)) return;
  const isRemoved = isSince(view, [3, 10]);
  report({
    at: argument,
    severity: isRemoved ? 'error' : 'warning',
    message: `\`${calleeText(view, call)}()\` ${isRemoved ? 'has no parameter `loop` since Python 3.10 and raises `TypeError`' : 'loses its parameter `loop` in Python 3.10'}; leave it out.`,
    deprecated: true,
    fixes: () => {
      const edits = removeArgument(view, call, argument);
      return edits ? [{ title: 'Remove `loop`', safety: 'safe', edits }] : [];
    },
  });
}

/** `asyncio.coroutine`, `asyncio.Task.all_tasks`, by whatever name the module goes. */
function asyncioName(view: ChunkView, { value, attribute }: Attribute): string | undefined {
  if (!LAST_NAMES.has(attribute)) return undefined;
  const type = view.typeOf(value);
  if (type.kind === 'module') return type.name === 'asyncio' ? `asyncio.${attribute}` : undefined;
  return type.kind === 'class' && view.lookup(type, TASK) ? `asyncio.Task.${attribute}` : undefined;
}

const TASK = { 'asyncio.Task': true } as const;
const LAST_NAMES: ReadonlySet<string> = new Set(
  Object.keys(deprecatedNames).map((name) => name.slice(name.lastIndexOf('.') + 1)),
);

function reportName(
  view: ChunkView,
  node: Attribute | Alias,
  name: string,
  { deprecated, removed, instead }: DeprecatedName,
  report: Reporter,
): void {
  if (!isSince(view, deprecated) || isPrepared(view, node) || isNeverEvaluated(view, node)) return;
  const isGone = removed !== undefined && isSince(view, removed);
  const state = isGone
    ? `does not exist since Python ${removed.join('.')}`
    : `is deprecated since Python ${deprecated.join('.')}${removed ? ` and gone in ${removed.join('.')}` : ''}`;
  report({
    at: node,
    ...(isGone ? { severity: 'error' } : {}),
    message: `\`${name}\` ${state}; ${instead === undefined ? 'do without it' : `use ${instead}`}.`,
    deprecated: true,
  });
}

/** Python does not look at annotations of local variables. */
function isNeverEvaluated(view: ChunkView, node: Node): boolean {
  if (!view.functionAround(node)) return false;
  for (const outer of ancestors(view.facts, node))
    if (outer.kind === 'AnnAssign') return outer.target.kind === 'Name' && isWithin(view.facts, node, outer.annotation);
  return false;
}
