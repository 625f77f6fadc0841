import { version } from '../../package.json';
import type { Part } from './pages.ts';

/** Snippets for what runs checks, on the page about the command line. `npm run test:package` tries them. */
export const pipelines: readonly Part[] = [
  { en: '## Pipelines', 'zh-cn': '## 流水线' },
  {
    en: '**pre-commit**, in `.pre-commit-config.yaml`; with the arguments it applies safe fixes as well:',
    'zh-cn': '**pre-commit**，写在 `.pre-commit-config.yaml` 中；带上这些参数还会应用安全修复：',
  },
  `\`\`\`yaml
repos:
  - repo: https://github.com/async-pitfalls/async-pitfalls
    rev: v${version}
    hooks:
      - id: async-pitfalls
        args: [--fix, --exit-non-zero-on-fix]
\`\`\``,
  {
    en: 'It is built by npm when it is installed. The package of PyPI is there at once, and brings its Node along:',
    'zh-cn': '它在安装时由 npm 构建。PyPI 上的包可以直接使用，并自带 Node：',
  },
  `\`\`\`yaml
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
\`\`\``,
  {
    en: 'Both check the files that are committed, without those that `.gitignore` or the settings leave out, and read what they import.',
    'zh-cn': '两者都检查提交的文件，不包括 `.gitignore` 或设置排除的文件，并会读取它们导入的内容。',
  },
  {
    en: '**GitHub**: annotations in pull requests, and code scanning where the repository has it:',
    'zh-cn': '**GitHub**：拉取请求中的注解，以及仓库启用了代码扫描时的代码扫描：',
  },
  `\`\`\`yaml
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
\`\`\``,
  { en: '**GitLab**: findings in the merge request:', 'zh-cn': '**GitLab**：在合并请求中显示问题：' },
  `\`\`\`yaml
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
\`\`\``,
  {
    en: '**Several machines**, here in GitLab: each run checks a part of the files, and reads the others for what is imported from them:',
    'zh-cn': '**多台机器**，这里以 GitLab 为例：每次运行检查一部分文件，并读取其余文件以了解从中导入的内容：',
  },
  `\`\`\`yaml
# .gitlab-ci.yml
async-pitfalls:
  image: python:3.13-slim
  parallel: 8
  script:
    - pip install async-pitfalls
    - async-pitfalls check --shard $CI_NODE_INDEX/$CI_NODE_TOTAL
\`\`\``,
  {
    en: "**Azure Pipelines** shows JUnit's XML among the tests:",
    'zh-cn': '**Azure Pipelines** 在测试中显示 JUnit 的 XML：',
  },
  `\`\`\`yaml
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
\`\`\``,
  { en: '**CircleCI**, likewise:', 'zh-cn': '**CircleCI** 也一样：' },
  `\`\`\`yaml
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
\`\`\``,
  { en: '**Jenkins**, in a stage whose agent has Python:', 'zh-cn': '**Jenkins**，在代理装有 Python 的阶段中：' },
  `\`\`\`groovy
steps {
  sh 'python3 -m venv .venv && .venv/bin/pip install async-pitfalls'
  sh '.venv/bin/async-pitfalls check --output-format junit --output-file async-pitfalls.xml'
}
post {
  always { junit 'async-pitfalls.xml' }
}
\`\`\``,
  {
    en: "**Others** (Buildkite, TeamCity, Bamboo) show JUnit's XML, too.",
    'zh-cn': '**其他**（Buildkite、TeamCity、Bamboo）也会显示 JUnit 的 XML。',
  },
];
