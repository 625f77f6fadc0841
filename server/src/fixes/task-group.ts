import type {
  Argument,
  Attribute,
  Await,
  Call,
  Comprehension,
  Expression,
  FunctionDef,
  Name,
  Node,
} from '../facts/nodes.ts';
import { isCoroutine } from '../project/coroutines/coroutine-life.ts';
import { hasPython, type ChunkView } from '../project/model/chunk-view.ts';
import type { Range } from '../text/range.ts';
import { reference } from './add-import.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf, lineEnd, replaceRange } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { unusedNameIn } from './usable-name.ts';

/**
 * Runs what `await asyncio.gather(…)` was given in a task group instead:
 *
 *     async with asyncio.TaskGroup() as group:
 *         group.create_task(f(a))
 *
 * For a statement of its own, an assignment or a `return`; the results are then `[task.result() for task in tasks]`.
 * Undefined where it is given something else than coroutines, and before Python 3.11.
 */
export function taskGroupInstead(view: ChunkView, awaited: Await, call: Call): MakeEdits | undefined {
  const around = view.functionAround(awaited);
  const statement = view.parent(awaited);
  if (around?.kind !== 'FunctionDef' || !statement || !isReplaceable(statement)) return undefined;
  const group = unusedNameIn(view, around, 'group');
  const lines = statement.kind === 'Expr' ? startLines(view, call, group) : resultLines(view, around, call, group);
  if (!lines) return undefined;
  const head = view.source({ start: statement.start, end: awaited.start });
  const then = statement.kind === 'Expr' ? undefined : `${head}${resultsText(view, around)}`;
  return groupInPlaceOf(view, around, statement, lines, then);
}

/**
 * `[await f(a) for a in xs]`, all that a statement assigns or returns, in a task group. Undefined as above.
 */
export function taskGroupForEach(view: ChunkView, list: Comprehension, element: Await): MakeEdits | undefined {
  const around = view.functionAround(list);
  const statement = view.parent(list);
  if (around?.kind !== 'FunctionDef' || !statement || !isReplaceable(statement)) return undefined;
  const group = unusedNameIn(view, around, 'group');
  const rest = view.source({ start: element.end, end: list.end - 1 }).trimEnd();
  const lines = [tasksLine(view, around, `${start(view, group, element.value)}${rest}`)];
  const head = view.source({ start: statement.start, end: list.start });
  return groupInPlaceOf(view, around, statement, lines, `${head}${resultsText(view, around)}`);
}

/** A statement `x = await f(a)`. */
export interface AwaitedInRow extends Range {
  readonly target: string;
  readonly call: Call;
}

/**
 * Statements one after the other, each of which awaits a coroutine, in a task group:
 *
 *     async with asyncio.TaskGroup() as group:
 *         x_task = group.create_task(f(a))
 *         y_task = group.create_task(g(b))
 *     x = x_task.result()
 *     y = y_task.result()
 */
export function taskGroupForRow(view: ChunkView, row: readonly AwaitedInRow[]): MakeEdits | undefined {
  const [first] = row;
  const last = row.at(-1);
  const around = first && view.functionAround(first.call);
  const text = chunkText(view);
  if (!first || !last || around?.kind !== 'FunctionDef' || !hasTaskGroups(view)) return undefined;
  if (!row.every((statement) => standsAlone(text, statement))) return undefined;
  return () => groupInPlaceOfRow(view, around, row, { start: first.start, end: last.end });
}

function groupInPlaceOfRow(view: ChunkView, around: FunctionDef, row: readonly AwaitedInRow[], whole: Range): Edit[] {
  const text = chunkText(view);
  const group = unusedNameIn(view, around, 'group');
  const { name, edits } = reference(view, around, 'asyncio.TaskGroup');
  const indent = indentation(text, whole.start);
  const lineBreak = lineBreakOf(text) + indent;
  const step = indent.includes('\t') ? '\t' : '    ';
  const started = row.map((statement) => ({
    ...statement,
    task: unusedNameIn(view, around, `${statement.target}_task`),
  }));
  return [
    ...edits,
    insertAt(view, whole.start, `async with ${name}() as ${group}:${lineBreak}`),
    ...started.map(({ start: from, end, task, call }) =>
      replaceRange(view, { start: from, end }, `${step}${task} = ${start(view, group, call)}`),
    ),
    insertAt(
      view,
      lineEnd(text, whole.end),
      started.map(({ target, task }) => `${lineBreak}${target} = ${task}.result()`).join(''),
    ),
  ];
}

/** Puts a task group with lines in its block, and a statement behind it, in the place of whole statements. */
function groupInPlaceOf(
  view: ChunkView,
  around: FunctionDef,
  range: Range,
  lines: readonly Line[],
  then: string | undefined,
): MakeEdits | undefined {
  const text = chunkText(view);
  if (!hasTaskGroups(view) || !standsAlone(text, range) || view.source(range).includes('#')) return undefined;
  return () => {
    const { name, edits } = reference(view, around, 'asyncio.TaskGroup');
    const indent = indentation(text, range.start);
    const step = indent.includes('\t') ? '\t' : '    ';
    const body = lines.map(({ depth, line }) => indent + step.repeat(depth) + line);
    const written = [
      `async with ${name}() as ${unusedNameIn(view, around, 'group')}:`,
      ...body,
      ...(then === undefined ? [] : [indent + then]),
    ];
    return [...edits, replaceRange(view, range, written.join(lineBreakOf(text)))];
  };
}

