import { describe, expect, test } from 'vitest';
import { createSilencing } from '../../../server/src/engine/silencing.ts';
import { readSuppressions } from '../../../server/src/engine/suppressions.ts';
import { rules } from '../../../server/src/rules/registry.ts';
import { peerTools } from '../../../server/tools/peer-codes.ts';
import { peerLines } from '../../../server/tools/peer-lines.ts';
import { rulesFor } from '../../../server/tools/peers-page.ts';
import { unmetLines } from '../../../server/tools/unmet-lines.ts';

const codes = peerTools.flatMap((tool) =>
  tool.codes.map(([code, , reason]) => ({
    name: `${tool.name} ${code}`,
    code,
    reason,
    rules: rulesFor(rules, tool, code),
  })),
);

describe('the checks of other tools', () => {
  test('are each answered by a rule, or by a reason for having none', () => {
    const open = codes.filter(({ reason, rules: answers }) => (reason === undefined) === (answers.length === 0));
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  test('have a reason where lines that they mark are not met', () => {
    const unmet = peerLines().filter(({ met, marked }) => met < marked);
    expect([...new Set(unmet.map(({ tool, code }) => `${tool} ${code}`))].sort()).toEqual(
      Object.keys(unmetLines).sort(),
    );
  });

  const silencing = codes.filter(({ name, rules: answers }) => /^(?:ruff|flake8)/.test(name) && answers.length > 0);

  test.each(silencing.map((peer) => [peer.name, peer] as const))('%s silences our rule as `# noqa`', (_, peer) => {
    const line = `wait()  # noqa: ${peer.code}`;
    const [suppression] = readSuppressions(line, [{ start: 8, end: line.length, text: line.slice(8) }]);
    const finding = { start: 0, end: 6 };
    for (const rule of peer.rules) expect(createSilencing([suppression!])(rule, finding), rule.id).toHaveLength(1);
    const others = rules.filter((rule) => !peer.rules.includes(rule) && !rule.docs.peers.join().includes(peer.code));
    for (const rule of others) expect(createSilencing([suppression!])(rule, finding), rule.id).toEqual([]);
  });
});
