import { django, loopForEach } from '../../knowledge/libraries.ts';
import type { Localized } from '../../text/localized.ts';
import { importsLibrary } from '../shared/imports-library.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Await, Expression, FunctionDef, Node, NodeOf } from '../../facts/nodes.ts';
import { ownerIfPlain, type Suspending } from '../../facts/uncompilable.ts';
import type { Fix } from '../../fixes/fix.ts';
import { removeAwait } from '../../fixes/insert-await.ts';
import { lambdaToAsyncFunction } from '../../fixes/lambda-to-function.ts';
import {
  editsOf,
  hasKnownDecorators,
  inFiles,
  makeAsyncWithCallers,
  overridesPlain,
} from '../../fixes/make-async-with-callers.ts';
import { makeAsync, renameToCounterpart } from '../../fixes/make-async.ts';
import { computeKeysFirst } from '../../fixes/compute-keys-first.ts';
import { propertyToMethod } from '../../fixes/property-to-method.ts';
import { runBodyOnLoop } from '../../fixes/run-body-on-loop.ts';
import { startLoop } from '../../fixes/start-loop.ts';
import { asyncCounterparts, awaitedMethods, handedOnMethods, isDunder } from '../../knowledge/dunders.ts';
import { calleeText, isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Range } from '../../text/range.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { titles } from '../shared/titles.ts';
import { fixtureDecorator, makeFixtureAsync } from './await-in-fixture.ts';
import { texts } from './await-outside-async-texts.ts';
import { runsPlainly } from './called-plainly.ts';

