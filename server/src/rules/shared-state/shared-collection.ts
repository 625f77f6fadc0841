import type { Attribute, Call, Expression, FunctionDef, Node } from '../../facts/nodes.ts';
import type { Occurrence } from '../../facts/occurrences.ts';
import type { Fix } from '../../fixes/fix.ts';
import { returnResults } from '../../fixes/return-results.ts';
import { coroutineConsumers, taskSpawners } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { isSharedState } from './shared-state.ts';

export const sharedCollection = defineRule({
  id: 'shared-collection',
  category: 'shared-state',
  severity: 'off',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: 'Several tasks that put their results into one collection: it is safe, but order and errors are lost.',
    'zh-cn': '多个任务把结果放进同一个集合：这是安全的，但会丢失顺序和错误。',
  },
  docs: {
    why: {
      en: [
        'Appending to a list from several tasks loses nothing: no other task runs between two awaits. But the results come in the order in which the tasks happen to finish, the caller cannot tell which belongs to which, and what a failed task should have added is silently missing.',
        'Let each task return its result: `results = await asyncio.gather(…)` gives them in the order of the calls, and raises what went wrong.',
      ].join(' '),
      'zh-cn': [
        '多个任务往同一个列表里追加，不会丢失任何东西：两个等待之间没有其他任务运行。但是结果的顺序取决于任务碰巧完成的先后，调用方分不清哪个结果属于哪个任务；失败的任务本该添加的内容，就这样无声无息地缺失了。',
        '请让每个任务返回自己的结果：`results = await asyncio.gather(…)` 会按调用的顺序给出结果，出了错也会抛出来。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio

          results = []


          async def square(number):
              await asyncio.sleep(0.1)
              results.append(number * number)


          async def compute():
              await asyncio.gather(*(square(number) for number in range(5)))
              print(results)


          asyncio.run(compute())
        `,
        good: python`
          import asyncio


          async def square(number):
              await asyncio.sleep(0.1)
              return number * number


          async def compute():
              results = await asyncio.gather(*(square(number) for number in range(5)))
              print(results)


          asyncio.run(compute())
        `,
        claim: {
          because: 'The example works; what it risks, the order of the results and lost errors, depends on timing.',
        },
      },
    ],
    limits: {
      en: 'Sees coroutines that the same file starts several times, by `gather()` or as tasks in a loop, and collections of `self`, of the module or of an outer function.',
      'zh-cn':
        '看的是同一个文件多次启动的协程（用 `gather()`，或者在循环里作为任务启动），以及属于 `self`、模块或外层函数的集合。',
    },
    peers: [],
  },
  visit: {
    Call(call, view, report) {
      const owner = view.coroutineAround(call);
      if (!owner || !isAppending(call)) return;
      const collection = call.func.value;
      if (!isSharedState(view, collection, owner) || !isCollection(view, collection)) return;
      const start = severalStarted(view, owner);
      if (!start) return;
      const name = view.source(collection);
      report({
        at: call,
        message: texts.severalAdd(name),
        related: [{ at: start.view.at(start.call), message: texts.startedHere(owner.name) }],
        fixes: () => fixesOf(view, call, collection, owner, start),
      });
    },
  },
});

const isAppending = (call: Call): call is Call & { readonly func: Attribute } =>
  call.func.kind === 'Attribute' && ['append', 'extend', 'add', 'insert'].includes(call.func.attribute);

const isCollection = (view: ChunkView, collection: Expression): boolean => {
  const type = view.typeOf(collection);
  return type.kind === 'instance' && ['builtins.list', 'builtins.set'].some((name) => view.isInstanceOf(type, name));
};

function fixesOf(
  view: ChunkView,
  append: Call,
  collection: Expression,
  owner: FunctionDef,
  start: Start,
): readonly Fix[] {
  const isList = append.func.kind === 'Attribute' && append.func.attribute === 'append';
  if (
    !isList ||
    collection.kind !== 'Name' ||
    start.view.lookupCall(start.call, { 'asyncio.gather': true }) === undefined
  )
    return [];
  const edits = returnResults(view, { append, collection, owner, gather: start });
  return edits ? [{ title: texts.returnResults, safety: 'unsafe', edits }] : [];
}

interface Start {
  readonly view: ChunkView;
  readonly call: Call;
}

/** Where the file starts several tasks of a coroutine function. */
function severalStarted(view: ChunkView, owner: FunctionDef): Start | undefined {
  const once = new Set<Call>();
  for (const { view: chunk, node } of view.occurrences(owner.name)) {
    const starter = isMentionOf(chunk, node, owner) ? starterOf(chunk, node) : undefined;
    if (starter && (once.has(starter) || isRepeated(chunk, node))) return { view: chunk, call: starter };
    if (starter) once.add(starter);
  }
  return undefined;
}

const isMentionOf = (view: ChunkView, node: Occurrence, owner: FunctionDef): boolean =>
  node.context === 'load' && view.definition(view.typeOf(node))?.node === owner;

/** The `gather(…)` or `create_task(…)` that a coroutine or its function is handed to. */
function starterOf(view: ChunkView, mention: Node): Call | undefined {
  for (let node = view.parent(mention); node; node = view.parent(node)) {
    if (node.kind === 'FunctionDef') return undefined;
    if (node.kind !== 'Call') continue;
    if (view.lookupCall(node, coroutineConsumers) !== undefined || view.lookupCall(node, taskSpawners) !== undefined)
      return node;
  }
  return undefined;
}

/** Whether a loop or comprehension makes several of it. */
function isRepeated(view: ChunkView, mention: Node): boolean {
  for (let node = view.parent(mention); node && node.kind !== 'FunctionDef'; node = view.parent(node))
    if (node.kind === 'Comprehension' || node.kind === 'For' || node.kind === 'While') return true;
  return false;
}

const texts = {
  severalAdd: localized({
    en: (collection: string) =>
      `Several tasks add to \`${collection}\`, in the order in which they happen to finish; return the result and collect it with \`gather()\`.`,
    'zh-cn': (collection) =>
      `多个任务都向 \`${collection}\` 添加元素，顺序取决于谁先完成；请返回结果，用 \`gather()\` 收集。`,
  }),
  startedHere: localized({
    en: (coroutine: string) => `Several \`${coroutine}()\` are started here`,
    'zh-cn': (coroutine) => `这里启动了多个 \`${coroutine}()\``,
  }),
  returnResults: {
    en: 'Return the results and let `gather()` collect them',
    'zh-cn': '返回结果，由 `gather()` 收集',
  },
};
