import type { Call, FunctionDef, Node } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import { routes } from '../../knowledge/libraries.ts';
import { answers, loopBoundClients, loopStarters, needsRunningLoop } from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { expectsFailure } from '../shared/expects-failure.ts';
import { isForPyodide } from './for-pyodide.ts';

export const noRunningLoop = defineRule({
  id: 'no-running-loop',
  category: 'event-loop',
  severity: 'error',
  fix: 'never',
  summary: {
    en: '`create_task()` or `get_running_loop()` where no event loop runs.',
    'zh-cn': '在没有运行事件循环的地方调用 `create_task()` 或 `get_running_loop()`。',
  },
  docs: {
    why: {
      en: [
        '`asyncio.create_task()` and `asyncio.get_running_loop()` look for the loop that runs in this thread. At the top of a program there is none yet: they raise `RuntimeError`, and the coroutine that was to become a task never runs.',
        'The same goes for plain functions that are called there, and for plain routes of web frameworks, which run in a thread of their own. Start the loop with `asyncio.run()`, and make tasks in what it runs.',
      ].join(' '),
      'zh-cn': [
        '`asyncio.create_task()` 和 `asyncio.get_running_loop()` 会去找当前线程里正在运行的事件循环。程序的最外层还没有循环：它们会抛出 `RuntimeError`，本来要变成任务的协程也不会运行。',
        '在那里调用的普通函数也一样；Web 框架里的普通（非异步）路由函数在自己的线程中运行，同样如此。请用 `asyncio.run()` 启动循环，并在它运行的代码里创建任务。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def tick():
              print("tick")


          def start():
              return asyncio.create_task(tick())


          start()
        `,
        good: python`
          import asyncio


          async def tick():
              print("tick")


          async def main():
              await tick()


          asyncio.run(main())
        `,
        claim: { shows: 'RuntimeError: no running event loop' },
      },
    ],
    limits: {
      en: 'Of a function, only calls at the top of its own file are looked at, also through other functions of the file. A module may be imported by a coroutine, on whose loop its top then runs (some servers do that with an application): where the file starts no loop itself and has no `if __name__ == "__main__":` around, it is a warning. Notebooks, where a loop runs, and Python in the browser are left alone.',
      'zh-cn':
        '对于函数，只看它所在文件最外层的调用，包括经由该文件其他函数的调用。模块可能由某个协程导入，此时它的最外层就在那个协程的循环上运行（有些服务器就这样导入应用）：如果文件自己没有启动循环，代码也不在 `if __name__ == "__main__":` 里，就只是警告。笔记本中有正在运行的循环，不作检查；为浏览器里的 Python 编写的文件也不检查。',
    },
    printed: ['RuntimeError: no running event loop'],
    peers: [],
  },
  visit: {
    Call(call, view, report) {
      if (view.lookupCall(call, needsRunningLoop) !== true || view.lookupCall(call, loopBoundClients) !== undefined)
        return;
      if (view.isNotebook || isForPyodide(view) || isReady(view, call) || expectsFailure(view, call)) return;
      const owner = view.functionAround(call);
      const callee = calleeText(view, call);
      if (owner?.kind === 'FunctionDef' && isPlainRoute(view, owner)) {
        report({ at: call, message: texts.inRoute(callee, owner.name) });
        return;
      }
      const way = wayFromTop(view, call, []);
      if (!way) return;
      const [top] = way;
      if (top && !isScript(top.view, top.node)) view.evidence.restsOn('declared');
      report({
        at: call,
        message: texts.noLoop(callee),
        related: way.slice(0, -1).map((step) => ({ at: step.view.at(step.node), message: texts.calledHere })),
      });
    },
  },
});

interface Step {
  readonly view: ChunkView;
  readonly node: Call;
}

/** The calls that lead from the top of the file to one in it, that one included; undefined where none do. */
function wayFromTop(view: ChunkView, call: Call, seen: readonly string[]): readonly Step[] | undefined {
  const step = { view, node: call };
  const owner = view.functionAround(call);
  if (!owner) return [step];
  if (owner.kind === 'Lambda' || !isPlain(view, owner) || seen.includes(owner.name)) return undefined;
  for (const { view: chunk, node } of view.occurrences(owner.name)) {
    const use = chunk.parent(node);
    if (use?.kind !== 'Call' || use.func !== node || isReady(chunk, use)) continue;
    if (chunk.definition(chunk.typeOf(use.func))?.node !== owner) continue;
    const way = wayFromTop(chunk, use, [...seen, owner.name]);
    if (way) return [...way, step];
  }
  return undefined;
}

/** Code in it runs when it is called, and nothing puts another function around it. */
const isPlain = (view: ChunkView, node: FunctionDef): boolean =>
  !node.isAsync && node.decorators.length === 0 && view.signature(view.typeOfDefinition(node))?.isGenerator === false;

/** `@app.route("/")`, `@router.get("/")` of a plain function: it runs in a thread without a loop. */
const isPlainRoute = (view: ChunkView, { isAsync, decorators }: FunctionDef): boolean =>
  !isAsync &&
  decorators.some(
    ({ expression }) =>
      expression.kind === 'Call' && [routes, answers].some((table) => view.lookupCall(expression, table) === true),
  );

/** In a `try` with handlers, and behind a question that this code asks: it may know when there is a loop. */
function isReady(view: ChunkView, call: Call): boolean {
  let inner: Node = call;
  for (const outer of ancestors(view.facts, call)) {
    if (outer.kind === 'FunctionDef' || outer.kind === 'Lambda') return false;
    if (outer.kind === 'Try' && outer.handlers.length > 0) return true;
    if ((outer.kind === 'If' || outer.kind === 'IfExp') && inner !== outer.test && !isMainTest(view, outer.test))
      return true;
    inner = outer;
  }
  return false;
}

/** Whether the top of the file is that of a program: it starts a loop there, or only runs as one. */
const isScript = (view: ChunkView, top: Call): boolean =>
  [...ancestors(view.facts, top)].some((outer) => outer.kind === 'If' && isMainTest(view, outer.test)) ||
  view
    .fileChunks()
    .some((chunk) =>
      chunk.facts.nodes.some(
        (node) =>
          node.kind === 'Call' && !chunk.functionAround(node) && chunk.lookupCall(node, loopStarters) !== undefined,
      ),
    );

/** `__name__ == "__main__"` */
const isMainTest = (view: ChunkView, test: Node): boolean => view.source(test).includes('__name__');

const texts = {
  noLoop: localized({
    en: (callee: string) =>
      `No event loop runs here yet, so that \`${callee}()\` raises \`RuntimeError\`; call it in a coroutine that \`asyncio.run()\` runs.`,
    'zh-cn': (callee) =>
      `这里还没有正在运行的事件循环，\`${callee}()\` 会抛出 \`RuntimeError\`；请在由 \`asyncio.run()\` 运行的协程里调用它。`,
  }),
  inRoute: localized({
    en: (callee: string, route: string) =>
      `\`${route}()\` is a plain function, which runs in a thread without an event loop, so that \`${callee}()\` raises \`RuntimeError\`; make it an \`async def\`.`,
    'zh-cn': (callee, route) =>
      `\`${route}()\` 是普通函数，在没有事件循环的线程中运行，\`${callee}()\` 会抛出 \`RuntimeError\`；请把它改为 \`async def\`。`,
  }),
  calledHere: { en: 'Called here, where no loop runs yet', 'zh-cn': '在这里调用，此时还没有正在运行的循环' },
};
