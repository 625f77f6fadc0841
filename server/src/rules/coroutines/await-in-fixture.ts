import type { Expression, FunctionDef } from '../../facts/nodes.ts';
import type { Fix } from '../../fixes/fix.ts';
import { makeAsync } from '../../fixes/make-async.ts';
import { replaceByName } from '../../fixes/replace-call.ts';
import { asyncFixture, asyncTestPlugin, fixtures } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { decoratorCallee, marksAllTests, testsAskingFor } from '../shared/fixture-tests.ts';
import { isTestFile } from '../shared/tests.ts';
import { titles } from '../shared/titles.ts';
import { texts } from './await-outside-async-texts.ts';

/** The decorator that makes it a fixture, where it has no other. */
export function fixtureDecorator(view: ChunkView, { decorators }: FunctionDef): Expression | undefined {
  const [decorator, ...others] = decorators;
  if (!decorator || others.length > 0) return undefined;
  const callee = decoratorCallee(decorator.expression);
  return view.lookup(view.typeOf(callee), fixtures) ? callee : undefined;
}

/** Makes it an async fixture where it is seen that somebody awaits those: pytest-asyncio or anyio. */
export function makeFixtureAsync(view: ChunkView, node: FunctionDef, decorator: Expression): readonly Fix[] {
  const own = view.facts.scopes.find((scope) => scope.node === node.id && scope.type === 'function');
  if (!own || (own.isGenerator && cannotYieldOnly(view, node)) || isWider(view, decorator)) return [];
  const edits = () => makeAsync(view, node);
  const isAwaited =
    view.asyncTests === 'all' ||
    view.lookup(view.typeOf(decorator), fixtures) === 'async' ||
    // What stands in `conftest.py` is for tests that are not seen.
    (isTestFile(view.uri) && isForTestsOf(view, node, asyncTestPlugin.anyio.mark));
  if (isAwaited) return [{ title: titles.makeAsync(node.name), safety: 'unsafe', edits }];
  if (!view.imports([asyncTestPlugin.asyncio.module]) && !isForTestsOf(view, node, asyncTestPlugin.asyncio.mark))
    return [];
  return [
    {
      title: texts.makeFixture(node.name, asyncFixture),
      safety: 'unsafe',
      edits: () => [...replaceByName(view, decorator, asyncFixture), ...edits()],
    },
  ];
}

/** An async generator returns nothing and hands on no other. */
const cannotYieldOnly = (view: ChunkView, node: FunctionDef): boolean =>
  view.facts.nodes
    .slice(node.id, view.facts.ends[node.id])
    .some(
      (inner) =>
        (inner.kind === 'YieldFrom' || (inner.kind === 'Return' && inner.value !== undefined)) &&
        view.functionAround(inner) === node,
    );

/** One for more than a test lives on a loop that the tests must share. */
function isWider(view: ChunkView, decorator: Expression): boolean {
  const call = view.parent(decorator);
  return call?.kind === 'Call' && call.args.some(({ name, stars }) => name === 'scope' || stars > 0);
}

/** Whether there are tests that ask for the fixture, and all of them are async and have this mark. */
function isForTestsOf(file: ChunkView, fixture: FunctionDef, mark: string): boolean {
  const tests = testsAskingFor(file, fixture);
  const isMarkedAll = marksAllTests(file, mark);
  return (
    tests.length > 0 &&
    tests.every(
      ({ view, node }) =>
        node.isAsync &&
        (isMarkedAll || node.decorators.some(({ expression }) => view.source(decoratorCallee(expression)) === mark)),
    )
  );
}
