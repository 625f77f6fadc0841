import { localized } from '../../text/localized.ts';

/** What happens where an awaitable, or an async generator, is used as what it would give: clauses about "it". */
export const useTexts = {
  noAttribute: localized({
    en: (attribute: string) => `it has no attribute \`${attribute}\``,
    'zh-cn': (attribute) => `没有属性 \`${attribute}\``,
  }),
  notSubscriptable: { en: 'it is not subscriptable', 'zh-cn': '不能用下标取值' },
  noIndex: { en: 'it cannot be a slice index', 'zh-cn': '不能用作切片下标' },
  notCallable: { en: 'it cannot be called', 'zh-cn': '不能被调用' },
  notIterable: { en: 'it cannot be iterated', 'zh-cn': '不能遍历' },
  notUnpackable: { en: 'it cannot be unpacked', 'zh-cn': '不能解包' },
  notComparable: { en: 'it cannot be compared', 'zh-cn': '不能比较' },
  noPlainWith: { en: '`with` cannot enter it', 'zh-cn': '不能用 `with` 进入' },
  noAsyncWith: { en: '`async with` cannot enter it', 'zh-cn': '不能用 `async with` 进入' },
  unsupported: localized({
    en: (operator: string) => `it does not support \`${operator}\``,
    'zh-cn': (operator) => `不支持 \`${operator}\` 运算`,
  }),
  ownMethod: localized({
    en: (method: string) => `\`${method}()\` is the coroutine’s own, which does something else`,
    'zh-cn': (method) => `\`${method}()\` 调用的是协程自己的方法，作用完全不同`,
  }),
  usedByCallee: localized({
    en: (callee: string, how: string) => `\`${callee}()\` uses it as a value (${how})`,
    'zh-cn': (callee, how) => `\`${callee}()\` 把它当作普通值使用（${how}）`,
  }),
  alwaysTrue: { en: 'it is always true', 'zh-cn': '作为条件永远为真' },
  neverNone: { en: 'it is never `None`', 'zh-cn': '永远不会是 `None`' },
  neverEqual: { en: 'it is never equal to a result', 'zh-cn': '与任何结果都不相等' },
  neverInstance: { en: 'it is never an instance of that class', 'zh-cn': '永远不是那个类的实例' },
  inText: localized({
    en: (kind: string) => `the text will show \`<${kind} object …>\``,
    'zh-cn': (kind) => `文本中只会显示 \`<${kind} object …>\``,
  }),
  shown: localized({
    en: (callee: string, kind: string) => `\`${callee}()\` will show \`<${kind} object …>\``,
    'zh-cn': (callee, kind) => `\`${callee}()\` 只会显示 \`<${kind} object …>\``,
  }),
  refused: localized({
    en: (callee: string) => `\`${callee}()\` cannot use it`,
    'zh-cn': (callee) => `\`${callee}()\` 无法使用它`,
  }),
  unawaited: { en: 'nobody awaits it', 'zh-cn': '没有被等待' },
};
