import type { Argument, Attribute, Await, Call, Expression } from '../../facts/nodes.ts';
import { importName } from '../../fixes/add-import.ts';
import { replaceRange } from '../../fixes/edits.ts';
import type { Edit, Fix } from '../../fixes/fix.ts';
import { mocks } from '../../knowledge/loop.ts';
import type { Creation } from '../../project/inference/creations.ts';
import { reachOf, replacements } from '../../project/inference/replaced-functions.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { membersOf } from '../../project/types/types.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule, type Report } from '../rule.ts';
import { isAwaitedBelow, nodesIn } from './awaited-below.ts';

export const mockNotAsync = defineRule({
  id: 'mock-not-async',
  category: 'frameworks',
  severity: 'warning',
  fix: 'always',
  summary: {
    en: 'A `Mock` in place of an async function: what it returns cannot be awaited.',
    'zh-cn': '用 `Mock` 代替异步函数：它返回的东西不能等待。',
  },
  docs: {
    why: {
      en: [
        "Calling a `Mock` or `MagicMock` gives another mock, and `await` of that raises `TypeError: object MagicMock can't be used in 'await' expression`.",
        '`AsyncMock` is awaited as an async function is, and records that, too (`assert_awaited_once()`). `patch()` chooses it by itself where it replaces an async function.',
      ].join(' '),
      'zh-cn': [
        "调用 `Mock` 或 `MagicMock` 得到的是另一个 mock，对它使用 `await` 会抛出 `TypeError: object MagicMock can't be used in 'await' expression`。",
        '`AsyncMock` 可以像异步函数一样被等待，并且会记录下来（`assert_awaited_once()`）。`patch()` 替换异步函数时会自动选用它。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio
          from unittest.mock import MagicMock


          async def greet(load):
              return await load("Ada")


          async def check():
              load = MagicMock()
              await load("Ada")
              print(await greet(load))


          asyncio.run(check())
        `,
        good: python`
          import asyncio
          from unittest.mock import AsyncMock, MagicMock


          async def greet(load):
              return await load("Ada")


          async def check():
              load = AsyncMock()
              await load("Ada")
              print(await greet(load))


          asyncio.run(check())
        `,
        claim: { shows: "can't be used in 'await' expression" },
      },
    ],
    limits: {
      en: 'Sees mocks that are awaited in the function or class that makes them, and mocks that replace an async method by assignment or `patch.object()` where the test, or a function that it calls, is seen to await the method. A mock with a `spec`, a `side_effect` or a computed `return_value`, also one that is set later, is left alone.',
      'zh-cn':
        '只看在创建它的函数或类里被等待的 mock，以及通过赋值或 `patch.object()` 替换了异步方法、并且能看到测试或它调用的函数会等待该方法的 mock。带有 `spec`、`side_effect` 或计算得到的 `return_value` 的 mock 不报告，事后再设置这些的也一样。',
    },
    peers: [],
  },
  visit: {
    Await(node, view, report) {
      const made = mockAwaited(view, node);
      if (made) tell(view, node, made, view.source(node.value), report);
    },
    Assign(node, view, report) {
      const [target] = node.targets;
      if (
        target?.kind !== 'Attribute' ||
        node.value.kind !== 'Call' ||
        !isAsyncMember(view, target.value, target.attribute)
      )
        return;
      if (
        isPlainMock(view, node.value) &&
        !isConfiguredLater(view, target) &&
        isAwaitedThen(view, target, target.attribute)
      )
        tell(view, node.value, creation(view, node.value), view.source(target), report);
    },
    Call(call, view, report) {
      if (call.func.kind !== 'Attribute' || call.func.attribute !== 'object' || call.args.length < 3) return;
      const [owner, name, replacement] = call.args;
      if (!owner || !name || replacement?.value.kind !== 'Call' || !isPlainMock(view, replacement.value)) return;
      if (name.value.kind !== 'Constant' || typeof name.value.value !== 'string') return;
      if (!isAsyncMember(view, owner.value, name.value.value) || !isAwaitedThen(view, call, name.value.value)) return;
      const item = view.parent(call);
      if (item?.kind === 'WithItem' && item.target && isConfiguredLater(view, item.target)) return;
      const replaced = `${view.source(owner.value)}.${name.value.value}`;
      tell(view, replacement.value, creation(view, replacement.value), replaced, report);
    },
  },
});

function tell(view: ChunkView, at: Await | Call, made: Creation, name: string, report: (report: Report) => void): void {
  // `MagicMock.__await__ = …` in some helper of the tests makes them awaitable.
  if (view.isStored('__await__')) return;
  const kind = view.chunkAt(made.at)?.source(made.call.func) ?? 'Mock';
  report({
    at,
    message: at.kind === 'Await' ? texts.givesMock(name, kind) : texts.isAwaited(name, kind),
    related: at.kind === 'Await' ? [{ at: made.at, message: texts.madeHere }] : [],
    fixes: () => asyncMock(view, made),
  });
}

function asyncMock(view: ChunkView, { call, at }: Creation): readonly Fix[] {
  const home = view.chunkAt(at);
  if (!home) return [];
  return [
    {
      title: texts.useAsyncMock(home.source(call.func)),
      safety: 'unsafe',
      edits: () => makeAsyncMock(home, call),
    },
  ];
}

/** `mock.Mock()` → `mock.AsyncMock()`; a bare name is imported. */
function makeAsyncMock(view: ChunkView, call: Call): readonly Edit[] {
  const { func } = call;
  if (func.kind === 'Attribute')
    return [replaceRange(view, { start: func.attributeStart, end: func.end }, 'AsyncMock')];
  const { name, edits } = importName(view, call, 'unittest.mock', 'AsyncMock');
  return [...edits, replaceRange(view, func, name)];
}

const creation = (view: ChunkView, call: Call): Creation => ({ call, at: view.at(call) });

/** What makes the mock that is called and awaited, where nothing gives it something awaitable to return. */
function mockAwaited(view: ChunkView, { value }: Await): Creation | undefined {
  if (value.kind !== 'Call') return undefined;
  const made = view.creationsOf(value.func);
  const [first] = made ?? [];
  if (!first || made?.length !== 1 || isConfiguredLater(view, value.func)) return undefined;
  const home = view.chunkAt(first.at);
  return home && isPlainMock(home, first.call) && staysNear(view, value.func, first) ? first : undefined;
}

/** A mock that one function puts into an object is not what another finds there, except in `self`. */
function staysNear(view: ChunkView, mock: Expression, { call, at }: Creation): boolean {
  if (mock.kind !== 'Attribute') return true;
  const { uri, chunk } = view.at(mock);
  if (at.uri !== uri || !view.classChunks().includes(at.chunk)) return false;
  const around = view.functionAround(mock);
  if (at.chunk === chunk && around === view.functionAround(call)) return true;
  const self = around?.kind === 'FunctionDef' ? around.parameters[0]?.name : undefined;
  return mock.value.kind === 'Name' && mock.value.name === self;
}

const isPlainMock = (view: ChunkView, call: Call): boolean =>
  view.lookupCall(call, mocks) === 'sync' && call.args.every(isHarmless);

/** An argument that does not make the mock return something awaitable. */
function isHarmless({ name, stars, value }: Argument): boolean {
  if (name === 'name') return true;
  return (
    name === 'return_value' &&
    stars === 0 &&
    (value.kind === 'Constant' || value.kind === 'Dict' || value.kind === 'Collection')
  );
}

/** `load.return_value = future`, `load.side_effect = fake` */
function isConfiguredLater(view: ChunkView, mock: Expression): boolean {
  const name = view.source(mock);
  return partsOf(view).some((part) =>
    part.facts.nodes.some(
      (node) => node.kind === 'Attribute' && node.context === 'store' && part.source(node.value) === name,
    ),
  );
}

/** Whether what runs while the mock is in its place is seen to await it: it may only be handed on, to what is a mock as well. */
function isAwaitedThen(view: ChunkView, by: Attribute | Call, name: string): boolean {
  const reach = reachOf(view.facts, by);
  const replaced = new Set(replacements(view.facts).keys());
  if (reach?.kind === 'ClassDef')
    return view
      .partsOfClass(reach)
      .some((part) => isAwaitedBelow(part.view, nodesIn(part.view, part.node), name, replaced));
  return isAwaitedBelow(view, reach ? nodesIn(view, reach) : view.facts.nodes, name, replaced);
}

/** This chunk, or all of the class that it is a part of. */
function partsOf(view: ChunkView): readonly ChunkView[] {
  const beside = view.classChunks();
  return beside.length === 1 ? [view] : view.fileChunks().filter(({ chunk }) => beside.includes(chunk));
}

function isAsyncMember(view: ChunkView, owner: Expression, name: string): boolean {
  const type = view.typeOf(owner);
  if (type.kind !== 'instance' && type.kind !== 'class' && type.kind !== 'module') return false;
  const members = membersOf(view.member(type, name) ?? type).filter((member) => member.kind === 'function');
  return members.some(
    (member) => view.signature(member)?.isAsync === true && view.signature(member)?.isGenerator === false,
  );
}

// ------------------------------------------------------------------------------------------- texts

const texts = {
  givesMock: localized({
    en: (call: string, mock: string) =>
      `\`${call}\` gives a mock, and \`await\` of that raises \`TypeError\`; make it with \`AsyncMock\` in place of \`${mock}\`.`,
    'zh-cn': (call, mock) =>
      `\`${call}\` 返回的是 mock 对象，对它使用 \`await\` 会抛出 \`TypeError\`；请用 \`AsyncMock\` 代替 \`${mock}\` 创建它。`,
  }),
  isAwaited: localized({
    en: (name: string, mock: string) =>
      `\`${name}\` is awaited, but \`await\` of what a \`${mock}\` returns raises \`TypeError\`; use \`AsyncMock\`.`,
    'zh-cn': (name, mock) =>
      `\`${name}\` 会被等待，而对 \`${mock}\` 的返回值使用 \`await\` 会抛出 \`TypeError\`；请使用 \`AsyncMock\`。`,
  }),
  madeHere: { en: 'The mock is made here', 'zh-cn': 'mock 对象在这里创建' },
  useAsyncMock: localized({
    en: (mock: string) => `Use \`AsyncMock\` in place of \`${mock}\``,
    'zh-cn': (mock) => `用 \`AsyncMock\` 代替 \`${mock}\``,
  }),
};
