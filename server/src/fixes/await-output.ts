import type { Argument, Assign, Call, Expression, FunctionDef } from '../facts/nodes.ts';
import { preorder } from '../facts/walk.ts';
import type { NameTable } from '../knowledge/name-table.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { reference } from './add-import.ts';
import { type AwaitedProgram, isAlone, shellCommand, wordsOf } from './await-program.ts';
import { chunkText, indentation, insertAt, joinEdits, lineBreakOf, lineEnd, replaceRange } from './edits.ts';
import type { Edit } from './fix.ts';
import { unusedNameIn } from './usable-name.ts';

/**
 * The same result from a program of the loop, for `done = subprocess.run(["ls"], capture_output=True)`:
 *
 *     process = await asyncio.create_subprocess_exec("ls", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
 *     stdout, stderr = await process.communicate()
 *     done = subprocess.CompletedProcess(["ls"], process.returncode, stdout, stderr)
 *
 * Undefined where asyncio has no counterpart of an argument (`text`, `timeout`), or the program is no plain list of words.
 */
export function awaitOutput(view: ChunkView, call: Call): AwaitedProgram | undefined {
  const around = view.coroutineAround(call);
  const statement = view.parent(call);
  if (!around || statement?.kind !== 'Assign' || statement.targets.length !== 1) return undefined;
  const [target] = statement.targets;
  const run = target?.kind === 'Name' && isAlone(view, statement) ? runOf(view, call) : undefined;
  if (!run || target?.kind !== 'Name') return undefined;
  const starter = `asyncio.create_subprocess_${run.form}`;
  return { starter, edits: () => startedAndRead(view, { around, statement, call, target: target.name }, starter, run) };
}

interface Place {
  readonly around: FunctionDef;
  readonly statement: Assign;
  readonly call: Call;
  readonly target: string;
}

interface Run {
  readonly form: 'exec' | 'shell';
  readonly command: Expression;
  /** As `create_subprocess_exec()` takes them. */
  readonly words: string;
  readonly kept: readonly string[];
  readonly capturesErrors: boolean;
  readonly input: string | undefined;
  readonly isChecked: boolean;
}

function startedAndRead(view: ChunkView, place: Place, starter: string, run: Run): readonly Edit[] {
  const { around, statement, call, target } = place;
  const text = chunkText(view);
  const lineBreak = lineBreakOf(text) + indentation(text, statement.start);
  const [start, pipe, completed] = [starter, 'subprocess.PIPE', 'subprocess.CompletedProcess'].map((name) =>
    reference(view, call, name),
  ) as [ReturnType<typeof reference>, ReturnType<typeof reference>, ReturnType<typeof reference>];
  const [process, stdout, stderr] = ['process', 'stdout', 'stderr'].map((name) => unusedNameIn(view, around, name));
  const pipes = [
    ...(run.input === undefined ? [] : [`stdin=${pipe.name}`]),
    `stdout=${pipe.name}`,
    ...(run.capturesErrors ? [`stderr=${pipe.name}`] : []),
  ];
  const started = `${process} = await ${start.name}(${[run.words, ...pipes, ...run.kept].join(', ')})`;
  const read = `${stdout}, ${stderr} = await ${process}.communicate(${run.input ?? ''})`;
  const result = `${completed.name}(${view.source(run.command)}, ${process}.returncode, ${stdout}, ${stderr})`;
  const check = insertAt(view, lineEnd(text, statement.end), `${lineBreak}${target}.check_returncode()`);
  return joinEdits([
    ...start.edits,
    ...pipe.edits,
    ...completed.edits,
    insertAt(view, statement.start, `${started}${lineBreak}${read}${lineBreak}`),
    replaceRange(view, call, result),
    ...(run.isChecked ? [check] : []),
  ]);
}

const RUN: NameTable<true> = { 'subprocess.run': true };

function runOf(view: ChunkView, call: Call): Run | undefined {
  const [command, ...options] = call.args;
  if (view.lookupCall(call, RUN) !== true || command?.name !== undefined || command === undefined || command.stars > 0)
    return undefined;
  // Its words are written twice.
  if ([...preorder(view.facts, command.value)].some(({ kind }) => kind === 'Call' || kind === 'Await'))
    return undefined;
  const has = (option: string): boolean => options.some((each) => view.source(each) === option);
  const isPipe = (name: string): boolean =>
    options.some((option) => option.name === name && view.source(option.value).endsWith('PIPE'));
  const capturesAll = has('capture_output=True');
  if (!capturesAll && !isPipe('stdout')) return undefined;
  const isKnown = ({ name, value, stars }: Argument): boolean =>
    stars === 0 &&
    name !== undefined &&
    (KEPT.has(name) || name === 'input' || FLAGS.has(`${name}=${view.source(value)}`));
  if (!options.every((option) => isKnown(option) || isPipe(option.name ?? ''))) return undefined;
  const isShell = has('shell=True');
  const words = isShell ? shellCommand(view, command.value) : wordsOf(view, command.value);
  const input = options.find(({ name }) => name === 'input');
  return words === undefined || (input && isPipe('stdin'))
    ? undefined
    : {
        form: isShell ? 'shell' : 'exec',
        command: command.value,
        words,
        kept: options.filter(({ name }) => KEPT.has(name ?? '')).map((option) => view.source(option)),
        capturesErrors: capturesAll || isPipe('stderr'),
        input: input && view.source(input.value),
        isChecked: has('check=True'),
      };
}

const KEPT: ReadonlySet<string> = new Set(['cwd', 'env', 'start_new_session']);

const FLAGS: ReadonlySet<string> = new Set([
  ...['capture_output=True', 'check=True', 'check=False', 'shell=True', 'shell=False'],
]);
