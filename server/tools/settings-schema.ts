/** JSON schemas of the settings, out of the settings' own table and the rules. */
import { type SettingKey, type SettingName, type SettingShape, settingKeys } from '../src/engine/settings-keys.ts';
import { severities } from '../src/engine/settings-values.ts';
import type { Rule } from '../src/rules/rule.ts';
import { ruleKey, settingKey } from './manifest-texts.ts';

export type Schema = Readonly<Record<string, unknown>>;

/** The newest that editors for TOML read. */
const DRAFT = 'http://json-schema.org/draft-07/schema#';

const names = Object.keys(settingKeys) as SettingName[];

/** The schema of `[tool.async-pitfalls]` in pyproject.toml. */
export function tableSchema(rules: readonly Rule[]): Schema {
  return {
    $schema: DRAFT,
    title: 'Async Pitfalls',
    description: 'The table [tool.async-pitfalls] of pyproject.toml.',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      names.map((name) => {
        const { toml, shape, description, default: unset }: SettingKey = settingKeys[name];
        return [
          toml,
          {
            description: plain(description.en),
            ...(unset && { default: unset }),
            ...schemas(rules, 'description', ({ summary }) => plain(summary.en))[shape],
          },
        ];
      }),
    ),
  };
}

/** The schema of a whole pyproject.toml: the common one, with our table in it. */
export function pyprojectSchema(rules: readonly Rule[]): Schema {
  const { $schema, ...table } = tableSchema(rules);
  const tool = { type: 'object', properties: { 'async-pitfalls': table } };
  return {
    $schema,
    title: 'pyproject.toml with Async Pitfalls',
    allOf: [{ $ref: 'https://json.schemastore.org/pyproject.json' }, { type: 'object', properties: { tool } }],
  };
}

/** The contributed properties of package.json, each with what counts where nothing is set. */
export function editorProperties(rules: readonly Rule[]): Readonly<Record<string, Schema>> {
  return Object.fromEntries(
    names.map((name) => {
      const { shape, default: given }: SettingKey = settingKeys[name];
      const schema = schemas(rules, 'markdownDescription', (rule) => `%${ruleKey(rule)}%`)[shape];
      const empty = shape === 'version' ? { pattern: `^$|${schema.pattern as string}` } : {};
      return [
        `asyncPitfalls.${name}`,
        {
          ...schema,
          ...empty,
          ...unset(given, schema),
          scope: 'resource',
          markdownDescription: `%${settingKey(name)}%`,
        },
      ];
    }),
  );
}

function unset(given: SettingKey['default'], { type }: Schema): Schema {
  if (given === null) return { type: [type, 'null'], default: null };
  if (Array.isArray(type)) return { default: given ?? [] };
  return { default: given ?? { array: [], object: {}, string: '' }[type as 'array' | 'object' | 'string'] };
}

function schemas(
  rules: readonly Rule[],
  descriptionKey: string,
  describe: (rule: Rule) => string,
): Readonly<Record<SettingShape, Schema>> {
  const ids = rules.map(({ id }) => id);
  const listOf = (items: Schema): Schema => ({ type: 'array', items, uniqueItems: true });
  const listOfRules = listOf({ type: 'string', enum: ids });
  const severityOf = (rule: Rule): [string, Schema] => [
    rule.id,
    { type: 'string', enum: severities, [descriptionKey]: describe(rule) },
  ];
  return {
    rules: listOfRules,
    strictness: {
      type: ['boolean', 'array'],
      items: { type: 'string', enum: rules.filter(({ strict }) => strict).map(({ id }) => id) },
      uniqueItems: true,
    },
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
