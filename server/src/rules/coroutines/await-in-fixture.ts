import type { Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import type { Fix } from '../../fixes/fix.ts';
import { makeAsync } from '../../fixes/make-async.ts';
import { replaceByName } from '../../fixes/replace-call.ts';
import { asyncFixture, asyncTestPlugin, fixtures } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { titles } from '../shared/titles.ts';
import { texts } from './await-outside-async-texts.ts';

/** The decorator that makes it a fixture, where it has no other. */
export function fixtureDecorator(view: ChunkView, { decorators }: FunctionDef): Expression | undefined {
  const [decorator, ...others] = decorators;
  if (!decorator || others.length > 0) return undefined;
  const callee = calleeOf(decorator.expression);
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
    (isTestFile(view) && isForTestsOf(view, node, asyncTestPlugin.anyio.mark));
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

const calleeOf = (decorator: Expression): Expression => (decorator.kind === 'Call' ? decorator.func : decorator);

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

/** What stands in `conftest.py` is for tests that are not seen. */
const isTestFile = ({ uri }: ChunkView): boolean => /(^|\/)(test_[^/]*|[^/]*_test)\.py$/.test(uri);

/** Whether there are tests that ask for the fixture, and all of them are async and have this mark. */
function isForTestsOf(view: ChunkView, fixture: FunctionDef, mark: string): boolean {
  const chunks = view.fileChunks();
  const isMarkedAll = chunks.some((chunk) => chunk.facts.nodes.some((node) => isModuleMark(chunk, node, mark)));
  const tests = chunks.flatMap((chunk) =>
    chunk.facts.nodes.flatMap((node) =>
      node.kind === 'FunctionDef' &&
      node.name.startsWith('test') &&
      node.parameters.some(({ name }) => name === fixture.name)
        ? { chunk, node }
        : [],
    ),
  );
  return (
    tests.length > 0 &&
    tests.every(
      ({ chunk, node }) =>
        node.isAsync &&
        (isMarkedAll || node.decorators.some(({ expression }) => chunk.source(calleeOf(expression)) === mark)),
    )
  );
}

/** `pytestmark = pytest.mark.anyio` */
const isModuleMark = (view: ChunkView, node: Node, mark: string): boolean =>
  node.kind === 'Assign' &&
  view.source(node.targets[0] ?? node) === 'pytestmark' &&
  view.source(node.value).includes(mark);
