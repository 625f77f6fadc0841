import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe as group, expect, test } from 'vitest';
import type { FileEdit, FileFix, Finding } from '../../server/src/engine/finding.ts';
import { rules } from '../../server/src/rules/registry.ts';
import { languages, type Localized } from '../../server/src/text/localized.ts';
import { applyEdits } from '../../server/src/text/edits.ts';
import { createLineIndex, positionAt } from '../../server/src/text/line-index.ts';
import { peerTools } from '../../server/tools/peer-codes.ts';
import { untranslatedIn, wrongInChinese } from '../harness/chinese.ts';
import { fileFixtures, projectFixtures, type Fixture } from '../harness/fixtures.ts';
import { syntaxErrors } from '../harness/grammar.ts';
import { describe, expectedFindings } from '../harness/markers.ts';
import { hasCutClass, inLongClasses } from '../harness/long-classes.ts';
import { doubled, foldedInto, newFindings } from '../harness/nothing-new.ts';
import { FOLDER, testWorkspace } from '../harness/workspace.ts';

type Files = Readonly<Record<string, string>>;

/** Rules that are off by default, and strict ones, are tested on their own fixtures. */
const settingsFor = (fixture: Fixture): unknown => {
  const rule = rules.find(({ id }) => id === fixture.rule);
  if (rule && fixture.name.startsWith('strict/')) return { strict: [rule.id] };
  return rule?.severity === 'off' ? { severity: { [rule.id]: 'information' } } : {};
};

interface Located extends Finding {
  readonly path: string;
  readonly line: number;
}

async function analyse(files: Files, settings: unknown): Promise<readonly Located[]> {
  const workspace = await testWorkspace(files, settings);
  return Object.entries(files).flatMap(([path, text]) => {
    const lines = createLineIndex(text);
    return workspace
      .findings(`${FOLDER}/${path}`)
      .map((finding) => ({ ...finding, path, line: positionAt(lines, finding.start).line + 1 }));
  });
}

const summary = (found: readonly Located[], path: string): readonly string[] =>
  found
    .filter((finding) => finding.path === path)
    .map(({ line, rule }) => describe(line, rule))
    .sort();

for (const fixture of [
  ...fileFixtures('rules'),
  ...fileFixtures('strict'),
  ...fileFixtures('clean'),
  ...projectFixtures(),
]) {
  group(fixture.name, () => {
    test('is reported where it is marked, and nowhere else', async () => {
      const found = await analyse(fixture.files, settingsFor(fixture));
      for (const [path, text] of Object.entries(fixture.files))
        expect(summary(found, path), path).toEqual(expectedFindings(text));
    });

    test('reads the same with CRLF, lone CRs, a byte order mark, a form feed, tabs and emoji', async () => {
      for (const change of [
        (text: string) => text.replaceAll('\n', '\r\n'),
        (text: string) => text.replaceAll('\n', '\r'),
        (text: string) => `\uFEFF${text}`,
        (text: string) => `\f${text}`,
        (text: string) => text.replaceAll('    ', '\t'),
        (text: string) => `"😀👩‍👩‍👧"; ${text}`,
      ]) {
        const files = Object.fromEntries(
          Object.entries(fixture.files).map(([path, text]) => [path, /\.pyi?$/.test(path) ? change(text) : text]),
        );
        const found = await analyse(files, settingsFor(fixture));
        for (const [path, text] of Object.entries(files))
          expect(summary(found, path), path).toEqual(expectedFindings(text));
      }
    });

    test('says the same of classes that are so long that they are cut at their methods', async () => {
      const files = Object.fromEntries(
        Object.entries(fixture.files).map(([path, text]) => [path, /\.pyi?$/.test(path) ? inLongClasses(text) : text]),
      );
      if (!Object.values(files).some(hasCutClass)) return;
      const [whole, cut] = [
        await analyse(fixture.files, settingsFor(fixture)),
        await analyse(files, settingsFor(fixture)),
      ];
      expect(cut.map(said)).toEqual(whole.map(said));
      for (const [path, text] of Object.entries(files))
        expect(summary(cut, path), path).toEqual(expectedFindings(text));
    });

    test('shows the messages and fixes of the snapshot, and every fix mends', async () => {
      const before = await analyse(fixture.files, settingsFor(fixture));
      const rendered: string[] = [];
      for (const finding of before) {
        const titles = finding.fixes().map(({ title }) => title);
        for (const text of [finding.message, ...finding.related.map(({ message }) => message), ...titles])
          expect([...wrongInChinese(text['zh-cn']), ...untranslatedIn(text)], text['zh-cn']).toEqual([]);
        rendered.push(render(finding));
        for (const fix of finding.fixes()) rendered.push(await proven(fixture, before, finding, fix));
      }
      if (before.length === 0) return;
      const folder = join('test/rules/snapshots', fixture.name);
      mkdirSync(join(folder, '..'), { recursive: true });
      await expect(rendered.join('\n')).toMatchFileSnapshot(join('snapshots', `${fixture.name}.txt`));
    });
  });
}

const inLanguages = (text: Localized): readonly string[] => languages.map((language) => text[language]);

/** What does not depend on the lines on which it is. */
const said = (finding: Located): string =>
  [finding.severity, finding.message.en, ...finding.fixes().map(({ safety, title }) => `${safety}: ${title.en}`)].join(
    '\n',
  );

