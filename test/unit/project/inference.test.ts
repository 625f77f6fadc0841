import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testProject } from '../../harness/project.ts';
import { showType } from '../../harness/show-type.ts';

/**
 * Each folder below `cases` is a project. An expression statement followed by `#: type` says what the expression is;
 * see `showType` for the spelling. Those of the folder `certainty` also say how that is known.
 */
const ROOT = 'test/unit/project/cases';
const EXPECTED = /#:\s*(.+?)\s*$/;

for (const name of readdirSync(ROOT)) {
  describe(name, async () => {
    const paths = readdirSync(join(ROOT, name), { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.pyi?$/.test(path),
    );
    const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(ROOT, name, path), 'utf8')]));
    const project = await testProject(files);
    for (const path of paths) {
      const expected = expectedTypes(files[path] ?? '');
      if (expected.length === 0) continue;
      test(path, () => {
        const found = project.views(path).flatMap((view) =>
          view.facts.nodes.flatMap((node) => {
            const comment =
              node.kind === 'Expr'
                ? EXPECTED.exec(restOfLine(view.source({ start: node.end, end: view.facts.length })))
                : null;
            if (node.kind !== 'Expr' || !comment) return [];
            view.evidence.begin();
            const type = showType(view.typeOf(node.value));
            const known = name === 'certainty' ? `${view.evidence.certainty} ` : '';
            return [`${view.source(node)}  #: ${known}${type}`];
          }),
        );
        expect(found).toEqual(expected);
      });
    }
  });
}

const restOfLine = (text: string): string => text.split('\n')[0] ?? '';

const expectedTypes = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => EXPECTED.test(line))
    .map((line) => line.replace(/\s*#:\s*/, '  #: ').trim());
