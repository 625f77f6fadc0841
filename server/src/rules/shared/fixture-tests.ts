import type { Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** A test in one of the file's chunks. */
export interface Test {
  readonly view: ChunkView;
  readonly node: FunctionDef;
}

/** The tests of a file that ask for a fixture by its name. */
export const testsAskingFor = (file: ChunkView, fixture: FunctionDef): readonly Test[] =>
  file
    .fileChunks()
    .flatMap((view) =>
      view.facts.nodes.flatMap((node) =>
        node.kind === 'FunctionDef' &&
        node.name.startsWith('test') &&
        node.parameters.some(({ name }) => name === fixture.name)
          ? [{ view, node }]
          : [],
      ),
    );

/** `pytestmark = pytest.mark.asyncio`: all tests of a file have the mark. */
export const marksAllTests = (file: ChunkView, mark: string): boolean =>
  file.fileChunks().some((view) => view.facts.nodes.some((node) => isModuleMark(view, node, mark)));

const isModuleMark = (view: ChunkView, node: Node, mark: string): boolean =>
  node.kind === 'Assign' &&
  view.source(node.targets[0] ?? node) === 'pytestmark' &&
  view.source(node.value).includes(mark);

/** `pytest.fixture`, also of `pytest.fixture(scope="module")`. */
export const decoratorCallee = (decorator: Expression): Expression =>
  decorator.kind === 'Call' ? decorator.func : decorator;
