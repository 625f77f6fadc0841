import type { Attribute, Call, ExpressionStatement, Name } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { reference } from './add-import.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf, replaceRange } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { taskSet } from './keep-task.ts';
import { unusedName, unusedNameIn } from './usable-name.ts';

export interface StartingFunction {
  readonly name: string;
  readonly edits: MakeEdits;
}

/**
 * `loop.call_soon(f, a)` → `loop.call_soon(start_f, a)`, behind a plain function of that name that starts a task of `f` and
 * keeps it. Undefined where the call is no statement with lines of its own.
 */
export function startInFunction(view: ChunkView, call: Call, callee: Name | Attribute): StartingFunction | undefined {
  const statement = view.parent(call);
  if (statement?.kind !== 'Expr' || !isFirstOnLine(chunkText(view), statement.start)) return undefined;
  const around = view.functionAround(call);
  const base = `start_${(callee.kind === 'Name' ? callee.name : callee.attribute).replace(/^_+/, '')}`;
  const name = around ? unusedNameIn(view, around, base) : unusedName(view, base);
  return { name, edits: () => editsFor(view, call, callee, statement, name) };
}

function editsFor(
  view: ChunkView,
  call: Call,
  callee: Name | Attribute,
  statement: ExpressionStatement,
  name: string,
): readonly Edit[] {
  const text = chunkText(view);
  const create = reference(view, call, 'asyncio.create_task');
  const set = taskSet(view, statement);
  const indent = indentation(text, statement.start);
  const step = indent.includes('\t') ? '\t' : '    ';
  const isLast = call.args.at(-1)?.value === callee;
  const taken = isLast ? '' : '*args';
  const lines = [
    `def ${name}(${taken}):`,
    `${step}task = ${create.name}(${view.source(callee)}(${taken}))`,
    `${step}${set.name}.add(task)`,
    `${step}task.add_done_callback(${set.name}.discard)`,
  ];
  const lineBreak = lineBreakOf(text);
  const written = lines.map((line, i) => (i === 0 ? line : indent + line)).join(lineBreak);
  return [
    ...create.edits,
    ...set.edits,
    insertAt(view, statement.start, written + lineBreak + lineBreak + indent),
    replaceRange(view, callee, name),
  ];
}
