import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'server/src/knowledge/libraries';

/** `knowledge/all-libraries.ts`: who adds a library writes its file, and nothing else. */
export function libraryList(): string {
  const files = readdirSync(FOLDER)
    .filter((file) => file !== 'library.ts')
    .sort();
  const names = files.map((file) => libraryIn(file));
  return `${files.map((file, i) => `import { ${names[i] ?? ''} } from './libraries/${file}';`).join('\n')}
import type { Library } from './libraries/library.ts';

/** All files in \`libraries/\`; \`npm run generate\` writes this list. */
export const libraries: readonly Library[] = [${names.join(', ')}];
`;
}

function libraryIn(file: string): string {
  const [, name] = /^export const (\w+): Library = /m.exec(readFileSync(join(FOLDER, file), 'utf8')) ?? [];
  if (name === undefined) throw new Error(`${FOLDER}/${file} exports no \`const …: Library\``);
  return name;
}
