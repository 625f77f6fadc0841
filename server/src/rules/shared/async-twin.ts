import type { Fix } from '../../fixes/fix.ts';
import { insertAwait } from '../../fixes/insert-await.ts';
import type { Signature } from '../../project/types/signature.ts';
import type { BlockingCase } from './blocking-case.ts';
import { titles } from './titles.ts';

/** `store.load()` → `await store.aload()`: a coroutine of the same object, called alike, that takes the same. Not in that coroutine itself. */
export function withAsyncTwin({ view, site, owner, isDirect }: BlockingCase): readonly Fix[] {
  if (isDirect || site.kind !== 'Call' || site.func.kind !== 'Attribute') return [];
  const { func } = site;
  const [receiver, plain] = [view.typeOf(func.value), view.signature(view.typeOf(func))];
  const name = twinNames(func.attribute).find((each) => {
    const twin = view.member(receiver, each);
    const signature = twin && view.signature(twin);
    if (!signature?.isAsync || signature.isGenerator || !takesSame(signature, plain)) return false;
    return view.definition(twin!)?.node !== owner;
  });
  if (name === undefined) return [];
  const at = view.at({ start: func.attributeStart, end: func.end });
  return [
    {
      title: titles.awaitInstead(`${view.source(func.value)}.${name}()`),
      safety: 'unsafe',
      edits: () => [...insertAwait(view, site), { at, newText: name }],
    },
  ];
}

/** How people call the coroutine beside a plain function: `invoke` and `ainvoke`, `load` and `async_load` or `load_async`. */
const twinNames = (name: string): readonly string[] => [`a${name}`, `async_${name}`, `${name}_async`, `a_${name}`];

const takesSame = ({ parameters }: Signature, other: Signature | undefined): boolean =>
  other?.parameters.length === parameters.length &&
  parameters.every(({ name, type, hasDefault }, i) => {
    const its = other.parameters[i]!;
    return name === its.name && type === its.type && hasDefault === its.hasDefault;
  });
