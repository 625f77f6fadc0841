import type { ClassDef, Expression } from '../facts/nodes.ts';
import type { Fix } from '../fixes/fix.ts';
import { replaceByName } from '../fixes/replace-call.ts';
import { testCases } from '../knowledge/loop.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import { defineRule } from './rule.ts';

export const asyncTestNotRun = defineRule({
  id: 'async-test-not-run',
  category: 'frameworks',
  severity: 'error',
  fix: 'sometimes',
  summary: 'An `async def` test in a plain `unittest.TestCase`: it passes without running.',
  docs: {
    why: [
      '`unittest.TestCase` calls a test and ignores what it returns. An `async def` test returns a coroutine that nobody awaits, so that the test passes whatever it says.',
      '`unittest.IsolatedAsyncioTestCase` awaits its tests in an event loop; plain tests run in it as before.',
    ].join(' '),
    examples: [
      {
        bad: 'import unittest\n\n\nclass SumTest(unittest.TestCase):\n    async def test_sum(self):\n        self.assertEqual(1 + 1, 3)\n\n\nif __name__ == "__main__":\n    unittest.main()\n',
        good: 'import unittest\n\n\nclass SumTest(unittest.IsolatedAsyncioTestCase):\n    async def test_sum(self):\n        self.assertEqual(1 + 1, 3)\n\n\nif __name__ == "__main__":\n    unittest.main()\n',
        claim: { shows: "coroutine 'SumTest.test_sum' was never awaited" },
      },
    ],
    limits:
      'Looks at classes that inherit from `unittest.TestCase`. Whether pytest runs an async test function depends on plugins and settings, which are not read.',
    peers: [],
  },
  visit: {
    FunctionDef(node, view, report) {
      const owner = view.parent(node);
      if (!node.isAsync || !node.name.startsWith('test') || owner?.kind !== 'ClassDef') return;
      if (node.decorators.length > 0 || !isPlainTestCase(view, owner)) return;
      report({
        at: { start: node.nameStart, end: node.nameStart + node.name.length },
        message: `\`${node.name}()\` passes without running, since \`unittest.TestCase\` does not await its tests; inherit from \`unittest.IsolatedAsyncioTestCase\`.`,
        fixes: () => isolated(view, owner),
      });
    },
  },
});

/** Every base is known, and the nearest test case among them is one that runs no async tests. */
function isPlainTestCase(view: ChunkView, { arguments: bases, decorators }: ClassDef): boolean {
  if (decorators.length > 0 || bases.some(({ name, stars }) => name !== undefined || stars > 0)) return false;
  const known = bases.map(({ value }) => kindOfBase(view, value));
  return known.includes('sync') && known.every((kind) => kind === 'sync' || kind === 'other');
}

function kindOfBase(view: ChunkView, base: Expression): 'sync' | 'async' | 'other' | 'unknown' {
  const type = view.typeOf(base);
  if (type.kind !== 'class') return 'unknown';
  const found = Object.entries(testCases).filter(([name]) => view.isInstanceOf(type, name));
  if (found.some(([, kind]) => kind === 'async')) return 'async';
  return found.length > 0 ? 'sync' : 'other';
}

function isolated(view: ChunkView, owner: ClassDef): readonly Fix[] {
  const base = owner.arguments.find(({ value }) => isTestCaseItself(view, value));
  if (!base) return [];
  return [
    {
      title: `Let \`${owner.name}\` be an \`IsolatedAsyncioTestCase\``,
      safety: 'unsafe',
      edits: replaceByName(view, base.value, 'unittest.IsolatedAsyncioTestCase'),
    },
  ];
}

const isTestCaseItself = (view: ChunkView, base: Expression): boolean =>
  view.lookup(view.typeOf(base), testCases) === 'sync';
