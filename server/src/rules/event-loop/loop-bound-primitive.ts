import type { Call, FunctionDef, Name } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { preorder } from '../../facts/walk.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { loopBound, loopStarters } from '../../knowledge/loop.ts';
import { bindingsOf, calleeText } from '../../project/coroutines/coroutine-life.ts';
import { hasPython, type ChunkView } from '../../project/model/chunk-view.ts';
import { python } from '../python.ts';
import { defineRule, type RelatedPlace } from '../rule.ts';

export const loopBoundPrimitive = defineRule({
  id: 'loop-bound-primitive',
  category: 'event-loop',
  severity: 'warning',
  fix: 'never',
  summary: 'An object that belongs to one event loop is made where none runs, or used on several.',
  docs: {
    why: [
      'Locks, queues, events and client sessions belong to one event loop. Some want it as they are made: without a running loop `aiohttp.ClientSession()` raises `RuntimeError`.',
      'Those of asyncio bind themselves to the loop on which they first have to wait (before Python 3.10: as they are made). Each `asyncio.run()` makes a loop of its own, so that a lock used in two of them raises `RuntimeError: … is bound to a different event loop`.',
    ].join('\n\n'),
    examples: [
      {
        bad: python`
          import asyncio

          ready = asyncio.Event()


          async def wait_until_ready():
              asyncio.get_running_loop().call_later(0.1, ready.set)
              await ready.wait()
              ready.clear()


          asyncio.run(wait_until_ready())
          asyncio.run(wait_until_ready())
        `,
        good: python`
          import asyncio


          async def wait_until_ready():
              ready = asyncio.Event()
              asyncio.get_running_loop().call_later(0.1, ready.set)
              await ready.wait()


          asyncio.run(wait_until_ready())
          asyncio.run(wait_until_ready())
        `,
        claim: { shows: 'is bound to a different event loop' },
      },
    ],
    limits:
      'Only objects made at the top of a module or class. Several loops are seen where one file starts them, and the coroutines that use the object are followed within it.',
    peers: [],
  },
  visit: {
    Call(call, view, report) {
      if (view.functionAround(call) || view.isNotebook) return;
      const binding = view.lookupCall(call, loopBound);
      if (binding === undefined) return;
      const callee = calleeText(view, call);
      if (binding === 'made' || isOldPrimitive(view, call)) {
        report({
          at: call,
          message:
            binding === 'made'
              ? `\`${callee}()\` needs a running event loop, and none runs while the module is imported; make it in a coroutine.`
              : `\`${callee}()\` is bound to another loop than the one that \`asyncio.run()\` starts, before Python 3.10; make it in a coroutine.`,
        });
        return;
      }
      const loops = loopsThatUse(view, call);
      if (loops.length < 2) return;
      report({
        at: call,
        message: `\`${callee}()\` is used on several event loops, but belongs to the first on which it has to wait and raises \`RuntimeError\` on the others; make one for each loop, in a coroutine.`,
        related: loops,
      });
    },
  },
});

const isOldPrimitive = (view: ChunkView, call: Call): boolean =>
  !hasPython(view, 10) && view.lookupCall(call, ASYNCIO_PRIMITIVES) !== undefined;

const ASYNCIO_PRIMITIVES = Object.fromEntries(
  Object.keys(loopBound)
    .filter((name) => name.startsWith('asyncio.'))
    .map((name) => [name, true as const]),
);

/** The places in the file that start a loop on which a coroutine uses the variable that the object is given. */
function loopsThatUse(view: ChunkView, call: Call): readonly RelatedPlace[] {
  const [variable, ...others] = bindingsOf(view, call);
  if (!variable || others.length > 0 || variable.scope !== 0) return [];
  return view.fileChunks().flatMap((chunk) =>
    chunk.facts.nodes.flatMap((node) => {
      const runs = node.kind === 'Call' ? chunk.lookupCall(node, loopStarters)?.runs : undefined;
      if (node.kind !== 'Call' || !runs) return [];
      const main = argumentsAt(node, runs.argument)[0]?.value;
      const type = main && chunk.typeOf(main.kind === 'Call' ? main.func : main);
      const definition = type && chunk.definition(type);
      if (!definition || !uses(definition.view, definition.node, variable.name, new Set())) return [];
      return [{ at: chunk.at(node), message: 'A loop that uses it is started here' }];
    }),
  );
}

/** Whether a function, or what it calls in the file, waits on the module's variable. */
function uses(view: ChunkView, node: FunctionDef, name: string, seen: Set<FunctionDef>): boolean {
  if (seen.has(node)) return false;
  seen.add(node);
  return [...preorder(view.facts, node)].some((inner) => {
    if (inner.kind === 'Name') return inner.name === name && isOfModule(view, inner);
    if (inner.kind !== 'Call') return false;
    const called = view.definition(view.typeOf(inner.func));
    return called?.view.uri === view.uri && uses(called.view, called.node, name, seen);
  });
}

function isOfModule(view: ChunkView, name: Name): boolean {
  const found = resolve(view.facts, name);
  return found === 'module' || found.scope === 0;
}
