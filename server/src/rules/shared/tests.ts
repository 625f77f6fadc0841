import type { FunctionDef } from '../../facts/nodes.ts';
import { preorder } from '../../facts/walk.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** Whether a function is a test: named so, and in a file or class of tests, or with an `assert` in it. `test_speed()` may be none. */
export const isTestFunction = (view: ChunkView, node: FunctionDef): boolean =>
  node.name.startsWith('test') &&
  (isTestFile(view.uri) || isInTestClass(view, node) || [...preorder(view.facts, node)].some(isAssertion));

/** A file in which pytest looks for tests. */
export const isTestFile = (uri: string): boolean => /\/(?:test_[^/]*|[^/]*_test)\.py$/.test(uri);

const isInTestClass = (view: ChunkView, node: FunctionDef): boolean => {
  const owner = view.parent(node);
  return (
    owner?.kind === 'ClassDef' &&
    (owner.name.startsWith('Test') ||
      owner.arguments.some(({ value }) => view.isInstanceOf(view.typeOf(value), 'unittest.TestCase')))
  );
};

const isAssertion = ({ kind }: { readonly kind: string }): boolean => kind === 'Assert';
