import { isStatement } from '../../facts/flow-statements.ts';
import type { Call, Expression, FunctionDef, Lambda, Node } from '../../facts/nodes.ts';
import { enclosing, isWithin } from '../../facts/walk.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { executorDispatches, threadUnsafe } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';

/** The function that a call runs in a thread. */
export function handedToThread(view: ChunkView, call: Call): Expression | undefined {
  const loader = view.lookupCall(call, executorDispatches);
  if (!loader || loader.to === 'greenlet' || loader.to === 'process' || loader.acceptsAsync) return undefined;
  return argumentsAt(call, loader.function)[0]?.value;
}

interface Start {
  readonly view: ChunkView;
  readonly place: Expression;
}

/** Where the file hands the function or lambda to a thread. */
export function startInThread(view: ChunkView, around: FunctionDef | Lambda): Start | undefined {
  if (around.kind === 'Lambda') {
    const argument = view.parent(around);
    const call = argument && view.parent(argument);
    const isHanded = call?.kind === 'Call' && handedToThread(view, call) === around;
    return isHanded ? { view, place: call.func } : undefined;
  }
  if (around.isAsync) return undefined;
  const base = threadBase(view, around);
  if (base) return { view, place: base };
  for (const { view: chunk, node } of view.occurrences(around.name)) {
    const place = placeInThread(chunk, node);
    if (place && chunk.definition(chunk.typeOf(place))?.node === around) return { view: chunk, place };
  }
  return undefined;
}

/** The argument that a thread runs, of which the mention is a part: `work`, `partial(self.work, 1)`. */
function placeInThread(view: ChunkView, mention: Node): Expression | undefined {
  for (let node = view.parent(mention); node && !isStatement(node); node = view.parent(node)) {
    const place = node.kind === 'Call' ? handedToThread(view, node) : undefined;
    if (place && isWithin(view.facts, mention, place)) return place;
  }
  return undefined;
}

/** `class Reader(threading.Thread)`, of which the function is the `run()`. */
function threadBase(view: ChunkView, around: FunctionDef): Expression | undefined {
  const cls = around.name === 'run' ? enclosing(view.facts, around, 'ClassDef') : undefined;
  return cls?.arguments.find(({ value }) => view.isInstanceOf(view.typeOf(value), 'threading.Thread'))?.value;
}

/** What `threadUnsafe` says of a method of an object that the function is given where it is handed to the thread. */
export function unsafeAsPassed(view: ChunkView, call: Call, around: Node | undefined): string | undefined {
  const { func } = call;
  if (func.kind !== 'Attribute' || func.value.kind !== 'Name' || around?.kind !== 'FunctionDef') return undefined;
  const name = func.value.name;
  const index = around.parameters.findIndex((parameter) => parameter.name === name && !parameter.annotation);
  if (index < 0 || view.bindingsReaching(func.value).some(({ type }) => type !== 'parameter')) return undefined;
  const start = startInThread(view, around);
  const passed = start && argumentPassed(start, index - (view.scope(around).type === 'class' ? 1 : 0));
  const method = passed && start.view.member(start.view.typeOf(passed), func.attribute);
  return method && start.view.lookup(method, threadUnsafe);
}

/** `Thread(target=work, args=(queue, loop))`, `to_thread(work, queue, loop)` */
function argumentPassed({ view, place }: Start, index: number): Expression | undefined {
  const argument = view.parent(place);
  const call = argument?.kind === 'Argument' ? view.parent(argument) : undefined;
  if (argument?.kind !== 'Argument' || call?.kind !== 'Call' || index < 0) return undefined;
  const packed = call.args.find(({ name }) => name === 'args')?.value;
  if (packed) return packed.kind === 'Collection' ? packed.elements[index] : undefined;
  const behind = call.args.slice(call.args.indexOf(argument) + 1, call.args.indexOf(argument) + 2 + index);
  return behind.every(({ name, stars }) => name === undefined && stars === 0) ? behind[index]?.value : undefined;
}
