import { type SettingKey, type SettingName, settingKeys } from '../src/engine/settings-keys.ts';
import { type ConfigurationExample, configurationExamples } from './configuration-examples.ts';

/** Where editors find the schema of a whole pyproject.toml. */
export const SCHEMA_URL =
  'https://raw.githubusercontent.com/async-pitfalls/async-pitfalls/main/server/schemas/pyproject.schema.json';

/** The page about the settings, in Markdown. */
export const configurationPage = (): string =>
  [
    '# Settings',
    INTRODUCTION,
    ...(Object.keys(settingKeys) as SettingName[]).flatMap(setting),
    '## Completion and validation in the editor',
    SCHEMA,
  ].join('\n\n');

const INTRODUCTION = `The settings stand in the table \`[tool.async-pitfalls]\` of a \`pyproject.toml\`, or in the editor's settings under
\`asyncPitfalls\`. The file wins over the editor, setting by setting; of several files the one nearest to the Python file counts.
A bad value is reported with its file and line, and the others still count.

The quick fix **Configure *rule*…** of a finding changes them for you: in the nearest \`pyproject.toml\` that has the table,
else in the settings of the workspace.

Dotted names are those of the module that defines the function, or of one that re-exports it; \`*\` stands for any text.`;

function setting(name: SettingName): string[] {
  const { toml, description, default: unset }: SettingKey = settingKeys[name];
  const example = configurationExamples[name];
  return [
    `## ${toml}`,
    name === toml ? description.en : `${description.en} In the editor: \`asyncPitfalls.${name}\`.`,
    ...(unset ? [`By default: ${unset.map((item) => `\`${item}\``).join(', ')}.`] : []),
    example.about,
    code('toml', 'pyproject.toml', `[tool.async-pitfalls]\n${example.toml}`),
    ...(showsCode(example) ? Object.entries(example.files).map(([path, text]) => code('python', path, text)) : []),
  ];
}

/** One file alone only shows what every reader knows. */
const showsCode = ({ files }: ConfigurationExample): boolean => Object.keys(files).length > 1;

const code = (language: string, path: string, text: string): string =>
  `\`\`\`${language}\n# ${path}\n${text.trimEnd()}\n\`\`\``;

const SCHEMA = `There is a [JSON schema](../schemas/pyproject.schema.json) of \`pyproject.toml\` with this table in it, for editors that complete and
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

Without any of this, Async Pitfalls itself marks bad values in \`pyproject.toml\`.`;
