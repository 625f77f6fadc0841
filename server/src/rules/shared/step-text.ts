import type { EffectStep } from '../../project/effects/effect.ts';
import type { CodeOrText } from '../../text/localized.ts';

/** One step of a way to what blocks, as Python writes it: `time.sleep()`, `with lock`, `for … in file`; a long loop in words. */
export function stepText({ name, form }: Pick<EffectStep, 'name' | 'form'>, quote: '`' | ''): CodeOrText {
  switch (form) {
    case 'with':
      return `${quote}with ${name}${quote}`;
    case 'for':
      return `${quote}for … in ${name}${quote}`;
    case 'attribute':
    case 'operator':
    case 'decorator':
      return `${quote}${name}${quote}`;
    case 'loop':
      return longLoop;
    case 'call':
    case 'callback':
      return `${quote}${name}()${quote}`;
  }
}

const longLoop = { en: 'a long loop', 'zh-cn': '一个耗时的循环' };
