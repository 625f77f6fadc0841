import { describe, expect, test } from 'vitest';
import { isLocalized, languageOf, localized } from '../../../server/src/text/localized.ts';

describe('languageOf', () => {
  test.each(['zh-cn', 'zh-CN', 'zh', 'zh-Hans', 'zh-Hans-SG', 'zh_CN.UTF-8', 'zh_SG', 'zh_CN@pinyin'])(
    'takes %s for Simplified Chinese',
    (locale) => expect(languageOf(locale)).toBe('zh-cn'),
  );

  test.each(['en', 'de_DE.UTF-8', 'C', 'POSIX', '', 'zh-tw', 'zh_TW.UTF-8', 'zh-Hant-HK', 'zho', undefined])(
    'takes %s for English',
    (locale) => expect(languageOf(locale)).toBe('en'),
  );
});

describe('localized', () => {
  const blocks = localized({
    en: (call: string, times: number) => `${call} blocks ${String(times)} times`,
    'zh-cn': (call, times) => `${call} 阻塞 ${String(times)} 次`,
  });

  test('puts names into every language', () => {
    expect(blocks('`f()`', 2)).toEqual({ en: '`f()` blocks 2 times', 'zh-cn': '`f()` 阻塞 2 次' });
  });

  test('puts the text of the same language into a placeholder', () => {
    expect(blocks({ en: 'a loop', 'zh-cn': '循环' }, 1)).toEqual({
      en: 'a loop blocks 1 times',
      'zh-cn': '循环 阻塞 1 次',
    });
  });
});

test('a localized text has every language', () => {
  expect(isLocalized({ en: 'a', 'zh-cn': '一' })).toBe(true);
  expect([{ en: 'a' }, 'a', null, undefined].filter(isLocalized)).toEqual([]);
});