function render(finding: Located): string {
  const related = finding.related.flatMap(({ message }) => inLanguages(message).map((text) => `related: ${text}`));
  const { path, line, severity, rule, message } = finding;
  const said = [...inLanguages(message), ...related].map((text) => `    ${text}`);
  return [`${path}:${String(line)} ${severity} ${rule}`, ...said].join('\n');
}

/**
 * Applies a fix and checks what it promises: it parses, the finding is gone, nothing new appears. (What ran into an error
 * before may earn advice now that it runs.)
 */
async function proven(fixture: Fixture, before: readonly Located[], finding: Located, fix: FileFix): Promise<string> {
  const files = apply(fixture.files, fix.edits);
  const where = `${fixture.name}:${String(finding.line)} "${fix.title.en}"`;
  for (const [path, text] of Object.entries(files)) {
    const old = fixture.files[path] ?? '';
    if (text === old) continue;
    expect(await syntaxErrors(text), `${where}\n${text}`).toEqual(await syntaxErrors(old));
    expect(doubled(old, text), where).toEqual([]);
  }
  const after = await analyse(files, settingsFor(fixture));
  const counted = after.filter((left) => !isAdvice(left) || isAdvice(finding) || left.rule === finding.rule);
  const edits = fix.edits.map((edit) => ({ ...edit, path: edit.uri.slice(FOLDER.length + 1) }));
  const added = newFindings(
    { texts: fixture.files, found: [...before, ...before.flatMap(foldedInto)], fixed: finding },
    { texts: files, found: counted },
    edits,
  );
  expect(
    added.map(({ path, line, rule, message }) => `${path}:${String(line)} ${rule} ${message.en}`),
    `${where}\n${changed(fixture.files, files)}`,
  ).toEqual([]);
  const titles = inLanguages(fix.title).map((title) => `    ${fix.safety} fix: ${title}`);
  return [...titles, changed(fixture.files, files)].join('\n');
}

const isAdvice = ({ severity }: Located): boolean => severity === 'information' || severity === 'hint';

function apply(files: Files, edits: readonly FileEdit[]): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      applyEdits(
        text,
        edits.filter(({ uri }) => uri === `${FOLDER}/${path}`),
      ),
    ]),
  );
}

/** The lines that are new. */
function changed(before: Files, after: Files): string {
  return Object.entries(after)
    .flatMap(([path, text]) => {
      const old = new Set((before[path] ?? '').split('\n'));
      return text.split('\n').filter((line) => !old.has(line));
    })
    .map((line) => `      + ${line}`)
    .join('\n');
}

/** The lines of code below the heading `# Near misses` that the rule does not report. */
const nearMisses = ({ files, rule = '' }: Fixture): readonly string[] =>
  Object.values(files).flatMap((text) =>
    (/^# Near misses(.*)/ms.exec(text)?.[1] ?? '')
      .split('\n')
      .filter(
        (line) =>
          /^ +(?!(?:async )?def |class |@|#|"""|pass$|return$)\S/.test(line) && !line.includes(`expect: ${rule}`),
      ),
  );

const peers = new Set(peerTools.flatMap(({ name, codes }) => codes.map(([code]) => `${name} ${code}`)));

group('the rules', () => {
  for (const rule of rules) {
    test(`${rule.id} names checks of other tools that there are`, () => {
      expect(rule.docs.peers.filter((peer) => !peers.has(peer))).toEqual([]);
    });

    test(`${rule.id} has fixtures that show what it finds, spares and mends`, async () => {
      const own = fileFixtures('rules').filter((fixture) => fixture.rule === rule.id);
      const found = (await Promise.all(own.map((fixture) => analyse(fixture.files, settingsFor(fixture)))))
        .flat()
        .filter((finding) => finding.rule === rule.id);
      expect(found.length).toBeGreaterThanOrEqual(5);
      expect(
        own.map(nearMisses).reduce((sum, lines) => sum + lines.length, 0),
        'lines behind `# Near misses` in the fixtures',
      ).toBeGreaterThanOrEqual(5);
      const fixable = found.filter((finding) => finding.fixes().length > 0).length;
      expect(
        { always: fixable === found.length, sometimes: fixable > 0 && fixable < found.length, never: fixable === 0 }[
          rule.fix
        ],
        `${rule.id}: fix is '${rule.fix}', ${String(fixable)} of ${String(found.length)} have one`,
      ).toBe(true);
    });

    test(`${rule.id}: the docs' bad examples report, the good ones do not, and the fix leads from one to the other`, async () => {
      for (const { bad, good } of rule.docs.examples) {
        const settings = settingsFor({ name: '', files: {}, rule: rule.id });
        const found = (await analyse({ 'example.py': bad }, settings)).filter((finding) => finding.rule === rule.id);
        expect(found, bad).not.toEqual([]);
        const left = (await analyse({ 'example.py': good }, settings)).filter(
          (finding) => !isAdvice(finding) || finding.rule === rule.id,
        );
        expect(
          left.map((finding) => finding.message.en),
          good,
        ).toEqual([]);
        if (found.some((finding) => finding.fixes().length > 0)) {
          const results = found
            .flatMap((finding) => finding.fixes())
            .map((fix) => apply({ 'example.py': bad }, fix.edits)['example.py']);
          expect(results, 'a fix gives the good example').toContain(good);
        }
      }
    });
  }
});
