import type { Argument, Await, Call, NodeOf } from '../../../server/src/facts/nodes.ts';
import type { Edit } from './break.ts';
import { dottedName, replaced, sourceOf, type Piece } from './source-module.ts';

/** `await asyncio.sleep(x)` → `time.sleep(x)`, with the import where it is missing. */
export function sleepingThread(piece: Piece, node: Await, call: Call): readonly Edit[] | undefined {
  const [seconds, ...others] = call.args;
  if (dottedName(piece, call.func) !== 'asyncio.sleep' || seconds?.stars !== 0 || others.length > 0) return undefined;
  if (seconds.value.kind === 'Constant' && seconds.value.value === 0) return undefined;
  const sleep = replaced(piece, { start: node.start, end: call.openParen }, 'time.sleep');
  if (piece.module.imports.get('time') === 'time') return [sleep];
  const place = placeForImport(piece);
  const isTaken = piece.module.pieces.some(({ facts }) => facts.bindings.some(({ name }) => name === 'time'));
  return place === undefined || isTaken ? undefined : [{ start: place, end: place, text: 'import time\n' }, sleep];
}

/** In front of the first import at the top of the file. */
function placeForImport({ module }: Piece): number | undefined {
  for (const { facts, start } of module.pieces)
    for (const node of facts.body)
      if (node.kind === 'Import' || (node.kind === 'ImportFrom' && node.module !== '__future__'))
        return start + node.start;
  return undefined;
}

/** `t = asyncio.create_task(f())` → `asyncio.create_task(f())` */
export function droppedTask(piece: Piece, node: NodeOf<'Assign' | 'AnnAssign'>): readonly Edit[] | undefined {
  const { value } = node;
  if (value?.kind !== 'Call' || !makesTask(piece, value)) return undefined;
  if (node.kind === 'Assign' && node.targets.length > 1) return undefined;
  const behind = node.kind === 'Assign' ? node.targets[0]! : node.annotation;
  const isBare = sourceOf(piece, { start: behind.end, end: value.start }).trim() === '=';
  return isBare ? [replaced(piece, { start: node.start, end: value.start }, '')] : undefined;
}

/** Those of task groups are kept by the group. */
function makesTask(piece: Piece, call: Call): boolean {
  const name = dottedName(piece, call.func) ?? sourceOf(piece, call.func);
  return /^asyncio\.(create_task|ensure_future)$|loop(\(\))?\.create_task$/.test(name);
}

/** `create_task(f(x))` → `create_task(f)`; one edit for each argument that is a call. */
export function uncalled(piece: Piece, call: Call): readonly Edit[] {
  const name = dottedName(piece, call.func) ?? sourceOf(piece, call.func);
  const taken =
    name === 'asyncio.gather'
      ? call.args
      : /(\.create_task|^asyncio\.ensure_future)$/.test(name)
        ? call.args.slice(0, 1)
        : [];
  return taken.flatMap(({ value, stars, name: keyword }) =>
    value.kind === 'Call' && stars === 0 && keyword === undefined && dottedName(piece, value.func) !== undefined
      ? [replaced(piece, { start: value.openParen, end: value.end }, '')]
      : [],
  );
}

/** `await asyncio.to_thread(f, a)` → `f(a)`, and so for the other ways into a thread. */
export function onThisThread(piece: Piece, node: Await, call: Call): readonly Edit[] | undefined {
  const name = dottedName(piece, call.func) ?? sourceOf(piece, call.func);
  const way = waysIntoThread.find(({ pattern }) => pattern.test(name));
  const [func, ...args] = way ? call.args.slice(way.position) : [];
  if (!way || !func || call.args.slice(0, way.position + 1).some(isOdd)) return undefined;
  const passed = way.passesNamed ? args : args.filter((argument) => argument.name === undefined);
  const callee = sourceOf(piece, func.value);
  const isPlain = ['Name', 'Attribute', 'Call', 'Subscript'].includes(func.value.kind);
  const list = passed.map((argument) => sourceOf(piece, argument)).join(', ');
  return [replaced(piece, node, `${isPlain ? callee : `(${callee})`}(${list})`)];
}

const isOdd = ({ stars, name }: Argument): boolean => stars > 0 || name !== undefined;

const waysIntoThread: readonly { pattern: RegExp; position: number; passesNamed: boolean }[] = [
  { pattern: /^asyncio\.to_thread$/, position: 0, passesNamed: true },
  { pattern: /(^|\.)run_in_threadpool$/, position: 0, passesNamed: true },
  { pattern: /(^|\.)to_thread\.run_sync$/, position: 0, passesNamed: false },
  { pattern: /\.run_in_executor$/, position: 1, passesNamed: false },
];
