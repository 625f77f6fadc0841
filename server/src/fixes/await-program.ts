import type { Argument, Call, Expression, FunctionDef, Node, Statement } from '../facts/nodes.ts';
import type { NameTable } from '../knowledge/name-table.ts';
import { bindingsOf, usesOf } from '../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { reference } from './add-import.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf, lineEnd, replaceRange } from './edits.ts';
import type { Edit, MakeEdits } from './fix.ts';
import { unusedNameIn } from './usable-name.ts';

export interface AwaitedProgram {
  /** `asyncio.create_subprocess_exec` */
  readonly starter: string;
  readonly edits: MakeEdits;
}

/**
 * `subprocess.run(["ls", "-l"])` → `process = await asyncio.create_subprocess_exec("ls", "-l")` and `await process.wait()`.
 * Only where nothing but the exit code is wanted and asyncio knows all arguments.
 */
export function awaitProgram(view: ChunkView, call: Call): AwaitedProgram | undefined {
  const caller = view.lookupCall(call, CALLERS);
  if (caller === undefined) return undefined;
  const around = view.coroutineAround(call);
  const statement = view.parent(call);
  const use = around && wantedOf(view, call, caller);
  const program = use && programOf(view, call, caller);
  if (!program || !statement || !isAlone(view, statement as Statement)) return undefined;
  const starter = `asyncio.create_subprocess_${program.form}`;
  const place = { around, statement, call, done: use === 'code' ? undefined : use.done };
  return { starter, edits: () => startedAndAwaited(view, place, starter, program) };
}

interface Place {
  readonly around: FunctionDef;
  readonly statement: Node;
  readonly call: Call;
  /** The variable that is asked for the exit code. */
  readonly done: string | undefined;
}

function startedAndAwaited(
  view: ChunkView,
  { around, statement, call, done }: Place,
  starter: string,
  program: Program,
): readonly Edit[] {
  const text = chunkText(view);
  const lineBreak = lineBreakOf(text) + indentation(text, statement.start);
  const imported = reference(view, call, starter);
  const started = `await ${imported.name}(${program.arguments.join(', ')})`;
  if (done !== undefined) {
    const wait = insertAt(view, lineEnd(text, statement.end), `${lineBreak}await ${done}.wait()`);
    return [...imported.edits, replaceRange(view, call, started), wait];
  }
  const process = unusedNameIn(view, around, 'process');
  const start = insertAt(view, statement.start, `${process} = ${started}${lineBreak}`);
  return [...imported.edits, start, replaceRange(view, call, `await ${process}.wait()`)];
}

type Caller = 'run' | 'call' | 'system';
const CALLERS: NameTable<Caller> = { 'subprocess.run': 'run', 'subprocess.call': 'call', 'os.system': 'system' };

/** What the code does with the result: nothing, or it uses the exit code; `done`: the variable that is asked for `returncode`. */
function wantedOf(view: ChunkView, call: Call, caller: Caller): 'code' | { readonly done: string } | undefined {
  const statement = view.parent(call);
  if (statement?.kind === 'Expr') return 'code';
  if (statement?.kind !== 'Assign' && statement?.kind !== 'Return') return undefined;
  if (caller === 'call') return 'code';
  const [binding, ...others] = bindingsOf(view, call);
  if (caller !== 'run' || !binding || others.length > 0 || binding.escapes) return undefined;
  const isCodeAlone = usesOf(view, binding).every((use) => {
    const parent = view.parent(use);
    return parent?.kind === 'Attribute' && parent.attribute === 'returncode';
  });
  return isCodeAlone ? { done: binding.name } : undefined;
}

/** The statement has its lines for itself. */
export function isAlone(view: ChunkView, { start, end }: Statement): boolean {
  const text = chunkText(view);
  return isFirstOnLine(text, start) && /^[ \t]*(#.*)?$/.test(text.slice(end, lineEnd(text, end)));
}

interface Program {
  readonly form: 'exec' | 'shell';
  readonly arguments: readonly string[];
}

/** Undefined where an argument has no counterpart, or may stand for a list as well as for a string. */
function programOf(view: ChunkView, call: Call, caller: Caller): Program | undefined {
  const [command, ...options] = call.args;
  if (!command || command.name !== undefined || command.stars > 0) return undefined;
  if (!options.every((option) => isKept(view, option) || isDropped(view, option))) return undefined;
  const isShell = caller === 'system' || options.some((option) => view.source(option) === 'shell=True');
  const words = isShell ? shellCommand(view, command.value) : wordsOf(view, command.value);
  if (words === undefined) return undefined;
  const kept = options.filter((option) => isKept(view, option)).map((option) => view.source(option));
  return { form: isShell ? 'shell' : 'exec', arguments: [words, ...kept] };
}

const KEPT: ReadonlySet<string> = new Set(['cwd', 'env', 'stdin', 'stdout', 'stderr', 'start_new_session']);

/** A pipe that nobody reads would fill up while one waits. */
const isKept = (view: ChunkView, { name, value }: Argument): boolean =>
  name !== undefined && KEPT.has(name) && !view.source(value).includes('PIPE');

const isDropped = (view: ChunkView, option: Argument): boolean =>
  ['shell=True', 'shell=False', 'check=False'].includes(view.source(option));

export const shellCommand = (view: ChunkView, command: Expression): string | undefined =>
  view.isInstanceOf(view.typeOf(command), 'builtins.str') ? view.source(command) : undefined;

/** `["ls", *names]` → `"ls", *names` */
export function wordsOf(view: ChunkView, command: Expression): string | undefined {
  const source = view.source(command);
  if (command.kind === 'Collection' && command.type === 'list' && command.elements.length > 0)
    return source.includes('#') ? undefined : command.elements.map((word) => view.source(word)).join(', ');
  const type = view.typeOf(command);
  if (command.kind === 'Name' && view.isInstanceOf(type, 'builtins.list')) return `*${source}`;
  return command.kind === 'Constant' && command.type === 'str' && /^["'][\w./-]+["']$/.test(source)
    ? source
    : undefined;
}
