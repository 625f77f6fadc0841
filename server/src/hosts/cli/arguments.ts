import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearestName } from '../../engine/nearest-name.ts';
import { globProblem } from '../../engine/path-pattern.ts';
import { ruleNameProblem } from '../../engine/settings-values.ts';
import { formatNames, type FormatName } from './formats/format-names.ts';
import { allCheckOptions } from './options.ts';
import { shells, type Shell } from './completions.ts';

/** What the user asks for on the command line. */
export type Command =
  | { readonly name: 'help' | 'version' | 'rules' | 'server' }
  | { readonly name: 'explain'; readonly rule: string }
  | { readonly name: 'completions'; readonly shell: Shell }
  | ({ readonly name: 'check' } & CheckOptions);

/** Which part of the files is meant, of how many. */
export interface Shard {
  readonly number: number;
  readonly count: number;
}

export interface CheckOptions {
  /** Files and folders, or `-` alone for standard input. */
  readonly paths: readonly string[];
  readonly stdinFilename: string | undefined;
  readonly exclude: readonly string[];
  readonly forceExclude: boolean;
  readonly shard: Shard | undefined;
  readonly select: readonly string[] | undefined;
  readonly ignore: readonly string[];
  /** The file whose settings count instead of those of all pyproject.toml. */
  readonly config: string | undefined;
  readonly isolated: boolean;
  /** Whether hints count, too. */
  readonly hints: boolean;
  readonly baseline: { readonly file: string; readonly write: boolean } | undefined;
  /** The reason to write behind comments that silence all findings. */
  readonly addIgnore: string | undefined;
  /** What becomes of fixes: nothing, they are written, or shown as a diff. */
  readonly fix: 'no' | 'write' | 'diff';
  readonly unsafeFixes: boolean;
  readonly format: FormatName;
  readonly outputFile: string | undefined;
  readonly show: 'findings' | 'statistics' | 'files' | 'settings';
  readonly watch: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
  readonly exitZero: boolean;
  readonly exitNonZeroOnFix: boolean;
  /** Whether facts and findings are kept on disk. */
  readonly cache: boolean;
  /** Where; undefined for the usual place. */
  readonly cacheFolder: string | undefined;
}

/** The command line cannot be understood; the message is for the user. */
export class UsageError extends Error {}

/** Understands the arguments behind the program's name. */
export function parseCommand(args: readonly string[]): Command {
  const [first, ...rest] = args;
  const before = args.slice(0, args.includes('--') ? args.indexOf('--') : undefined);
  if (before.some((arg) => arg === '--help' || arg === '-h')) return { name: 'help' };
  if (first === '--version' || first === '-V') return { name: 'version' };
  if (first === undefined) throw new UsageError(`say what to do: ${Object.keys(commands).join(', ')}`);
  const parse = commands[first as keyof typeof commands] as ((rest: readonly string[]) => Command) | undefined;
  if (Object.hasOwn(commands, first) && parse) return parse(rest);
  const nearest = nearestName(first, Object.keys(commands));
  const what = first.startsWith('-') ? 'option' : 'command';
  throw new UsageError(
    `unknown ${what} \`${first}\`${nearest === undefined ? '' : `, perhaps you mean \`${nearest}\``}`,
  );
}

const commands = {
  check: parseCheck,
  rules: (args: readonly string[]): Command => {
    const { positionals } = parse('rules', args, {});
    if (positionals[0] !== undefined) throw new UsageError(`rules takes no arguments, not \`${positionals[0]}\``);
    return { name: 'rules' };
  },
  explain: (args: readonly string[]): Command => {
    const [rule, ...others] = parse('explain', args, {}).positionals;
    if (rule === undefined || others.length > 0) throw new UsageError('explain takes the name of one rule');
    return { name: 'explain', rule: knownRule(rule) };
  },
  completions: (args: readonly string[]): Command => {
    const [shell, ...others] = parse('completions', args, {}).positionals;
    const known = shells.find((each) => each === shell);
    if (!known || others.length > 0)
      throw new UsageError(`completions takes the name of a shell: ${shells.join(', ')}`);
    return { name: 'completions', shell: known };
  },
  server: (args: readonly string[]): Command => {
    const { values, positionals } = parse('server', args, { stdio: { type: 'boolean' } });
    if (values.stdio !== true || positionals.length > 0) {
      throw new UsageError('the server speaks over standard input and output only: server --stdio');
    }
    return { name: 'server' };
  },
};

