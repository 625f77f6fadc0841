import type { FunctionDef, Node, Statement } from '../facts/nodes.ts';
import { preorder } from '../facts/walk.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { reference } from './add-import.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf, lineEnd, lineStart } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { indentLines } from './indent-lines.ts';
import { unusedNameIn } from './usable-name.ts';

/**
 * Moves the body of a plain function into a coroutine function and runs that, so that whoever calls it calls a plain function still:
 *
 *     def show(name):
 *         async def main():
 *             print(await load(name))
 *
 *         asyncio.run(main())
 *
 * Undefined for a generator, for what starts a loop itself, and where the code asks for what is around it.
 */
export function runBodyOnLoop(view: ChunkView, node: FunctionDef): MakeEdits | undefined {
  const own = view.facts.scopes.find((scope) => scope.node === node.id && scope.type === 'function');
  const first = node.body.find((statement) => !isDocstring(node, statement));
  if (!own || own.isGenerator || !first || !isFirstOnLine(chunkText(view), first.start)) return undefined;
  if (node.body.some((statement) => [...preorder(view.facts, statement)].some((inner) => staysThere(view, inner))))
    return undefined;
  const changed = node.parameters.flatMap(({ name }) => (own.names.get(name)?.length === 1 ? [] : [name]));
  return () => movedAndRun(view, node, first, changed);
}

/** What would mean something else in an inner function, or would find a loop running. */
const staysThere = (view: ChunkView, node: Node): boolean =>
  (node.kind === 'Name' && FRAME.has(node.name)) ||
  (node.kind === 'Call' && view.effectOf(node, ({ type }) => type === 'runs-loop') !== undefined);

const FRAME: ReadonlySet<string> = new Set(['locals', 'vars', 'eval', 'exec', 'super', '__class__']);

const isDocstring = ({ body }: FunctionDef, statement: Statement): boolean =>
  statement === body[0] &&
  statement.kind === 'Expr' &&
  statement.value.kind === 'Constant' &&
  statement.value.type === 'str';

function movedAndRun(view: ChunkView, node: FunctionDef, first: Statement, changed: readonly string[]): Edit[] {
  const text = chunkText(view);
  const name = unusedNameIn(view, node, 'main');
  const run = reference(view, first, `${view.library}.run`);
  const lineBreak = lineBreakOf(text);
  const indent = indentation(text, first.start);
  const inner = `${lineBreak}${indent}${indent.includes('\t') ? '\t' : '    '}`;
  const nonlocal = changed.length > 0 ? `nonlocal ${changed.join(', ')}${inner}` : '';
  const gives = [...preorder(view.facts, node)].some(
    (each) => each.kind === 'Return' && each.value !== undefined && view.functionAround(each) === node,
  );
  const started = `${run.name}(${name}${view.library === 'asyncio' ? '()' : ''})`;
  const range = { start: first.start, end: node.end };
  const isBehindDocstring =
    first !== node.body[0] && !/\n[ \t\r]*\n$/.test(text.slice(0, lineStart(text, first.start)));
  return [
    ...run.edits,
    ...(isBehindDocstring ? [insertAt(view, lineStart(text, first.start), lineBreak)] : []),
    insertAt(view, first.start, `async def ${name}():${inner}${nonlocal}`),
    ...indentLines(view, range).map((start) => insertAt(view, start, inner.slice(lineBreak.length + indent.length))),
    insertAt(view, lineEnd(text, node.end), `${lineBreak}${lineBreak}${indent}${gives ? 'return ' : ''}${started}`),
  ];
}
