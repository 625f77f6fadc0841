import { formatNames } from './formats/format-names.ts';

/** An option of `check`: its help, its completions and its row in the documentation come from here. */
export interface Option {
  readonly name: string;
  readonly short?: string;
  /** What stands for its value in the help; without it the option is there or not. */
  readonly value?: string;
  /** The only values that it takes. */
  readonly values?: readonly string[];
  /** What its value is the name of. */
  readonly names?: 'rule' | 'file';
  readonly multiple?: true;
  readonly help: string;
}

export const checkOptions: Readonly<Record<string, readonly Option[]>> = {
  'Which files': [
    {
      name: 'exclude',
      value: 'GLOB',
      multiple: true,
      help: 'leave out these files and folders, too; may be given several times',
    },
    { name: 'force-exclude', help: 'leave out what a folder’s listing would leave out even if it is named' },
    {
      name: 'shard',
      value: 'N/COUNT',
      help: 'check the Nth of so many equal parts of the files, the others in other runs: 3/8',
    },
    { name: 'stdin-filename', value: 'FILE', names: 'file', help: 'with `-`: what standard input is the text of' },
  ],
  'Which rules': [
    { name: 'select', value: 'RULE,…', names: 'rule', multiple: true, help: 'run only these rules' },
    { name: 'ignore', value: 'RULE,…', names: 'rule', multiple: true, help: 'do not run these rules' },
    {
      name: 'config',
      value: 'FILE',
      names: 'file',
      help: 'take the settings from this file’s table [tool.async-pitfalls] and from no pyproject.toml',
    },
    { name: 'isolated', help: 'read no pyproject.toml' },
    { name: 'hints', help: 'show hints, too: advice that editors show as dots under a name' },
  ],
  'Findings of before': [
    { name: 'baseline', value: 'FILE', names: 'file', help: 'say nothing of the findings that this file holds' },
    { name: 'write-baseline', help: 'with --baseline: put all findings into the file' },
    { name: 'add-ignore', value: 'REASON', help: 'silence all findings by a comment with this reason' },
  ],
  Fixes: [
    { name: 'fix', help: 'apply all safe fixes' },
    { name: 'unsafe-fixes', help: 'with --fix or --diff: also apply the fixes that you have to look at' },
    { name: 'diff', help: 'show what --fix would change, and change nothing' },
  ],
  Output: [
    {
      name: 'output-format',
      value: 'FORMAT',
      values: formatNames,
      help: `how findings are shown: ${formatNames.join(', ')} (default: text)`,
    },
    { name: 'output-file', short: 'o', value: 'FILE', names: 'file', help: 'write the findings to a file' },
    { name: 'statistics', help: 'show how often each rule finds something instead of the findings' },
    { name: 'show-files', help: 'show which files would be checked' },
    { name: 'show-settings', help: 'show the settings for the first of the files' },
    { name: 'watch', short: 'w', help: 'check again whenever a file changes' },
    { name: 'quiet', short: 'q', help: 'show findings and what could not be done, and nothing else' },
    { name: 'no-color', help: 'show no colours' },
  ],
  'Exit code': [
    { name: 'exit-zero', help: 'exit with 0 although there are findings' },
    { name: 'exit-non-zero-on-fix', help: 'exit with 1 when --fix has changed a file' },
  ],
  Other: [
    {
      name: 'cache-dir',
      value: 'FOLDER',
      names: 'file',
      help: 'keep there what makes the next check quick (default: $ASYNC_PITFALLS_CACHE_DIR, else the system’s folder for caches)',
    },
    { name: 'no-cache', help: 'keep nothing on disk for the next time' },
  ],
};

export const allCheckOptions: readonly Option[] = Object.values(checkOptions).flat();
