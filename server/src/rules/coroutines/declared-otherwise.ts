import type { Expression, Node } from '../../facts/nodes.ts';
import { calleeText, isCoroutine } from '../../project/coroutines/coroutine-life.ts';
import type { Expected } from '../../project/inference/expected-types.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { describeType } from '../../project/names/describe-type.ts';
import { membersOf, type Type } from '../../project/types/types.ts';
import { localized, type Localized } from '../../text/localized.ts';

/** How an awaitable contradicts what is declared of the place that it goes to; undefined where it does not, for certain. */
export function contradiction(view: ChunkView, node: Expression, type: Type): Localized | undefined {
  const expected = view.expectedAt(node);
  // A method may give its callers a future to wait for, where the one that it overrides gives nothing.
  if (expected?.isInherited && !isCoroutine(view, type)) return undefined;
  return expected && view.rulesOut(expected.type, type) ? declaration(view, node, expected) : undefined;
}

function declaration(view: ChunkView, node: Expression, { by, name, type, isPart }: Expected): Localized {
  const what = describe(type);
  if (isPart) return texts.part(by === 'return' || by === 'yield' ? `${name}()` : name, what);
  switch (by) {
    case 'parameter':
      return texts.parameter(name, calleeAround(view, node), what);
    case 'cast':
      return texts.cast(what);
    case 'item':
      return texts.item(what);
    default:
      return texts[by](name, what);
  }
}

function calleeAround(view: ChunkView, node: Expression): string {
  for (let parent: Node | undefined = view.parent(node); parent; parent = view.parent(parent))
    if (parent.kind === 'Call') return calleeText(view, parent);
  return '';
}

function describe(type: Type): Localized {
  const names = membersOf(type).map(describeType);
  return names.length <= 3 && names.every((name) => name !== undefined)
    ? names.reduce((before, name) => texts.or(before, name))
    : texts.somethingElse;
}

const declaredAs = localized({
  en: (name: string, what: string) => `\`${name}\` is declared as ${what}`,
  'zh-cn': (name, what) => `\`${name}\` 声明为${what}`,
});

const texts = {
  part: localized({
    en: (name: string, what: string) => `\`${name}\` is declared to have ${what} here`,
    'zh-cn': (name, what) => `按声明，\`${name}\` 的这个位置是${what}`,
  }),
  return: localized({
    en: (name: string, what: string) => `\`${name}()\` is declared to return ${what}`,
    'zh-cn': (name, what) => `\`${name}()\` 声明返回${what}`,
  }),
  yield: localized({
    en: (name: string, what: string) => `\`${name}()\` is declared to yield ${what}`,
    'zh-cn': (name, what) => `\`${name}()\` 声明产出${what}`,
  }),
  parameter: localized({
    en: (name: string, callee: string, what: string) => `\`${name}\` of \`${callee}()\` is declared as ${what}`,
    'zh-cn': (name, callee, what) => `\`${callee}()\` 的参数 \`${name}\` 声明为${what}`,
  }),
  variable: declaredAs,
  attribute: declaredAs,
  cast: localized({
    en: (what: string) => `\`cast()\` says that it is ${what}`,
    'zh-cn': (what) => `\`cast()\` 把它声明为${what}`,
  }),
  item: localized({
    en: (what: string) => `what it is stored in is declared to hold ${what}`,
    'zh-cn': (what) => `存放它的容器声明其中是${what}`,
  }),
  or: localized({
    en: (what: string, other: string) => `${what} or ${other}`,
    'zh-cn': (what, other) => `${what}或${other}`,
  }),
  somethingElse: { en: 'something else', 'zh-cn': '其他类型的值' },
};
