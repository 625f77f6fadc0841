import { rules } from '../../rules/registry.ts';
import type { Language } from '../../text/localized.ts';
import { allCheckOptions, languageOption, type Option } from './options.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

const ruleNames = rules.map(({ id }) => id);
const commands = ['check', 'outside', 'rules', 'explain', 'completions', 'server'];
const options: readonly Option[] = [...allCheckOptions, languageOption];

/** A script for a shell that completes commands, options, and names of rules, formats and files. */
export const completions = (shell: Shell, language: Language): string => ({ bash, zsh, fish })[shell](language);

const valuesOf = ({ values, names }: Option): readonly string[] => values ?? (names === 'rule' ? ruleNames : []);

function bash(): string {
  const flags = options.map(({ name }) => `--${name}`).join(' ');
  const cases = allCheckOptions
    .filter(({ value }) => value !== undefined)
    .map((option) => {
      const values = valuesOf(option);
      const reply = values.length > 0 ? `$(compgen -W '${values.join(' ')}' -- "$word")` : '';
      const files = option.names === 'file' ? '$(compgen -f -- "$word")' : reply;
      return `    --${option.name}) COMPREPLY=(${files}); return;;\n`;
    });
  return `_async_pitfalls() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commands.join(' ')} --help --version' -- "$word"))
    return
  fi
  if [ "$before" = --${languageOption.name} ]; then
    COMPREPLY=($(compgen -W '${valuesOf(languageOption).join(' ')}' -- "$word"))
    return
  fi
  case \${COMP_WORDS[1]} in
    explain) COMPREPLY=($(compgen -W '${ruleNames.join(' ')}' -- "$word")); return;;
    completions) COMPREPLY=($(compgen -W '${shells.join(' ')}' -- "$word")); return;;
    server) COMPREPLY=($(compgen -W '--stdio' -- "$word")); return;;
    rules) return;;
  esac
  case $before in
${cases.join('')}  esac
  case $word in
    -*) COMPREPLY=($(compgen -W '${flags}' -- "$word"));;
    *) COMPREPLY=($(compgen -f -- "$word"));;
  esac
}
complete -o filenames -F _async_pitfalls async-pitfalls
`;
}

function zsh(language: Language): string {
  const quoted = (text: string): string => text.replaceAll("'", "'\\''").replace(/[[\]:\\]/g, '\\$&');
  const described = options.map((option) => {
    const { name, value, multiple, names } = option;
    const values = valuesOf(option);
    const action = values.length > 0 ? `(${values.join(' ')})` : names === 'file' ? '_files' : ' ';
    const argument = value === undefined ? '' : `:${quoted(value)}:${action}`;
    return `        '${multiple ? '*' : ''}--${name}[${quoted(option.help[language])}]${argument}'`;
  });
  return `#compdef async-pitfalls
_async_pitfalls() {
  if (( CURRENT == 2 )); then
    compadd -- ${commands.join(' ')} --help --version
    return
  fi
  case $words[2] in
    check)
      shift words; (( CURRENT-- ))
      _arguments -s \\
${described.join(' \\\n')} \\
        '*:path:_files'
      ;;
    explain) compadd -- ${ruleNames.join(' ')} ;;
    completions) compadd -- ${shells.join(' ')} ;;
    server) compadd -- --stdio ;;
  esac
}
if [ "$funcstack[1]" = _async_pitfalls ]; then _async_pitfalls "$@"; else compdef _async_pitfalls async-pitfalls; fi
`;
}

function fish(language: Language): string {
  const quoted = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;
  const line = (...parts: readonly string[]): string => ['complete -c async-pitfalls', ...parts].join(' ');
  const first = '-n __fish_use_subcommand -f';
  const inside = (command: string): string => `-n ${quoted(`__fish_seen_subcommand_from ${command}`)}`;
  return `${[
    ...commands.map((command) => line(first, `-a ${command}`)),
    ...options.map((option) => {
      const where = option === languageOption ? [] : [inside('check')];
      const values = valuesOf(option);
      const argument = option.value === undefined ? [] : option.names === 'file' ? ['-r'] : ['-x'];
      const short = option.short === undefined ? [] : [`-s ${option.short}`];
      const choices = values.length > 0 ? [`-a ${quoted(values.join(' '))}`] : [];
      return line(
        ...where,
        `-l ${option.name}`,
        ...short,
        ...argument,
        ...choices,
        `-d ${quoted(option.help[language])}`,
      );
    }),
    line(inside('explain'), '-f', `-a ${quoted(ruleNames.join(' '))}`),
    line(inside('completions'), '-f', `-a ${quoted(shells.join(' '))}`),
    line(inside('server'), '-f', '-l stdio'),
  ].join('\n')}\n`;
}
