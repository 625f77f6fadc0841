/** JSON schemas of the settings, out of the settings' own table and the rules. */
import { type SettingName, type SettingShape, settingKeys } from '../src/engine/settings-keys.ts';
import { severities } from '../src/engine/settings-values.ts';
import type { Rule } from '../src/rules/rule.ts';

export type Schema = Readonly<Record<string, unknown>>;

const names = Object.keys(settingKeys) as SettingName[];

/** The schema of `[tool.async-pitfalls]` in pyproject.toml. */
export function pyprojectSchema(rules: readonly Rule[]): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Async Pitfalls',
    description: 'The table [tool.async-pitfalls] of pyproject.toml.',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      names.map((name) => {
        const { toml, shape, description } = settingKeys[name];
        return [toml, { description: plain(description), ...schemas(rules, 'description', plain)[shape] }];
      }),
    ),
  };
}

/** The contributed properties of package.json, all of them unset by default. */
export function editorProperties(rules: readonly Rule[]): Readonly<Record<string, Schema>> {
  return Object.fromEntries(
    names.map((name) => {
      const { shape, description } = settingKeys[name];
      const schema = schemas(rules, 'markdownDescription', (text) => text)[shape];
      const unset = { array: [], object: {}, string: '' }[schema.type as 'array' | 'object' | 'string'];
      const empty = shape === 'version' ? { pattern: `^$|${schema.pattern as string}` } : {};
      return [
        `asyncPitfalls.${name}`,
        { ...schema, ...empty, default: unset, scope: 'resource', markdownDescription: description },
      ];
    }),
  );
}

function schemas(
  rules: readonly Rule[],
  descriptionKey: string,
  describe: (markdown: string) => string,
): Readonly<Record<SettingShape, Schema>> {
  const ids = rules.map(({ id }) => id);
  const listOf = (items: Schema): Schema => ({ type: 'array', items, uniqueItems: true });
  const listOfRules = listOf({ type: 'string', enum: ids });
  const severityOf = ({ id, summary }: Rule): [string, Schema] => [
    id,
    { type: 'string', enum: severities, [descriptionKey]: describe(summary) },
  ];
  return {
    rules: listOfRules,
    severities: {
      type: 'object',
      properties: Object.fromEntries(rules.map(severityOf)),
      additionalProperties: false,
    },
    globs: listOf({ type: 'string', minLength: 1 }),
    'rules-by-glob': { type: 'object', additionalProperties: listOfRules },
    names: listOf({ type: 'string', pattern: '^[^\\s.]+(\\.[^\\s.]+)*$' }),
    version: { type: 'string', pattern: '^\\d+\\.\\d+$' },
  };
}

/** Markdown without its backticks, for readers that show it as it is. */
const plain = (markdown: string): string => markdown.replaceAll('`', '');
