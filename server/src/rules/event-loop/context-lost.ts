import type { Call, Expression } from '../../facts/nodes.ts';
import { preorder } from '../../facts/walk.ts';
import { reference } from '../../fixes/add-import.ts';
import { replaceRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { executorDispatches } from '../../knowledge/loop.ts';
import { expressionText } from '../../project/coroutines/coroutine-life.ts';
import { hasPython, type ChunkView, type Definition } from '../../project/model/chunk-view.ts';
import type { Type } from '../../project/types/types.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';

export const contextLost = defineRule({
  id: 'context-lost',
  category: 'event-loop',
  severity: 'information',
  fix: 'sometimes',
  summary: {
    en: 'A context variable that is read in what `run_in_executor()` runs, where it has no value.',
    'zh-cn': '在 `run_in_executor()` 运行的代码里读取了上下文变量，而它在那里没有值。',
  },
  docs: {
    why: {
      en: [
        '`loop.run_in_executor()` runs a function in another thread with the context of that thread, in which context variables have their defaults or no value at all.',
        '`asyncio.to_thread()` takes the context of the caller along; for an executor of your own `contextvars.copy_context().run` does.',
      ].join(' '),
      'zh-cn': [
        '`loop.run_in_executor()` 在另一个线程里运行函数，用的是那个线程的上下文，上下文变量在其中只有默认值，或者根本没有值。',
        '`asyncio.to_thread()` 会带上调用方的上下文；使用自己的执行器时，可以用 `contextvars.copy_context().run`。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio
          from contextvars import ContextVar

          user = ContextVar("user", default="nobody")


          def greet():
              print("hello", user.get())


          async def main():
              user.set("Ada")
              await asyncio.get_running_loop().run_in_executor(None, greet)


          asyncio.run(main())
        `,
        good: python`
          import asyncio
          from contextvars import ContextVar

          user = ContextVar("user", default="nobody")


          def greet():
              print("hello", user.get())


          async def main():
              user.set("Ada")
              await asyncio.to_thread(greet)


          asyncio.run(main())
        `,
        claim: { shows: 'hello nobody' },
      },
    ],
    limits: {
      en: 'Looks into the function that is handed over and the functions of the project that it calls, three calls deep. A function that sets the variable itself is left alone.',
      'zh-cn': '会查看被传入的函数以及它调用的项目内函数，最多三层调用。自己设置该变量的函数不报告。',
    },
    peers: [],
  },
  visit: {
    Call(call, view, report) {
      if (call.func.kind !== 'Attribute' || call.func.attribute !== 'run_in_executor') return;
      const dispatch = view.lookupCall(call, executorDispatches);
      const [passed] = dispatch ? argumentsAt(call, dispatch.function) : [];
      const read = passed && readIn(view, view.typeOf(passed.value), MAX_DEPTH);
      if (!read) return;
      const name = expressionText(read.view, read.variable);
      report({
        at: passed,
        message: texts.noValue(expressionText(view, passed.value), name),
        related: [{ at: read.view.at(read.variable), message: texts.readHere(name) }],
        fixes: () => toThread(view, call),
      });
    },
  },
});

const MAX_DEPTH = 3;

interface Read {
  readonly view: ChunkView;
  readonly variable: Expression;
}

/** Where a function, or one that it calls, asks for the value of a context variable that it has not set. */
function readIn(view: ChunkView, type: Type, depth: number): Read | undefined {
  const found = view.definition(type);
  if (!found || found.isLibrary || found.node.isAsync) return undefined;
  const calls = callsIn(found);
  for (const call of calls) {
    const variable = variableOf(found.view, call, 'get');
    if (!variable) continue;
    const text = found.view.source(variable);
    const isSet = calls.some((other) => {
      const changed = variableOf(found.view, other, 'set');
      return changed !== undefined && found.view.source(changed) === text;
    });
    return isSet ? undefined : { view: found.view, variable };
  }
  if (depth === 1) return undefined;
  for (const { func } of calls) {
    const read = func.kind === 'Name' ? readIn(found.view, found.view.typeOf(func), depth - 1) : undefined;
    if (read) return read;
  }
  return undefined;
}

const callsIn = ({ view, node }: Definition): readonly Call[] =>
  [...preorder(view.facts, node)].filter(
    (inner): inner is Call => inner.kind === 'Call' && view.functionAround(inner) === node,
  );

function variableOf(view: ChunkView, { func }: Call, method: 'get' | 'set'): Expression | undefined {
  if (func.kind !== 'Attribute' || func.attribute !== method) return undefined;
  const type = view.typeOf(func.value);
  return type.kind === 'instance' && view.isInstanceOf(type, 'contextvars.ContextVar') ? func.value : undefined;
}

/** `loop.run_in_executor(None, f, x)` → `asyncio.to_thread(f, x)` */
function toThread(view: ChunkView, call: Call): readonly Fix[] {
  const [executor, first] = call.args;
  const isDefault =
    executor?.name === undefined && executor?.value.kind === 'Constant' && executor.value.type === 'None';
  if (!isDefault || !first || !hasPython(view, 9)) return [];
  const { name, edits } = reference(view, call, 'asyncio.to_thread');
  return [
    {
      title: texts.useToThread,
      safety: 'unsafe',
      edits: () => [
        ...edits,
        replaceRange(view, call.func, name),
        replaceRange(view, { start: call.openParen + 1, end: first.start }, ''),
      ],
    },
  ];
}

const texts = {
  noValue: localized({
    en: (callee: string, variable: string) =>
      `\`${callee}()\` reads the context variable \`${variable}\`, which has no value in the thread of an executor; use \`asyncio.to_thread()\`, or hand over \`copy_context().run\`.`,
    'zh-cn': (callee, variable) =>
      `\`${callee}()\` 读取上下文变量 \`${variable}\`，而它在执行器的线程中没有值；请改用 \`asyncio.to_thread()\`，或传入 \`copy_context().run\`。`,
  }),
  readHere: localized({
    en: (variable: string) => `\`${variable}\` is read here`,
    'zh-cn': (variable) => `在这里读取 \`${variable}\``,
  }),
  useToThread: { en: 'Use `asyncio.to_thread()`', 'zh-cn': '改用 `asyncio.to_thread()`' },
};
