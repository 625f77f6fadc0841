import { type SettingKey, type SettingName, settingKeys } from '../src/engine/settings-keys.ts';
import { type Language, localized, type Localized } from '../src/text/localized.ts';
import { type ConfigurationExample, configurationExamples } from './configuration-examples.ts';
import { pageOf, type Part } from './pages.ts';

/** Where editors find the schema of a whole pyproject.toml. */
export const SCHEMA_URL =
  'https://raw.githubusercontent.com/async-pitfalls/async-pitfalls/main/server/schemas/pyproject.schema.json';

/** The page about the settings, in Markdown. */
export const configurationPage = (language: Language): string =>
  pageOf(
    [
      texts.title,
      texts.introduction,
      ...(Object.keys(settingKeys) as SettingName[]).flatMap(setting),
      texts.schemaTitle,
      texts.schema,
    ],
    language,
  );

function setting(name: SettingName): readonly Part[] {
  const { toml, description, default: unset }: SettingKey = settingKeys[name];
  const example = configurationExamples[name];
  return [
    `## ${toml}`,
    name === toml ? description : inEditor(description, `asyncPitfalls.${name}`),
    ...(unset ? [byDefault(unset.map((item) => `\`${item}\``))] : []),
    example.about,
    code('toml', 'pyproject.toml', `[tool.async-pitfalls]\n${example.toml}`),
    ...(showsCode(example) ? Object.entries(example.files).map(([path, text]) => code('python', path, text)) : []),
  ];
}

const inEditor = localized({
  en: (description: string, name: string) => `${description} In the editor: \`${name}\`.`,
  'zh-cn': (description, name) => `${description}在编辑器中：\`${name}\`。`,
});

const byDefault = (items: readonly string[]): Localized => ({
  en: `By default: ${items.join(', ')}.`,
  'zh-cn': `默认：${items.join('、')}。`,
});

/** One file alone only shows what every reader knows. */
const showsCode = ({ files }: ConfigurationExample): boolean => Object.keys(files).length > 1;

const code = (language: string, path: string, text: string): string =>
  `\`\`\`${language}\n# ${path}\n${text.trimEnd()}\n\`\`\``;

const texts = {
  title: { en: '# Settings', 'zh-cn': '# 设置' },
  introduction: {
    en: `The settings stand in the table \`[tool.async-pitfalls]\` of a \`pyproject.toml\`, or in the editor's settings under
\`asyncPitfalls\`. The file wins over the editor, setting by setting; of several files the one nearest to the Python file counts.
A bad value is reported with its file and line, and the others still count.

The quick fix **Configure *rule*…** of a finding changes them for you: in the nearest \`pyproject.toml\` that has the table,
else in the settings of the workspace.

Dotted names are those of the module that defines the function, or of one that re-exports it; \`*\` stands for any text.`,
    'zh-cn': `设置写在 \`pyproject.toml\` 的表 \`[tool.async-pitfalls]\` 中，或写在编辑器设置的 \`asyncPitfalls\` 之下。对于每一项设置，文件都优先于编辑器；有多个文件时，以离 Python 文件最近的为准。无效的值会连同所在的文件和行一起报告，其余的值仍然有效。

问题的快速修复 **配置 _规则_…** 会替你修改设置：写进最近的带有这个表的 \`pyproject.toml\`，没有则写进工作区的设置。

带点号的名称是定义该函数的模块中的名称，或重新导出它的模块中的名称；\`*\` 代表任意文本。`,
  },
  schemaTitle: {
    en: '## Completion and validation in the editor',
    'zh-cn': '## 编辑器中的补全和检查',
  },
  schema: {
    en: `There is a [JSON schema](../schemas/pyproject.schema.json) of \`pyproject.toml\` with this table in it, for editors that complete and
check TOML by one. It builds on the schema in the JSON Schema Store, so that all other tables are still known.

The extension announces it to [Even Better TOML](https://github.com/tamasfe/taplo) (\`tomlValidation\`). Where that prefers what the
JSON Schema Store has for \`pyproject.toml\`, this in the settings of VS Code gives ours precedence:

\`\`\`json
"evenBetterToml.schema.associations": {
  "pyproject\\\\.toml$": "${SCHEMA_URL}"
}
\`\`\`

In other editors with taplo, this line at the top of the file does the same:

\`\`\`toml
#:schema ${SCHEMA_URL}
\`\`\`

Without any of this, Async Pitfalls itself marks bad values in \`pyproject.toml\`.`,
    'zh-cn': `\`pyproject.toml\` 有一份包含这个表的 [JSON schema](../../schemas/pyproject.schema.json)，供按 schema 补全和检查 TOML 的编辑器使用。它建立在 JSON Schema Store 中的 schema 之上，所以其他所有工具的设置仍然可用。

扩展会把它告知 [Even Better TOML](https://github.com/tamasfe/taplo)（\`tomlValidation\`）。如果该扩展优先采用 JSON Schema Store 中 \`pyproject.toml\` 的 schema，在 VS Code 的设置中写上以下内容，就会优先采用我们的：

\`\`\`json
"evenBetterToml.schema.associations": {
  "pyproject\\\\.toml$": "${SCHEMA_URL}"
}
\`\`\`

在其他使用 taplo 的编辑器中，文件开头的这一行有同样的作用：

\`\`\`toml
#:schema ${SCHEMA_URL}
\`\`\`

即使没有这些，Async Pitfalls 自己也会标出 \`pyproject.toml\` 中无效的值。`,
  },
};