const hasTaskGroups = (view: ChunkView): boolean => hasPython(view, 11);

interface Line {
  /** In steps of indentation below the `async with`. */
  readonly depth: number;
  readonly line: string;
}

const isReplaceable = ({ kind }: Node): boolean => kind === 'Expr' || kind === 'Assign' || kind === 'Return';

const standsAlone = (text: string, { start, end }: Range): boolean =>
  isFirstOnLine(text, start) && /^[ \t]*(#.*)?$/.test(text.slice(end, lineEnd(text, end)));

/** `group.create_task(f(a))`, one a line, or in a loop. */
function startLines(view: ChunkView, call: Call, group: string): readonly Line[] | undefined {
  const lines = positional(call).map((argument): readonly Line[] | undefined => {
    const { value } = argument;
    if (argument.stars === 0)
      return isCoroutineCall(view, value) ? [{ depth: 1, line: start(view, group, value) }] : undefined;
    if (value.kind === 'Comprehension') return loopLines(view, value, group);
    const name = nameOfCoroutines(view, value);
    if (name === undefined) return undefined;
    return [
      { depth: 1, line: `for coroutine in ${name}:` },
      { depth: 2, line: `${group}.create_task(coroutine)` },
    ];
  });
  return lines.every((item) => item !== undefined) ? lines.flat() : undefined;
}

function loopLines(
  view: ChunkView,
  { generators, element }: Comprehension,
  group: string,
): readonly Line[] | undefined {
  if (!isCoroutineCall(view, element)) return undefined;
  const headers = generators.flatMap(({ isAsync, target, iter, conditions }) => [
    `${isAsync ? 'async ' : ''}for ${view.source(target)} in ${view.source(iter)}:`,
    ...conditions.map((condition) => `if ${view.source(condition)}:`),
  ]);
  if (headers.some((header) => header.includes('\n'))) return undefined;
  const lines = [...headers, start(view, group, element)];
  return lines.map((line, i) => ({ depth: i + 1, line }));
}

/** `tasks = […]` */
const tasksLine = (view: ChunkView, around: FunctionDef, items: string): Line => ({
  depth: 1,
  line: `${unusedNameIn(view, around, 'tasks')} = [${items}]`,
});

/** `tasks = [group.create_task(f(a)), …]` */
function resultLines(view: ChunkView, around: FunctionDef, call: Call, group: string): readonly Line[] | undefined {
  const args = positional(call);
  const [only] = args;
  if (args.every(({ stars, value }) => stars === 0 && isCoroutineCall(view, value))) {
    return [tasksLine(view, around, args.map(({ value }) => start(view, group, value)).join(', '))];
  }
  if (args.length !== 1 || only?.stars !== 1) return undefined;
  if (only.value.kind === 'Comprehension') {
    const { element, end } = only.value;
    if (only.value.type === 'set' || !isCoroutineCall(view, element)) return undefined;
    const rest = view.source({ start: element.end, end: end - 1 }).trimEnd();
    return [tasksLine(view, around, `${start(view, group, element)}${rest}`)];
  }
  const name = nameOfCoroutines(view, only.value);
  return name === undefined
    ? undefined
    : [tasksLine(view, around, `${group}.create_task(coroutine) for coroutine in ${name}`)];
}

function resultsText(view: ChunkView, around: FunctionDef): string {
  const tasks = unusedNameIn(view, around, 'tasks');
  const task = unusedNameIn(view, around, 'task');
  return `[${task}.result() for ${task} in ${tasks}]`;
}

const positional = (call: Call): readonly Argument[] =>
  call.args.filter(({ name, stars }) => name === undefined && stars < 2);

const start = (view: ChunkView, group: string, coroutine: Expression): string =>
  `${group}.create_task(${view.source(coroutine)})`;

const isCoroutineCall = (view: ChunkView, value: Expression): boolean =>
  value.kind === 'Call' && isCoroutine(view, view.typeOf(value));

function nameOfCoroutines(view: ChunkView, value: Expression): string | undefined {
  const element = view.element(view.typeOf(value), false);
  const isNamed = value.kind === 'Name' || value.kind === 'Attribute';
  const holdsThem = isNamed && element && isCoroutine(view, element) && getsCoroutinesOnly(view, value);
  return holdsThem ? view.source(value) : undefined;
}

/** Whether all that is put into a list is coroutines: `jobs.append(create_task(f()))` puts a task among them. */
function getsCoroutinesOnly(view: ChunkView, list: Name | Attribute): boolean {
  const name = list.kind === 'Name' ? list.name : list.attribute;
  const around = view.functionAround(list);
  return view
    .occurrences(name)
    .filter(({ node, view: home }) => list.kind === 'Attribute' || home.functionAround(node) === around)
    .every(({ view: home, node }) => addsCoroutine(home, node));
}

/** Also uses that add nothing. */
function addsCoroutine(view: ChunkView, list: Node): boolean {
  const user = view.parent(list);
  if (user?.kind === 'AugAssign') return user.target !== list;
  const call = user?.kind === 'Attribute' ? view.parent(user) : undefined;
  if (call?.kind !== 'Call' || user?.kind !== 'Attribute' || call.func !== user) return true;
  const argument = call.args.at(-1)?.value;
  if (user.attribute === 'append' || user.attribute === 'insert')
    return argument !== undefined && isCoroutine(view, view.typeOf(argument));
  return user.attribute !== 'extend';
}