function parseCheck(args: readonly string[]): Command {
  const { values, positionals } = parse('check', args, checkConfig);
  const is = (name: string): boolean => values[name] === true;
  const text = (name: string): string | undefined => values[name] as string | undefined;
  const texts = (name: string): readonly string[] | undefined => values[name] as string[] | undefined;
  const paths = positionals.length > 0 ? positionals : ['.'];
  const options: CheckOptions = {
    paths,
    stdinFilename: text('stdin-filename'),
    exclude: (texts('exclude') ?? []).map(knownGlob),
    forceExclude: is('force-exclude'),
    shard: shardOf(text('shard')),
    select: texts('select') && ruleList(texts('select') ?? []),
    ignore: ruleList(texts('ignore') ?? []),
    config: text('config'),
    isolated: is('isolated'),
    hints: is('hints'),
    baseline: baselineOf(text('baseline'), is('write-baseline')),
    addIgnore: text('add-ignore'),
    fix: is('diff') ? 'diff' : is('fix') ? 'write' : 'no',
    unsafeFixes: is('unsafe-fixes'),
    format: outputFormat(text('output-format')),
    outputFile: text('output-file'),
    show: is('show-files') ? 'files' : is('show-settings') ? 'settings' : is('statistics') ? 'statistics' : 'findings',
    watch: is('watch'),
    quiet: is('quiet'),
    color: !is('no-color'),
    exitZero: is('exit-zero'),
    exitNonZeroOnFix: is('exit-non-zero-on-fix'),
    cache: !is('no-cache'),
    cacheFolder: text('cache-dir'),
  };
  for (const [isContradiction, message] of contradictions(options)) {
    if (isContradiction) throw new UsageError(message);
  }
  return { name: 'check', ...options };
}

function contradictions(options: CheckOptions): readonly (readonly [boolean, string])[] {
  const { paths, fix, show, format } = options;
  const fromStdin = paths.includes('-');
  return [
    [options.unsafeFixes && fix === 'no', '--unsafe-fixes needs --fix or --diff'],
    [options.exitNonZeroOnFix && fix !== 'write', '--exit-non-zero-on-fix needs --fix'],
    [!options.cache && options.cacheFolder !== undefined, '--cache-dir and --no-cache contradict each other'],
    [options.isolated && options.config !== undefined, '--isolated and --config contradict each other'],
    [fromStdin && paths.length > 1, '`-` is standard input and goes with no other path'],
    [fromStdin && options.shard !== undefined, '--shard takes a part of files, not of standard input'],
    [
      options.shard !== undefined && options.baseline?.write === true,
      '--write-baseline takes all files, not a --shard',
    ],
    [fromStdin && options.watch, '--watch follows files, not standard input'],
    [fromStdin && options.addIgnore !== undefined, '--add-ignore writes into files, not to standard output'],
    [!fromStdin && options.stdinFilename !== undefined, '--stdin-filename goes with the path `-`'],
    [options.addIgnore !== undefined && fix !== 'no', '--add-ignore goes with neither --fix nor --diff'],
    [options.addIgnore?.trim() === '', '--add-ignore needs a reason'],
    [show === 'statistics' && format !== 'text' && format !== 'json', '--statistics are shown as text or json'],
  ];
}

function shardOf(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined;
  const [, number, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (number === undefined || count === undefined || number < 1 || number > count)
    throw new UsageError(`--shard is a number of a count, such as 3/8, not \`${text}\``);
  return { number, count };
}

function baselineOf(file: string | undefined, write: boolean): CheckOptions['baseline'] {
  if (write && file === undefined) throw new UsageError('--write-baseline needs --baseline FILE');
  return file === undefined ? undefined : { file, write };
}

type Config = NonNullable<ParseArgsConfig['options']>;
interface Parsed {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

const checkConfig: Config = Object.fromEntries(
  allCheckOptions.map(({ name, short, value, multiple = false }) => [
    name,
    { type: value === undefined ? 'boolean' : 'string', multiple, ...(short !== undefined && { short }) },
  ]),
);

function parse(command: string, args: readonly string[], options: Config): Parsed {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    throw new UsageError(`${command}: ${plainMessage(message, Object.keys(options))}`, { cause: error });
  }
}

/** Node's sentence without the advice behind it, with a nearer one. */
function plainMessage(message: string, options: readonly string[]): string {
  const [, wrong] = /^Unknown option '([^']*)'/.exec(message) ?? [];
  if (wrong === undefined) return message.split(/\.? (?=To |Did )|\n/)[0] ?? message;
  const nearest = nearestName(wrong.replace(/^-+/, ''), options);
  return `unknown option \`${wrong}\`${nearest === undefined ? '' : `, perhaps you mean \`--${nearest}\``}`;
}

function outputFormat(format = 'text'): FormatName {
  const known = formatNames.find((name) => name === format);
  if (known) return known;
  const nearest = nearestName(format, formatNames);
  throw new UsageError(
    `--output-format is one of ${formatNames.join(', ')}, not \`${format}\`${nearest === undefined ? '' : `; perhaps you mean \`${nearest}\``}`,
  );
}

/** Comma lists, each possibly given several times. */
const ruleList = (lists: readonly string[]): string[] =>
  lists
    .flatMap((list) => list.split(','))
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '')
    .map(knownRule);

function knownGlob(glob: string): string {
  const problem = globProblem(glob);
  if (problem !== undefined) throw new UsageError(`--exclude: ${problem}`);
  return glob;
}

function knownRule(rule: string): string {
  const problem = ruleNameProblem(rule);
  if (problem !== undefined) throw new UsageError(problem);
  return rule;
}
