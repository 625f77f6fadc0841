/**
 * `npm run new-rule -- negative-sleep tasks` begins a rule: its file in the folder of its category, its place in the registry
 * (the last of its category), and a fixture. What is to be filled in says so. An existing file is left alone.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { rules } from '../src/rules/registry.ts';

const REGISTRY = 'server/src/rules/registry.ts';

async function main([id = '', category = '']: readonly string[]): Promise<void> {
  const categories = [...new Set(rules.map((rule) => rule.category))];
  if (!/^[a-z]+(?:-[a-z]+)*$/.test(id) || !categories.some((known) => known === category)) {
    fail(`Usage: npm run new-rule -- RULE-ID CATEGORY\nCategories: ${categories.join(', ')}`);
    return;
  }
  const name = id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const file = `server/src/rules/${category}/${id}.ts`;
  const fixture = `test/fixtures/rules/${id}/${id.replaceAll('-', '_')}.py`;
  if (rules.some((rule) => rule.id === id) || existsSync(file)) {
    fail(`There is a rule \`${id}\` already.`);
    return;
  }
  await write(file, ruleText(id, name, category));
  await write(REGISTRY, withRule(readFileSync(REGISTRY, 'utf8'), id, name, category));
  mkdirSync(dirname(fixture), { recursive: true });
  writeFileSync(fixture, FIXTURE);
  console.log(`${file}\n${fixture}\n\nFill both in, then: npx vitest run test/rules -t ${id} -u && npm run generate`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

const ruleText = (
  id: string,
  name: string,
  category: string,
): string => `import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';

export const ${name} = defineRule({
  id: '${id}',
  category: '${category}',
  severity: 'warning',
  fix: 'never',
  summary: { en: 'TODO: one sentence, what is wrong.', 'zh-cn': 'TODO' },
  docs: {
    why: { en: 'TODO: what happens at run time, and why.', 'zh-cn': 'TODO' },
    examples: [
      {
        bad: python\`
          import asyncio


          async def main():
              await asyncio.sleep(-1)


          asyncio.run(main())
        \`,
        good: python\`
          import asyncio


          async def main():
              await asyncio.sleep(0)


          asyncio.run(main())
        \`,
        claim: { because: 'TODO: what running both shows.' },
      },
    ],
    limits: { en: 'TODO: what it does not see.', 'zh-cn': 'TODO' },
    peers: [],
  },
  visit: {
    Call(call, view, report) {
      if (isMeant(view)) report({ at: call, message: message(view.source(call)) });
    },
  },
});

const isMeant = (view: ChunkView): boolean => view.isNotebook;

const message = localized({
  en: (call: string) => \`TODO: what is wrong with \\\`\${call}\\\`; what to do.\`,
  'zh-cn': (call) => \`TODO：\\\`\${call}\\\` 有什么问题；请怎么做。\`,
});
`;

const FIXTURE = `import asyncio


async def hits():
    pass


# Near misses: what looks alike and is right.


async def near_misses():
    await asyncio.sleep(0)
`;

/** As the last of its category. */
function withRule(registry: string, id: string, name: string, category: string): string {
  const last = rules.findLast((rule) => rule.category === category)!;
  const lastName = new RegExp(String.raw`import \{ (\w+) \} from '\./${category}/${last.id}\.ts';\n`).exec(registry);
  if (!lastName) throw new Error(`${REGISTRY} does not import ${last.id}`);
  const [line, variable = ''] = lastName;
  return registry
    .replace(line, `${line}import { ${name} } from './${category}/${id}.ts';\n`)
    .replace(`  ${variable},\n`, `  ${variable},\n  ${name},\n`);
}

async function write(file: string, text: string): Promise<void> {
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}

void main(process.argv.slice(2));
