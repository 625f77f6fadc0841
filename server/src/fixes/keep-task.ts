import type { Assign, ExpressionStatement } from '../facts/nodes.ts';
import { hasPython, type ChunkView } from '../project/model/chunk-view.ts';
import { apart, chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf, lineEnd, replaceRange } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { insertBehindImports } from './import-line.ts';
import { fileText } from './file-text.ts';
import { unusedName, unusedNameIn, usableName } from './usable-name.ts';

/**
 * Keeps a task from being collected before it is done, as the documentation of `asyncio.create_task` shows: in a set of the
 * module, from which it takes itself out. For a statement that drops the task, or gives it to a name.
 */
export function keepTask(view: ChunkView, statement: ExpressionStatement | Assign): MakeEdits | undefined {
  const named = nameForTask(view, statement);
  if (!named) return undefined;
  return () => {
    const set = taskSet(view, statement);
    const keep = `${set.name}.add(${named.task})`;
    const forget = `${named.task}.add_done_callback(${set.name}.discard)`;
    return [...set.edits, ...named.edits(), appendStatements(view, statement, [keep, forget])];
  };
}

interface NamedTask {
  readonly task: string;
  readonly edits: MakeEdits;
}

function nameForTask(view: ChunkView, statement: ExpressionStatement | Assign): NamedTask | undefined {
  if (statement.kind === 'Expr') {
    const task = nameInPlace(view, statement);
    const edits = () => [insertAt(view, statement.start, apart(chunkText(view), statement.start, `${task} = `))];
    return { task, edits };
  }
  const [target] = statement.targets;
  if (statement.targets.length !== 1 || target?.kind !== 'Name') return undefined;
  if (target.name !== '_') return { task: target.name, edits: () => [] };
  const task = nameInPlace(view, statement);
  return { task, edits: () => [replaceRange(view, target, task)] };
}

function nameInPlace(view: ChunkView, statement: ExpressionStatement | Assign): string {
  const around = view.functionAround(statement);
  return around ? unusedNameIn(view, around, 'task') : unusedName(view, 'task');
}

/** Appends `; a; b` where other code shares the line, or a backslash joins the next one to it; else lines of their own. */
function appendStatements(
  view: ChunkView,
  { start, end }: ExpressionStatement | Assign,
  lines: readonly string[],
): Edit {
  const text = chunkText(view);
  const isShared = !isFirstOnLine(text, start) || /^[ \t]*[;\\]/.test(text.slice(end));
  if (isShared) return insertAt(view, end, lines.map((line) => `; ${line}`).join(''));
  const lineBreak = lineBreakOf(text) + indentation(text, start);
  return insertAt(view, lineEnd(text, end), lines.map((line) => lineBreak + line).join(''));
}

// --------------------------------------------------------------------------------- the module's set

/** The module's set of running tasks, and what makes it where there is none yet. */
export interface TaskSet {
  readonly name: string;
  readonly edits: readonly Edit[];
}

export function taskSet(view: ChunkView, statement: ExpressionStatement | Assign): TaskSet {
  const existing = existingSet(view);
  if (existing !== undefined) return { name: existing, edits: [] };
  const name = unusedName(view, SET);
  const task = usableName(view, statement, 'asyncio', 'asyncio.Task');
  const isSubscriptable = hasPython(view, 9);
  const annotation = task !== undefined && isSubscriptable ? `: set[${task}[object]]` : '';
  return { name, edits: [insertBehindImports(view, `${name}${annotation} = set()`)] };
}

/** A set of the module that takes tasks: `background_tasks = set()`, to which one is added somewhere, or nothing yet. */
function existingSet(view: ChunkView): string | undefined {
  for (const { statement } of fileText(view).statements) {
    if (statement.kind !== 'Assign' && statement.kind !== 'AnnAssign') continue;
    const target = statement.kind === 'Assign' ? statement.targets[0] : statement.target;
    const { value } = statement;
    const isSet = value?.kind === 'Call' && value.func.kind === 'Name' && value.func.name === 'set';
    if (isSet && value.args.length === 0 && target?.kind === 'Name' && takesTasks(view, target.name))
      return target.name;
  }
  return undefined;
}

const SET = 'background_tasks';

const takesTasks = (view: ChunkView, name: string): boolean =>
  (name === SET && view.occurrences(name).length === 1) ||
  view.occurrences(name).some(({ view: home, node }) => {
    const method = node.kind === 'Name' ? home.parent(node) : undefined;
    const call = method?.kind === 'Attribute' && method.attribute === 'add' ? home.parent(method) : undefined;
    const added = call?.kind === 'Call' ? call.args[0]?.value : undefined;
    return added !== undefined && home.isInstanceOf(home.typeOf(added), 'asyncio.Task');
  });
