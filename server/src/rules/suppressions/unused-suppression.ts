import { python } from '../python.ts';
import { defineRule } from '../rule.ts';

/** Reported by the engine, which alone knows what a comment has silenced. */
export const unusedSuppression = defineRule({
  id: 'unused-suppression',
  category: 'suppressions',
  severity: 'information',
  fix: 'always',
  summary: {
    en: 'An `# async-pitfalls: ignore` comment that silences nothing.',
    'zh-cn': '什么也没有抑制的 `# async-pitfalls: ignore` 注释。',
  },
  docs: {
    why: {
      en: [
        'The comment once silenced a finding that is gone by now, or it names a rule that does not exist.',
        'Left in place, it would silence the next finding of that rule on its line, and tells readers of a problem that is none.',
      ].join(' '),
      'zh-cn': [
        '这条注释曾经抑制过某个问题，但问题已经不在了；或者它写的规则并不存在。',
        '留着它，会把将来同一行上该规则的下一个问题也抑制掉，还会让读者以为这里有个其实不存在的问题。',
      ].join(''),
    },
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
    limits: {
      en: [
        'Comments for rules that are turned off for the file are left alone, and so are all `# noqa` comments.',
        'Nothing is reported in a file with syntax errors, because findings near them are withheld.',
      ].join(' '),
      'zh-cn': [
        '针对已在该文件中关闭的规则的注释不报告，所有 `# noqa` 注释也不报告。',
        '有语法错误的文件不报告，因为错误附近的问题会被隐藏。',
      ].join(''),
    },
    peers: ['ruff RUF100', 'pyright reportUnnecessaryTypeIgnoreComment'],
  },
  visit: {},
});
