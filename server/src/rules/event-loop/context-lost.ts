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
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';

export const contextLost = defineRule({
  id: 'context-lost',
  category: 'event-loop',
  severity: 'information',
  fix: 'sometimes',
  summary: 'A context variable that is read in what `run_in_executor()` runs, where it has no value.',
  docs: {
    why: [
      '`loop.run_in_executor()` runs a function in another thread with the context of that thread, in which context variables have their defaults or no value at all.',
      '`asyncio.to_thread()` takes the context of the caller along; for an executor of your own `contextvars.copy_context().run` does.',
    ].join(' '),
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
    limits:
      'Looks into the function that is handed over and the functions of the project that it calls, three calls deep. A function that sets the variable itself is left alone.',
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
        message: `\`${expressionText(view, passed.value)}()\` reads the context variable \`${name}\`, which has no value in the thread of an executor; use \`asyncio.to_thread()\`, or hand over \`copy_context().run\`.`,
        related: [{ at: read.view.at(read.variable), message: `\`${name}\` is read here` }],
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
      title: 'Use `asyncio.to_thread()`',
      safety: 'unsafe',
      edits: () => [
        ...edits,
        replaceRange(view, call.func, name),
        replaceRange(view, { start: call.openParen + 1, end: first.start }, ''),
      ],
    },
  ];
}
