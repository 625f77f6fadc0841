import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearestName } from '../../engine/nearest-name.ts';
import type { RuleChoice } from '../../engine/settings.ts';
import { ruleNameProblem } from '../../engine/settings-values.ts';

/** What the user asks for on the command line. */
export type Command =
  | { readonly name: 'help' | 'version' | 'rules' | 'server' }
  | { readonly name: 'explain'; readonly rule: string }
  | ({ readonly name: 'check' } & CheckOptions);

export interface CheckOptions extends RuleChoice {
  readonly paths: readonly string[];
  readonly format: OutputFormat;
  readonly exitZero: boolean;
  /** What becomes of fixes: nothing, they are written, or shown as a diff. */
  readonly fix: 'no' | 'write' | 'diff';
  readonly unsafeFixes: boolean;
  /** Whether hints count, too. */
  readonly hints: boolean;
  /** Whether facts are kept on disk. */
  readonly cache: boolean;
}

export type OutputFormat = 'text' | 'json';

/** The command line cannot be understood; the message is for the user. */
export class UsageError extends Error {}

export const usage = `Finds async/await mistakes in Python.

Usage: async-pitfalls check [PATH...]   check files and folders, by default the working directory
       async-pitfalls rules             list all rules
       async-pitfalls explain RULE      show the page about a rule
       async-pitfalls server --stdio    start the language server

Options of check:
  --output-format text|json   how findings are shown (default: text)
  --select RULE[,RULE...]     run only these rules
  --ignore RULE[,RULE...]     do not run these rules
  --hints                     also show hints, advice that editors show as dots under a name
  --fix                       apply all safe fixes
  --unsafe-fixes              with --fix or --diff: also apply the fixes that you have to look at
  --diff                      show what --fix would change, and change nothing
  --exit-zero                 exit with 0 although there are findings
  --no-cache                  keep nothing on disk for the next time

  -h, --help                  show this help
  -V, --version               show the version

Exit codes: 0 nothing found, 1 warnings or errors found, 2 something could not be done.
`;

/** Understands the arguments behind the program's name. */
export function parseCommand(args: readonly string[]): Command {
  const [first, ...rest] = args;
  if (args.some((arg) => arg === '--help' || arg === '-h')) return { name: 'help' };
  if (first === '--version' || first === '-V') return { name: 'version' };
  if (first === undefined) throw new UsageError('say what to do: check, rules, explain or server');
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
  server: (args: readonly string[]): Command => {
    const { values, positionals } = parse('server', args, { stdio: { type: 'boolean' } });
    if (values.stdio !== true || positionals.length > 0) {
      throw new UsageError('the server speaks over standard input and output only: server --stdio');
    }
    return { name: 'server' };
  },
};

function parseCheck(args: readonly string[]): Command {
  const { values, positionals } = parse('check', args, {
    'output-format': { type: 'string' },
    select: { type: 'string', multiple: true },
    ignore: { type: 'string', multiple: true },
    'exit-zero': { type: 'boolean' },
    fix: { type: 'boolean' },
    'unsafe-fixes': { type: 'boolean' },
    hints: { type: 'boolean' },
    diff: { type: 'boolean' },
    'no-cache': { type: 'boolean' },
  });
  const fix = values.diff === true ? 'diff' : values.fix === true ? 'write' : 'no';
  if (values['unsafe-fixes'] === true && fix === 'no') throw new UsageError('--unsafe-fixes needs --fix or --diff');
  return {
    name: 'check',
    paths: positionals.length > 0 ? positionals : ['.'],
    format: outputFormat(values['output-format'] as string | undefined),
    select: values.select === undefined ? undefined : ruleList(values.select as string[]),
    ignore: ruleList((values.ignore as string[] | undefined) ?? []),
    exitZero: values['exit-zero'] === true,
    fix,
    unsafeFixes: values['unsafe-fixes'] === true,
    hints: values.hints === true,
    cache: values['no-cache'] !== true,
  };
}

type Options = NonNullable<ParseArgsConfig['options']>;
interface Parsed {
  readonly values: Readonly<Record<string, unknown>>;
  readonly positionals: readonly string[];
}

function parse(command: string, args: readonly string[], options: Options): Parsed {
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

function outputFormat(format = 'text'): OutputFormat {
  if (format === 'text' || format === 'json') return format;
  throw new UsageError(`--output-format is text or json, not \`${format}\``);
}

/** Comma lists, each possibly given several times. */
const ruleList = (lists: readonly string[]): string[] =>
  lists
    .flatMap((list) => list.split(','))
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '')
    .map(knownRule);

function knownRule(rule: string): string {
  const problem = ruleNameProblem(rule);
  if (problem !== undefined) throw new UsageError(problem);
  return rule;
}
