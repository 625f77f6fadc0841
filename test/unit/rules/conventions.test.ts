import { describe, expect, it } from 'vitest';
import { conventions, thresholds } from '../../../server/src/knowledge/conventions.ts';
import { isNamedBy, type Convention, type NamedSo } from '../../../server/src/knowledge/conventions/convention.ts';
import { rules } from '../../../server/src/rules/registry.ts';
import { fileFixtures, type Fixture } from '../../harness/fixtures.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

const fixtures = new Map(fileFixtures('rules').map((fixture) => [fixture.name, fixture]));

/** What is said of a fixture, as its snapshot has it. */
async function findingsIn({ files, rule }: Fixture): Promise<readonly string[]> {
  const isOff = rules.find(({ id }) => id === rule)?.severity === 'off';
  const workspace = await testWorkspace(files, isOff ? { severity: { [rule ?? '']: 'information' } } : {});
  return Object.keys(files).flatMap((path) =>
    workspace
      .findings(`${FOLDER}/${path}`)
      .map(({ start, severity, rule: id, message }) => `${String(start)} ${severity} ${id} ${message.en}`),
  );
}

/** Takes a name out of a convention as long as something runs: what is known of its names is remembered by its groups. */
async function without<T>(convention: Convention, group: NamedSo, name: string, run: () => Promise<T>): Promise<T> {
  const changed = convention as { groups: readonly NamedSo[] };
  const before = changed.groups;
  changed.groups = before.map((each) =>
    each === group ? { ...each, names: each.names.filter((one) => one !== name) } : each,
  );
  try {
    return await run();
  } finally {
    changed.groups = before;
  }
}

describe.each(Object.entries(conventions))('the convention %s', (_, convention) => {
  const { meaning, rules: ids, groups } = convention;

  it('says what it means, for rules that there are', () => {
    expect(meaning.en).not.toMatch(/^[A-Z]|\.$/);
    for (const id of ids)
      expect(
        rules.some((rule) => rule.id === id || rule.category === id),
        id,
      ).toBe(true);
    for (const { seen } of groups) expect(seen).not.toBe('');
  });

  it.each(groups.map((group) => [group.fixture, group] as const))(
    'needs all of its names for %s',
    async (name, group) => {
      const fixture = fixtures.get(name);
      expect(fixture, name).toBeDefined();
      const before = await findingsIn(fixture!);
      const idle: string[] = [];
      for (const one of [...group.names])
        if ((await without(convention, group, one, () => findingsIn(fixture!))).join('\n') === before.join('\n'))
          idle.push(one);
      expect(idle).toEqual([]);
    },
  );
});

describe.each(Object.entries(thresholds))('the threshold %s', (_, threshold) => {
  it('says what it means, for rules that there are', () => {
    expect(threshold.meaning.en).toMatch(/^[A-Z].*\.$/);
    for (const id of threshold.rules)
      expect(
        rules.some((rule) => rule.id === id || rule.category === id),
        id,
      ).toBe(true);
  });

  it('is needed for its fixture', async () => {
    const fixture = fixtures.get(threshold.fixture);
    expect(fixture, threshold.fixture).toBeDefined();
    const before = await findingsIn(fixture!);
    const changed = threshold as { value: number };
    const { value } = changed;
    changed.value = threshold.without;
    try {
      expect(await findingsIn(fixture!)).not.toEqual(before);
    } finally {
      changed.value = value;
    }
  });
});

describe('a pattern', () => {
  const of = (...names: string[]): Convention => ({
    meaning: { en: '', 'zh-cn': '' },
    rules: [],
    groups: [{ names, seen: '', fixture: '' }],
  });

  it.each([
    ['set_up', 'set_up', 'setUp', '_SetUp', '__set_up__'],
    ['…_lock', 'lock', 'write_lock', 'WriteLock', 'HTTPLock'],
    ['on_…', 'on', 'on_click', 'onClick'],
    ['…_async_…', 'is_async', 'async', 'run_async_now', 'AsyncClient'],
  ])('%s stands for the words of a name', (pattern, ...names) => {
    for (const name of names) expect(isNamedBy(of(pattern), name), name).toBe(true);
  });

  it.each([
    ['set_up', 'setup', 'set_up_all', 'set'],
    ['…_lock', 'block', 'clock', 'lock_screen', 'unlock'],
    ['on_…', 'only', 'ongoing', 'button'],
    ['…_async_…', 'asyncio', 'isasync'],
  ])('%s does not stand for parts of words', (pattern, ...names) => {
    for (const name of names) expect(isNamedBy(of(pattern), name), name).toBe(false);
  });
});
