import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearestName } from '../../engine/nearest-name.ts';
import { globProblem } from '../../engine/path-pattern.ts';
import { ruleNameProblem } from '../../engine/settings-values.ts';
import { inAllLanguages, LocalizedError, type Localized } from '../../text/localized.ts';
import { formatNames, type FormatName } from './formats/format-names.ts';
import { allCheckOptions, languageOption } from './options.ts';
import { shells, type Shell } from './completions.ts';
import { argumentTexts as texts } from './argument-texts.ts';

/** What the user asks for on the command line. */
export type Command =
  | { readonly name: 'help' | 'version' | 'rules' | 'server' }
  | { readonly name: 'explain'; readonly rule: string }
  | { readonly name: 'completions'; readonly shell: Shell }
  | ({ readonly name: 'outside' } & OutsideOptions)
  | ({ readonly name: 'check' } & CheckOptions);

export interface OutsideOptions {
  readonly paths: readonly string[];
  /** Files with what other packages tell. */
  readonly outsides: readonly string[];
  readonly outputFile: string;
}

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
  /** Files with what other packages tell; undefined: what others say is looked up in their code. */
  readonly outsides: readonly string[] | undefined;
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

/** The command line cannot be understood. */
export class UsageError extends LocalizedError {}

/** Understands the arguments behind the program's name. */
export function parseCommand(args: readonly string[]): Command {
  const [first, ...rest] = args;
  const before = args.slice(0, args.includes('--') ? args.indexOf('--') : undefined);
  if (before.some((arg) => arg === '--help' || arg === '-h')) return { name: 'help' };
  if (first === '--version' || first === '-V') return { name: 'version' };
  if (first === undefined) throw new UsageError(texts.noCommand(Object.keys(commands)));
  const parse = commands[first as keyof typeof commands] as ((rest: readonly string[]) => Command) | undefined;
  if (Object.hasOwn(commands, first) && parse) return parse(rest);
  const nearest = nearestName(first, Object.keys(commands));
  const unknown = first.startsWith('-') ? texts.unknownOption(first) : texts.unknownCommand(first);
  throw new UsageError(withNearest(unknown, nearest));
}

const withNearest = (what: Localized, nearest: string | undefined): Localized =>
  nearest === undefined ? what : texts.perhaps(what, nearest);

const commands = {
  check: parseCheck,
  rules: (args: readonly string[]): Command => {
    const { positionals } = parse('rules', args, {});
    if (positionals[0] !== undefined) throw new UsageError(texts.rulesTakesNone(positionals[0]));
    return { name: 'rules' };
  },
  explain: (args: readonly string[]): Command => {
    const [rule, ...others] = parse('explain', args, {}).positionals;
    if (rule === undefined || others.length > 0) throw new UsageError(texts.explainTakesOne);
    return { name: 'explain', rule: knownRule(rule) };
  },
  completions: (args: readonly string[]): Command => {
    const [shell, ...others] = parse('completions', args, {}).positionals;
    const known = shells.find((each) => each === shell);
    if (!known || others.length > 0) throw new UsageError(texts.completionsTakesShell(shells));
    return { name: 'completions', shell: known };
  },
  outside: (args: readonly string[]): Command => {
    const { values, positionals: paths } = parse('outside', args, outsideConfig);
    const outputFile = values['output-file'] as string | undefined;
    if (outputFile === undefined || paths.length === 0) throw new UsageError(texts.outsideTakesPaths);
    return { name: 'outside', paths, outputFile, outsides: (values.outsides as string[] | undefined) ?? [] };
  },
  server: (args: readonly string[]): Command => {
    const { values, positionals } = parse('server', args, { stdio: { type: 'boolean' } });
    if (values.stdio !== true || positionals.length > 0) {
      throw new UsageError(texts.serverOverStdio);
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
    outsides: texts('outsides'),
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

function contradictions(options: CheckOptions): readonly (readonly [boolean, Localized])[] {
  const { paths, fix, show, format } = options;
  const fromStdin = paths.includes('-');
  return [
    [options.unsafeFixes && fix === 'no', texts.unsafeNeedsFix],
    [options.exitNonZeroOnFix && fix !== 'write', texts.exitNeedsFix],
    [!options.cache && options.cacheFolder !== undefined, texts.contradict('--cache-dir', '--no-cache')],
    [options.isolated && options.config !== undefined, texts.contradict('--isolated', '--config')],
    [fromStdin && paths.length > 1, texts.stdinAlone],
    [fromStdin && options.shard !== undefined, texts.shardOfFiles],
    [options.shard !== undefined && options.baseline?.write === true, texts.baselineOfAll],
    [options.outsides !== undefined && (fromStdin || options.watch || fix !== 'no'), texts.outsidesOnlyCheck],
    [options.outsides !== undefined && options.shard !== undefined, texts.contradict('--outsides', '--shard')],
    [fromStdin && options.watch, texts.watchFollowsFiles],
    [fromStdin && options.addIgnore !== undefined, texts.ignoreIntoFiles],
    [!fromStdin && options.stdinFilename !== undefined, texts.stdinFilenameAlone],
    [options.addIgnore !== undefined && fix !== 'no', texts.ignoreWithoutFix],
    [options.addIgnore?.trim() === '', texts.ignoreNeedsReason],
    [show === 'statistics' && format !== 'text' && format !== 'json', texts.statisticsFormats],
  ];
}

function shardOf(text: string | undefined): Shard | undefined {
  if (text === undefined) return undefined;
  const [, number, count] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (number === undefined || count === undefined || number < 1 || number > count)
    throw new UsageError(texts.shardForm(text));
  return { number, count };
}

function baselineOf(file: string | undefined, write: boolean): CheckOptions['baseline'] {
  if (write && file === undefined) throw new UsageError(texts.writeNeedsBaseline);
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

const outsideConfig: Config = {
  outsides: { type: 'string', multiple: true },
  'output-file': { type: 'string', short: 'o' },
};

function parse(command: string, args: readonly string[], options: Config): Parsed {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    const reason =
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? unknownOption(message, Object.keys(options)) : misused(message);
    throw new UsageError(texts.inCommand(command, reason), { cause: error });
  }
}

/** Which option is meant, Node's sentence alone says. */
function unknownOption(message: string, options: readonly string[]): Localized {
  const [, wrong = ''] = /'([^']*)'/.exec(message) ?? [];
  const nearest = nearestName(wrong.replace(/^-+/, ''), [...options, languageOption.name]);
  return withNearest(texts.unknownOption(wrong), nearest === undefined ? undefined : `--${nearest}`);
}

function misused(message: string): Localized {
  const [, option] = /^Option '(?:-\w, )?(--?[\w-]+)/.exec(message) ?? [];
  if (option !== undefined && message.includes('argument missing')) return texts.valueMissing(option);
  if (option !== undefined && message.includes('does not take an argument')) return texts.takesNoValue(option);
  if (option !== undefined && message.includes('is ambiguous')) return texts.valueLikeOption(option);
  return inAllLanguages(message.split('\n')[0] ?? message);
}

function outputFormat(format = 'text'): FormatName {
  const known = formatNames.find((name) => name === format);
  if (known) return known;
  const nearest = nearestName(format, formatNames);
  throw new UsageError(withNearest(texts.oneOf('--output-format', formatNames, format), nearest));
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
  if (problem !== undefined) throw new UsageError(texts.inCommand('--exclude', problem));
  return glob;
}

function knownRule(rule: string): string {
  const problem = ruleNameProblem(rule);
  if (problem !== undefined) throw new UsageError(problem);
  return rule;
}
