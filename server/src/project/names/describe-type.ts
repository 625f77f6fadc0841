import { localized, type Localized } from '../../text/localized.ts';
import type { Type } from '../types/types.ts';
import { lastName } from './definitions.ts';

/** A type in the words of a message, with its article: "an `int`", "a function", "`None`"; undefined without a name to show. */
export function describeType(type: Type): Localized | undefined {
  switch (type.kind) {
    case 'none':
      return texts.none;
    case 'coroutine':
    case 'function':
    case 'class':
    case 'module':
      return texts[type.kind];
    case 'callable':
      return texts.function;
    case 'instance': {
      const name = lastName(type.ref);
      return name.startsWith('_') ? undefined : texts.instance(name);
    }
    default:
      return undefined;
  }
}

const texts = {
  none: { en: '`None`', 'zh-cn': '`None`' },
  coroutine: { en: 'a coroutine', 'zh-cn': '协程' },
  function: { en: 'a function', 'zh-cn': '函数' },
  class: { en: 'a class', 'zh-cn': '类' },
  module: { en: 'a module', 'zh-cn': '模块' },
  instance: localized({
    en: (name: string) => `${/^[aeioAEIO]/.test(name) ? 'an' : 'a'} \`${name}\``,
    'zh-cn': (name) => `\`${name}\` 对象`,
  }),
};