export const awaitOutsideAsync = defineRule({
  id: 'await-outside-async',
  category: 'coroutines',
  severity: 'error',
  fix: 'sometimes',
  summary: {
    en: '`await`, `async for` or `async with` outside an `async def`: a syntax error.',
    'zh-cn': '`await`、`async for` 或 `async with` 写在了 `async def` 之外：语法错误。',
  },
  docs: {
    why: {
      en: [
        'Only the body of an `async def` can be suspended, so Python refuses to compile `await`, `async for`, `async with` and async comprehensions anywhere else: in a plain `def` (also one within an `async def`), in a lambda, in a class body, at the top of a module.',
        'The whole file fails to import with a `SyntaxError`.',
        'Notebook cells, IPython and `python -m asyncio` allow them at the top level.',
      ].join(' '),
      'zh-cn': [
        '只有 `async def` 的函数体可以挂起，所以在其他任何地方，Python 都拒绝编译 `await`、`async for`、`async with` 和异步推导式：普通的 `def` 里（写在 `async def` 内部的也算）、lambda 里、类体里、模块顶层。',
        '整个文件都会因为 `SyntaxError` 而无法导入。笔记本的单元格、IPython 和 `python -m asyncio` 允许在顶层使用它们。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def load(name):
              await asyncio.sleep(0.1)
              return name


          def greet(name):
              print("Hello", await load(name))


          greet("Ada")
        `,
        good: python`
          import asyncio


          async def load(name):
              await asyncio.sleep(0.1)
              return name


          async def greet(name):
              print("Hello", await load(name))


          asyncio.run(greet("Ada"))
        `,
        claim: { shows: "'await' outside async function" },
      },
    ],
    limits: {
      en: 'Generator expressions may hold `await` and `async for` anywhere: they become async generators, which Python accepts. The fix leaves the callers alone where one of them cannot follow: where the function is used as a value, in a lambda or a generator, or overrides a plain method.',
      'zh-cn':
        '生成器表达式在任何地方都可以含有 `await` 和 `async for`：它会变成异步生成器，Python 接受这种写法。如果有调用方无法跟着改，修复就不会改动调用方：函数被当作值使用、在 lambda 或生成器里被调用，或者重写了普通方法。',
    },
    printed: ["SyntaxError: 'await' outside async function"],
    peers: ['ruff PLE1142', 'ruff F704', 'pylint await-outside-async', 'mypy await-not-async', 'mypy top-level-await'],
  },
  visit: {
    Await: check,
    For: (node, view, report) => {
      if (node.isAsync) check(node, view, report);
    },
    With: (node, view, report) => {
      if (node.isAsync) check(node, view, report);
    },
    ComprehensionFor: (node, view, report) => {
      if (node.isAsync) check(node, view, report);
    },
  },
});

function check(node: Suspending, view: ChunkView, report: (report: Report) => void): void {
  const place = placeOf(view, node);
  if (place === undefined || (place === 'module' && isTemplate(view))) return;
  const keyword = keywordOf(view, node);
  report({
    at: keyword,
    message: messageFor(view, view.source(keyword).replaceAll(/\s+/g, ' '), place),
    fixes: () => fixesFor(view, node, place),
  });
}

type Place = NonNullable<ReturnType<typeof ownerIfPlain>>;

/** The place that cannot be suspended; undefined where all is well. */
function placeOf({ facts, isNotebook }: ChunkView, node: Suspending): Place | undefined {
  const place = ownerIfPlain(facts, node);
  return place === 'module' && isNotebook ? undefined : place;
}

/** `{{ body }}` as Python would be a set in a set, which fails: the file is a template of one. */
const isTemplate = (view: ChunkView): boolean =>
  view
    .fileChunks()
    .some(({ facts }) =>
      facts.nodes.some(
        (node) => isSet(node) && node.elements.length === 1 && node.elements.every((element) => isSet(element)),
      ),
    );

const isSet = (node: Node): node is NodeOf<'Collection'> => node.kind === 'Collection' && node.type === 'set';

function keywordOf(view: ChunkView, node: Suspending): Range {
  const { start } = node;
  if (node.kind === 'Await') return { start, end: start + 'await'.length };
  const length = /^async(?:\s|\\\r?\n)+(?:for|with)/.exec(view.source(node))?.[0].length ?? 'async'.length;
  return { start, end: start + length };
}

// -------------------------------------------------------------------------------------- advice

function messageFor(view: ChunkView, keyword: string, place: Place): Localized {
  if (place === 'module') return texts.inModule(keyword, view.library);
  if (place === 'class') return texts.inClass(keyword);
  if (place.kind === 'Lambda') return texts.inLambda(keyword);
  return texts.inFunction(keyword, place.name, adviceFor(view, place));
}

function adviceFor(view: ChunkView, node: FunctionDef): Localized {
  const counterpart = asyncCounterparts[node.name];
  if (counterpart !== undefined && renameToCounterpart(view, node, isGenerator(view, node)))
    return texts.makeItCounterpart(counterpart);
  if (isDunder(node.name) && !awaitedMethods.has(node.name) && !handedOnMethods.has(node.name))
    return texts.cannotBeAsync(node.name);
  if (runsPlainly(view, node)) return texts.moveInward;
  if (isFlaskView(view, node)) return texts.makeFlaskView(node.name);
  return (isDjangoView(view, node) ? texts.makeDjangoView : texts.makeIt)(node.name);
}

const isFlaskView = (view: ChunkView, { decorators }: FunctionDef): boolean =>
  decorators.some(
    ({ expression }) =>
      view.lookup(view.typeOf(expression.kind === 'Call' ? expression.func : expression), loopForEach) !== undefined,
  );

/** A function of `request`, or a method of a view class, in a file that imports Django. */
function isDjangoView(view: ChunkView, node: FunctionDef): boolean {
  const takesRequest = node.parameters
    .slice(0, 2)
    .some(({ name, annotation }) => name === 'request' || (annotation && isRequest(annotation)));
  return takesRequest && importsLibrary(view, django);
}

const isRequest = (annotation: Expression): boolean => lastNameIn(annotation) === 'HttpRequest';

// --------------------------------------------------------------------------------------- fixes

function fixesFor(view: ChunkView, node: Suspending, place: Place): readonly Fix[] {
  if (place === 'module') return node.kind === 'Await' ? runAtTop(view, node) : [];
  if (place === 'class') return [];
  if (place.kind === 'Lambda') {
    const nested = lambdaToAsyncFunction(view, place);
    if (nested) return [{ title: texts.nest, safety: 'unsafe', edits: nested }];
    const keys = computeKeysFirst(view, place);
    return keys ? [{ title: texts.computeKeys, safety: 'unsafe', edits: keys }] : [];
  }
  if (isDunder(place.name)) return dunderFixes(view, place);
  const inner = runsPlainly(view, place) ? runBodyOnLoop(view, place) : undefined;
  if (inner) return [{ title: texts.runBody(view.library), safety: 'unsafe', edits: inner }];
  const fixture = fixtureDecorator(view, place);
  if (fixture) return makeFixtureAsync(view, place, fixture);
  const changes = makeAsyncWithCallers(view, place);
  if (changes)
    return [
      {
        title: titles.makeAsyncWithCallers(place.name, inFiles(changes)),
        safety: 'unsafe',
        edits: editsOf(changes),
      },
    ];
  const method = propertyToMethod(view, place);
  if (method) return [{ title: texts.makeMethod(place.name), safety: 'unsafe', edits: method }];
  if (!hasKnownDecorators(view, place) || overridesPlain(view, place)) return [];
  return [{ title: texts.makeAsyncAlone(place.name), safety: 'unsafe', edits: () => makeAsync(view, place) }];
}

/** Python awaits some special methods, so that they must be async; others have a counterpart that it awaits. */
function dunderFixes(view: ChunkView, method: FunctionDef): readonly Fix[] {
  const edits = () => makeAsync(view, method);
  if (awaitedMethods.has(method.name) || handedOnMethods.has(method.name))
    return [{ title: titles.makeAsync(method.name), safety: 'unsafe', edits }];
  const renamed = renameToCounterpart(view, method, isGenerator(view, method));
  if (!renamed) return [];
  const title = texts.makeCounterpart(asyncCounterparts[method.name] ?? '');
  return [{ title, safety: 'unsafe', edits: () => [...edits(), ...renamed()] }];
}

const isGenerator = (view: ChunkView, { id }: FunctionDef): boolean =>
  view.facts.scopes.some((scope) => scope.node === id && scope.isGenerator);

/** `await main()` → `asyncio.run(main())` */
function runAtTop(view: ChunkView, node: Await): readonly Fix[] {
  const { value } = node;
  if (view.scope(node).type !== 'module' || value.kind !== 'Call' || !isCoroutine(view, view.typeOf(value))) return [];
  return [
    {
      title: texts.start(calleeText(view, value), view.library),
      safety: 'unsafe',
      edits: () => [...removeAwait(view, node), ...startLoop(view, value)],
    },
  ];
}
