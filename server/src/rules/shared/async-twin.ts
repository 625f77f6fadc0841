import type { Call, Name } from '../../facts/nodes.ts';
import { importBeside } from '../../fixes/add-import.ts';
import { replaceRange } from '../../fixes/edits.ts';
import type { Edit, Fix } from '../../fixes/fix.ts';
import { insertAwait } from '../../fixes/insert-await.ts';
import type { Type } from '../../project/types/types.ts';
import type { Signature } from '../../project/types/signature.ts';
import type { BlockingCase } from './blocking-case.ts';
import { titles } from './titles.ts';

/**
 * `store.load()` → `await store.aload()`, `load()` → `await aload()`: a coroutine of the same object or module, called alike, that
 * takes the same. Not in that coroutine itself.
 */
export function withAsyncTwin(found: BlockingCase): readonly Fix[] {
  const { view, site, isDirect } = found;
  if (isDirect || site.kind !== 'Call') return [];
  const twin = site.func.kind === 'Name' ? besideFunction(found, site.func) : besideMethod(found, site);
  if (!twin) return [];
  return [
    {
      title: titles.awaitInstead(`${twin.callee}()`),
      safety: 'unsafe',
      edits: () => [...insertAwait(view, site), ...twin.edits()],
    },
  ];
}

interface Twin {
  readonly callee: string;
  readonly edits: () => readonly Edit[];
}

function besideMethod(found: BlockingCase, { func }: Call): Twin | undefined {
  const { view } = found;
  if (func.kind !== 'Attribute') return undefined;
  const [receiver, plain] = [view.typeOf(func.value), view.typeOf(func)];
  const name = twinNames(func.attribute).find((each) => {
    const twin = view.member(receiver, each);
    return twin !== undefined && isTwin(found, twin, plain);
  });
  if (name === undefined) return undefined;
  const at = { start: func.attributeStart, end: func.end };
  return { callee: `${view.source(func.value)}.${name}`, edits: () => [replaceRange(view, at, name)] };
}

function besideFunction(found: BlockingCase, func: Name): Twin | undefined {
  const { view } = found;
  const plain = view.typeOf(func);
  const home = view.definition(plain);
  if (!home || home.view.parent(home.node) !== undefined || home.node.name !== func.name) return undefined;
  const name = twinNames(func.name).find((each) =>
    home.view
      .fileChunks()
      .some((chunk) =>
        chunk.facts.body.some(
          (statement) =>
            statement.kind === 'FunctionDef' &&
            statement.name === each &&
            isTwin(found, chunk.typeOfDefinition(statement), plain),
        ),
      ),
  );
  const imported = name === undefined ? undefined : importBeside(view, func, name, home.view.uri);
  return imported && { callee: name!, edits: () => [...imported(), replaceRange(view, func, name!)] };
}

function isTwin({ view, owner }: BlockingCase, twin: Type, plain: Type): boolean {
  const signature = view.signature(twin);
  if (!signature?.isAsync || signature.isGenerator || !takesSame(signature, view.signature(plain))) return false;
  return view.definition(twin)?.node !== owner;
}

/** How people call the coroutine beside a plain function: `invoke` and `ainvoke`, `load` and `async_load` or `load_async`. */
const twinNames = (name: string): readonly string[] => [`a${name}`, `async_${name}`, `${name}_async`, `a_${name}`];

const takesSame = ({ parameters }: Signature, other: Signature | undefined): boolean =>
  other?.parameters.length === parameters.length &&
  parameters.every(({ name, type, hasDefault }, i) => {
    const its = other.parameters[i]!;
    return name === its.name && type === its.type && hasDefault === its.hasDefault;
  });
