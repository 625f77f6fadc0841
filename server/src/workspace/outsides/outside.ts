import type { Facts } from '../../facts/facts.ts';
import type { Node } from '../../facts/nodes.ts';
import { nodesOwn } from '../../facts/walk.ts';
import { chunkOf, type Project } from '../../project/names/project.ts';
import { placeIn, type Chunk } from '../../syntax/chunks.ts';
import type { Range } from '../../text/range.ts';
import type { SourceFiles } from '../source-files.ts';
import { outsidePieces, type OutsidePiece } from './outside-text.ts';
import { quietCoroutines } from './quiet-coroutines.ts';

/** What a file tells others; see `Workspace.outside`. */
export function outsideOf(project: Project, sources: SourceFiles, uri: string): readonly OutsidePiece[] {
  const chunks = sources.chunks(uri).flatMap((chunk) => {
    const facts = sources.facts(chunk.id);
    return facts ? [{ chunk, facts }] : [];
  });
  const told = chunks.flatMap(({ chunk, facts }) => nodesOwn(facts).filter(mayBeTold(facts)).map(placedIn(chunk)));
  const docstrings = chunks.flatMap(({ chunk, facts }) => nodesOwn(facts).filter(isText).map(placedIn(chunk)));
  const bodies = chunks.flatMap(({ chunk }) => {
    const own = chunkOf(project, uri, chunk.id);
    return (own ? quietCoroutines(own) : []).map(({ node, body }) => ({
      ...placedIn(chunk)({ start: node.body[0]!.start, end: node.end }),
      by: body,
    }));
  });
  return outsidePieces(sources.text(uri) ?? '', { bodies, docstrings, told });
}

const placedIn =
  (chunk: Chunk) =>
  ({ start, end }: Range): Range => ({ start: placeIn(chunk, start), end: placeIn(chunk, end) });

const isText = (node: Node): boolean =>
  node.kind === 'Expr' && node.value.kind === 'Constant' && node.value.type === 'str';

/** What has effects, or gives something to what it calls. Outside of functions, attributes and the like are annotations and types. */
function mayBeTold(facts: Facts): (node: Node) => boolean {
  const isInFunction = ({ id }: Node): boolean => {
    const type = facts.scopes[facts.scopeOf[id] ?? 0]?.type;
    return type === 'function' || type === 'lambda' || type === 'comprehension';
  };
  return (node) =>
    ALWAYS.has(node.kind) || (node.kind === 'FunctionDef' ? !node.isAsync : SITES.has(node.kind) && isInFunction(node));
}

const ALWAYS = new Set<Node['kind']>(['Call', 'WithItem', 'For', 'ComprehensionFor', 'While']);
const SITES = new Set<Node['kind']>(['Attribute', 'Subscript', 'Compare', 'BinOp', 'UnaryOp', 'If', 'IfExp']);
