import { checkOptions, type Option } from './options.ts';

const commands = [
  ['check [PATH...]', 'check files and folders, by default the working directory; `-` is standard input'],
  ['rules', 'list all rules'],
  ['explain RULE', 'show the page about a rule'],
  ['completions SHELL', 'show a script that completes commands: bash, zsh, fish'],
  ['server --stdio', 'start the language server'],
] as const;

const WIDTH = 24;

/** What `--help` shows. */
export const usage = `Finds async/await mistakes in Python.

Usage: async-pitfalls COMMAND

Commands:
${rows(commands)}
${Object.entries(checkOptions)
  .map(
    ([group, options]) => `check, ${group.toLowerCase()}:\n${rows(options.map((each) => [written(each), each.help]))}`,
  )
  .join('\n')}
Everywhere:
${rows([
  ['-h, --help', 'show this help'],
  ['-V, --version', 'show the version'],
])}
Exit codes: 0 nothing found, 1 warnings or errors found, 2 something could not be done.
`;

function written({ name, short, value }: Option): string {
  return `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}

function rows(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([left, right]) => `  ${left.padEnd(WIDTH)}  ${right}\n`).join('');
}
