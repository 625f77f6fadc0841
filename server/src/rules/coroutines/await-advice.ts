import { django } from '../../knowledge/libraries.ts';
import { importsLibrary } from '../shared/imports-library.ts';
import type { FunctionDef, Node } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import { hasKnownDecorators, overridesPlain } from '../../fixes/make-async-with-callers.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { isDunder } from '../../knowledge/dunders.ts';
import { isRoute } from '../shared/routes.ts';

/** How to get at the result of a coroutine at a place, which is not always one for `await`. Markdown, an imperative. */
export function awaitAdvice(view: ChunkView, place: Node): string {
  const around = view.functionAround(place);
  if (view.coroutineAround(place) || (view.isNotebook && !around)) return '`await` it';
  if (!around && view.scope(place).type === 'module') return `run it with \`${view.library}.run()\``;
  if (around?.kind === 'FunctionDef' && around.isAsync && isInGenerator(view, place))
    return '`await` it in a list, `[await … for …]`, in place of the generator';
  if (around?.kind !== 'FunctionDef' || around.isAsync || isDunder(around.name)) return '`await` it in an `async def`';
  const counterpart = ASYNC_SET_UP[around.name];
  if (counterpart !== undefined && overridesPlain(view, around)) return `\`await\` it in \`${counterpart}\``;
  if (isPlainTest(view, around))
    return `let the class inherit from \`unittest.IsolatedAsyncioTestCase\`, make \`${around.name}\` an \`async def\` and \`await\` it`;
  if (staysPlain(view, around))
    return `start it as a task where a loop runs, or with \`${view.library}.run()\`, since \`${around.name}\` is called as a plain function`;
  const orBridge = importsLibrary(view, django) ? ', or run it with `async_to_sync()`' : '';
  return `make \`${around.name}\` an \`async def\` and \`await\` it${orBridge}`;
}

/** Of `unittest.IsolatedAsyncioTestCase`. */
const ASYNC_SET_UP: Readonly<Record<string, string>> = { setUp: 'asyncSetUp', tearDown: 'asyncTearDown' };

/** `unittest.TestCase` calls its tests and awaits none. */
function isPlainTest(view: ChunkView, node: FunctionDef): boolean {
  const owner = view.parent(node);
  if (owner?.kind !== 'ClassDef' || !node.name.startsWith('test')) return false;
  const isAmongBases = (name: string): boolean =>
    owner.arguments.some(({ value }) => view.isInstanceOf(view.typeOf(value), name));
  return isAmongBases('unittest.TestCase') && !isAmongBases('unittest.IsolatedAsyncioTestCase');
}

const isInGenerator = (view: ChunkView, place: Node): boolean =>
  [...ancestors(view.facts, place)].some((outer) => outer.kind === 'Comprehension' && outer.type === 'generator');

/** Who calls the function expects a plain one: a base class, a decorator of which that is not known, or whoever is handed it. */
const staysPlain = (view: ChunkView, node: FunctionDef): boolean =>
  overridesPlain(view, node) ||
  (!hasKnownDecorators(view, node) && !isRoute(view, node)) ||
  view.occurrences(node.name).some(({ view: home, node: use }) => isHandedOn(home, use, node));

function isHandedOn(view: ChunkView, use: Node, { name }: FunctionDef): boolean {
  const parent = view.parent(use);
  if (parent?.kind !== 'Argument' || (use.kind !== 'Name' && use.kind !== 'Attribute')) return false;
  const definition = view.definition(view.typeOf(use));
  return definition?.node.name === name;
}
