/**
 * The options of `ruff check` (0.17) and what there is in their place, or why there is nothing. A test compares the names with
 * what ruff itself says.
 */
export const ruffOptions: Readonly<Record<string, string>> = {
  '--fix': '`--fix`',
  '--unsafe-fixes': '`--unsafe-fixes`',
  '--show-fixes': '`--fix` says how many were fixed, `--diff` before that which',
  '--diff': '`--diff`',
  '--watch': '`--watch`',
  '--fix-only': '`--fix --quiet --exit-zero`; what is left is shown all the same',
  '--ignore-noqa': 'nothing: `# noqa` counts only with a code that names the same mistake, or alone',
  '--output-format':
    '`--output-format`: `full` is `text`; `grouped`, `pylint`, `rdjson` and `azure` are not there, `concise` and `sarif` are read by the same tools; `html` is there as well',
  '--output-file': '`--output-file`',
  '--target-version': '`python` in the settings, else `requires-python` of the project',
  '--preview': 'nothing: rules that are off by default are turned on one by one, with `--select` or `severity`',
  '--extension': 'nothing: a file that is named is checked as Python whatever it is called, `.ipynb` as a notebook',
  '--statistics': '`--statistics`',
  '--add-noqa': '`--add-ignore REASON`',
  '--add-ignore': '`--add-ignore REASON`',
  '--show-files': '`--show-files`',
  '--show-settings': '`--show-settings`',
  '--help': '`--help`',
  '--select': '`--select`',
  '--ignore': '`--ignore`',
  '--extend-select': '`severity` in the settings, which turns on one rule and leaves the others as they are',
  '--per-file-ignores': '`per-file-ignores` in the settings',
  '--extend-per-file-ignores': '`per-file-ignores` in the settings',
  '--fixable': '`--select` together with `--fix`',
  '--unfixable': '`--ignore` together with `--fix`',
  '--extend-fixable': '`--select` together with `--fix`',
  '--exclude': '`exclude` in the settings; `--exclude` adds to it',
  '--extend-exclude': '`--exclude`',
  '--respect-gitignore': 'always so; what is ignored is checked when it is named',
  '--force-exclude': '`--force-exclude`',
  '--no-cache': '`--no-cache`',
  '--cache-dir': '`--cache-dir`',
  '--stdin-filename': '`--stdin-filename`',
  '--exit-zero': '`--exit-zero`',
  '--exit-non-zero-on-fix': '`--exit-non-zero-on-fix`',
  '--verbose': 'nothing: what is left out or not read is always told',
  '--quiet': '`--quiet`',
  '--silent': '`--quiet` with the output to nowhere; the exit code tells',
  '--config': '`--config FILE`; single settings are options of their own or stand in the file',
  '--isolated': '`--isolated`',
  '--color': '`--no-color`, and the variables `NO_COLOR` and `FORCE_COLOR`',
};

/** What ruff has no option for. */
export const beyondRuff: Readonly<Record<string, string>> = {
  '--baseline': 'old findings stay silent until their code changes',
  '--write-baseline': 'writes that file',
  '--shard': 'several machines share the files',
  '--lang': 'all that is said in English or Chinese',
  '--hints': 'advice that is not worth a line otherwise',
};
