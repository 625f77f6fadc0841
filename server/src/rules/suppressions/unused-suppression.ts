import { python } from '../python.ts';
import { defineRule } from '../rule.ts';

/** Reported by the engine, which alone knows what a comment has silenced. */
export const unusedSuppression = defineRule({
  id: 'unused-suppression',
  category: 'suppressions',
  severity: 'information',
  fix: 'always',
  summary: 'An `# async-pitfalls: ignore` comment that silences nothing.',
  docs: {
    why: [
      'The comment once silenced a finding that is gone by now, or it names a rule that does not exist.',
      'Left in place, it would silence the next finding of that rule on its line, and tells readers of a problem that is none.',
    ].join(' '),
    examples: [
      {
        bad: python`
          import asyncio


          async def pause():
              await asyncio.sleep(1)  # async-pitfalls: ignore[blocking-sleep]
        `,
        good: python`
          import asyncio


          async def pause():
              await asyncio.sleep(1)
        `,
        claim: { because: 'Python ignores comments.' },
      },
    ],
    limits: [
      'Comments for rules that are turned off for the file are left alone, and so are all `# noqa` comments.',
      'Nothing is reported in a file with syntax errors, because findings near them are withheld.',
    ].join(' '),
    peers: ['ruff RUF100', 'pyright reportUnnecessaryTypeIgnoreComment'],
  },
  visit: {},
});
