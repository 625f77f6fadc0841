import type { Localized } from '../../text/localized.ts';

/** A number from which something is concluded, and that could be another one. Like names, the last resort. */
export interface Threshold {
  readonly value: number;
  /** What the rules do then without it. */
  readonly without: number;
  /** What is taken for granted, in Markdown. */
  readonly meaning: Localized;
  /** The rules whose findings it changes, by id; of all rules of a category by that. */
  readonly rules: readonly string[];
  readonly seen: string;
  /** The fixture, below `test/fixtures`, that shows other findings without it. */
  readonly fixture: string;
}

/** asyncio's debug mode calls a callback slow from here on (`loop.slow_callback_duration`). */
export const noticed: Threshold = {
  value: 0.1,
  without: 0,
  meaning: {
    en: 'A helper that sleeps for less than 0.1 seconds at a time is information.',
    'zh-cn': '每次休眠不到 0.1 秒的辅助函数，级别是“信息”。',
  },
  rules: ['blocking-sleep'],
  seen: 'drivers of hardware and of other programs, which wait for a moment between two steps',
  fixture: 'rules/blocking-sleep/moments.py',
};

/** So many rounds of nearly nothing take some 50 ms. */
export const longLoop: Threshold = {
  value: 1_000_000,
  without: Number.POSITIVE_INFINITY,
  meaning: { en: 'A loop is long from a million rounds on.', 'zh-cn': '从一百万次起，就算长循环。' },
  rules: ['cpu-bound-loop'],
  seen: 'computations that keep a server from answering',
  fixture: 'rules/cpu-bound-loop/loops.py',
};

/** What is done in one case of one case depends on too much to be told of every call. */
export const nestedCases: Threshold = {
  value: 1,
  without: Number.POSITIVE_INFINITY,
  meaning: {
    en: 'What a helper does in one case of one case only counts for none of its callers.',
    'zh-cn': '辅助函数只在某种情况里的某种情况下才做的事，对它的任何调用方都不计算在内。',
  },
  rules: ['blocking'],
  seen: 'libraries that choose a backend, and then what it does',
  fixture: 'rules/blocking-database/cases.py',
};
