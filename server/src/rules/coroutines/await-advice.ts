import { django } from '../../knowledge/libraries.ts';
import { localized, type Localized } from '../../text/localized.ts';
import { importsLibrary } from '../shared/imports-library.ts';
import type { FunctionDef, Node } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import { hasKnownDecorators, overridesPlain } from '../../fixes/make-async-with-callers.ts';
import { canAwaitInCell, magicAround } from '../../fixes/top-of-cell.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { isDunder } from '../../knowledge/dunders.ts';
import { isRoute } from '../shared/routes.ts';

/** How to get at the result of a coroutine at a place, which is not always one for `await`. Markdown, an imperative clause. */
export function awaitAdvice(view: ChunkView, place: Node): Localized {
  const around = view.functionAround(place);
  if (view.coroutineAround(place) || canAwaitInCell(view, place)) return texts.awaitIt;
  const magic = around ? undefined : magicAround(view);
  if (magic !== undefined) return texts.awaitWithoutMagic(magic);
  if (!around && view.scope(place).type === 'module') return texts.run(view.library);
  if (around?.kind === 'FunctionDef' && around.isAsync && isInGenerator(view, place)) return texts.awaitInList;
  if (around?.kind !== 'FunctionDef' || around.isAsync || isDunder(around.name)) return texts.awaitInAsyncDef;
  const counterpart = ASYNC_SET_UP[around.name];
  if (counterpart !== undefined && overridesPlain(view, around)) return texts.awaitIn(counterpart);
  if (isPlainTest(view, around)) return texts.inheritAsyncTestCase(around.name);
  if (staysPlain(view, around)) return texts.startElsewhere(around.name, view.library);
  return importsLibrary(view, django) ? texts.makeAsyncOrBridge(around.name) : texts.makeAsync(around.name);
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

const texts = {
  awaitIt: { en: '`await` it', 'zh-cn': '请在前面加上 `await`' },
  awaitWithoutMagic: localized({
    en: (magic: string) => `\`await\` it in a cell without \`${magic}\``,
    'zh-cn': (magic) => `请在没有 \`${magic}\` 的单元格中 \`await\` 它`,
  }),
  run: localized({
    en: (library: string) => `run it with \`${library}.run()\``,
    'zh-cn': (library) => `请用 \`${library}.run()\` 运行它`,
  }),
  awaitInList: {
    en: '`await` it in a list, `[await … for …]`, in place of the generator',
    'zh-cn': '请把生成器表达式改为列表推导式 `[await … for …]`，在其中 `await` 它',
  },
  awaitInAsyncDef: { en: '`await` it in an `async def`', 'zh-cn': '请在 `async def` 中 `await` 它' },
  awaitIn: localized({
    en: (method: string) => `\`await\` it in \`${method}\``,
    'zh-cn': (method) => `请在 \`${method}\` 中 \`await\` 它`,
  }),
  inheritAsyncTestCase: localized({
    en: (test: string) =>
      `let the class inherit from \`unittest.IsolatedAsyncioTestCase\`, make \`${test}\` an \`async def\` and \`await\` it`,
    'zh-cn': (test) =>
      `请让测试类继承 \`unittest.IsolatedAsyncioTestCase\`，把 \`${test}\` 改为 \`async def\`，并在其中 \`await\` 它`,
  }),
  startElsewhere: localized({
    en: (caller: string, library: string) =>
      `start it as a task where a loop runs, or with \`${library}.run()\`, since \`${caller}\` is called as a plain function`,
    'zh-cn': (caller, library) =>
      `\`${caller}\` 是作为普通函数被调用的，请在事件循环正在运行的地方把它作为任务启动，或用 \`${library}.run()\` 运行它`,
  }),
  makeAsync: localized({
    en: (caller: string) => `make \`${caller}\` an \`async def\` and \`await\` it`,
    'zh-cn': (caller) => `请把 \`${caller}\` 改为 \`async def\`，并在其中 \`await\` 它`,
  }),
  makeAsyncOrBridge: localized({
    en: (caller: string) => `make \`${caller}\` an \`async def\` and \`await\` it, or run it with \`async_to_sync()\``,
    'zh-cn': (caller) =>
      `请把 \`${caller}\` 改为 \`async def\`，并在其中 \`await\` 它，或用 \`async_to_sync()\` 运行它`,
  }),
};
