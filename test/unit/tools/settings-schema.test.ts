import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPyproject } from '../../../server/src/engine/pyproject.ts';
import { settingKeys } from '../../../server/src/engine/settings-keys.ts';
import { defaultsIn } from '../../../server/src/engine/settings.ts';
import { readEditorSettings } from '../../../server/src/engine/settings-values.ts';
import { rules } from '../../../server/src/rules/registry.ts';
import { SCHEMA_URL } from '../../../server/tools/configuration-page.ts';
import { editorProperties, pyprojectSchema, type Schema, tableSchema } from '../../../server/tools/settings-schema.ts';

const toml = tableSchema(rules).properties as Record<string, Schema>;
const editor = editorProperties(rules);

describe('the generated settings', () => {
  test('have a value for every shape that the reader takes', () => {
    const examples: Record<string, { toml: string; value: unknown }> = {
      array: { toml: '[]', value: [] },
      object: { toml: '{}', value: {} },
      string: { toml: '"3.10"', value: '3.10' },
      'boolean,array': { toml: 'true', value: true },
    };
    for (const [name, schema] of Object.entries(toml)) {
      const example = examples[String(schema.type)]?.toml ?? '';
      expect(readPyproject('file:///pyproject.toml', `[tool.async-pitfalls]\n${name} = ${example}\n`).problems).toEqual(
        [],
      );
    }
    for (const [name, schema] of Object.entries(editor)) {
      const value = examples[String(schema.type)]?.value;
      expect(readEditorSettings({ [name.replace('asyncPitfalls.', '')]: value }, '').problems).toEqual([]);
    }
  });

  test('name each setting once, in both spellings', () => {
    expect(Object.keys(toml)).toEqual(Object.values(settingKeys).map((key) => key.toml));
    expect(Object.keys(editor)).toEqual(Object.keys(settingKeys).map((name) => `asyncPitfalls.${name}`));
  });

  test('have defaults in the editor that change nothing', () => {
    const defaults = Object.entries(editor).map(([name, schema]) => [
      name.replace('asyncPitfalls.', ''),
      schema.default,
    ]);
    expect(readEditorSettings(Object.fromEntries(defaults), '')).toEqual({ settings: defaultsIn(''), problems: [] });
  });

  test('offer every rule', () => {
    const ids = rules.map(({ id }) => id);
    expect(Object.keys(toml.severity?.properties as object)).toEqual(ids);
    expect(editor['asyncPitfalls.ignore']).toMatchObject({ items: { enum: ids } });
  });

  test('take the Python versions that the reader takes', () => {
    const inEditor = new RegExp(editor['asyncPitfalls.python']?.pattern as string);
    const inToml = new RegExp(toml.python?.pattern as string);
    expect(['3.9', '3.14', '', '3', 'py39'].map((version) => inEditor.test(version))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(['3.9', '3.14', '', '3'].map((version) => inToml.test(version))).toEqual([true, true, false, false]);
  });
});

test('the schema of pyproject.toml has our table, and is the one that the extension announces', () => {
  const [, own] = pyprojectSchema(rules).allOf as Schema[];
  expect(own).toMatchObject({ properties: { tool: { properties: { 'async-pitfalls': { properties: toml } } } } });
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as { contributes: Schema };
  expect(contributes.tomlValidation).toEqual([{ fileMatch: 'pyproject.toml', url: SCHEMA_URL }]);
  expect(existsSync(SCHEMA_URL.slice(SCHEMA_URL.indexOf('server/')))).toBe(true);
});
