import type { CodeOrText, Localized } from '../../text/localized.ts';
import type { ArgumentPlace } from '../argument-place.ts';
import { joinTables, under, type NameTable } from '../name-table.ts';
import { inPlainFunction } from '../words.ts';
import type { ExecutorDispatch } from './dispatches.ts';

/** A callable that calls back a plain function; an async one makes a coroutine that nobody awaits. */
export interface CallbackTaker {
  readonly callback: ArgumentPlace;
  /** When it is called: by the loop, by a signal, at exit, in a worker, or during the call, which uses the result as a value. */
  readonly calledBy: 'loop' | 'signal' | 'exit' | 'worker' | 'call';
  /** Gives an iterator, which calls it for each element. */
  readonly lazy?: true;
  /** Hands the results on: fine where what comes out is awaited, as in `gather(*map(fetch, urls))`. */
  readonly handsOn?: true;
  /** What takes an async function in its stead; Markdown. */
  readonly instead?: CodeOrText;
}

/** What awaits what a function returns that it is given, or that it decorates. */
export interface AsyncCaller {
  /** Functions, also in lists and dicts. */
  readonly callback?: ArgumentPlace;
  /** As a decorator: refuses a plain function at once, or fails when that is called. */
  readonly decorated?: 'start' | 'call';
}

/** A decorator that hands its function to what calls it as a plain one. */
export interface PlainCaller {
  /** What to do instead; Markdown, an imperative. */
  readonly advice: Localized;
  /** Keywords by which others come to call it. */
  readonly unless?: readonly string[];
}

const taker = (
  calledBy: CallbackTaker['calledBy'],
  position: number | undefined,
  name: string | undefined,
  instead?: CodeOrText,
): CallbackTaker => ({
  calledBy,
  callback: { ...(position === undefined ? {} : { position }), ...(name === undefined ? {} : { name }) },
  ...(instead === undefined ? {} : { instead }),
});

const onLoop = (position: number, instead: CodeOrText = inPlainFunction('asyncio.create_task()')): CallbackTaker =>
  taker('loop', position, 'callback', instead);

const loopCallbacks: NameTable<CallbackTaker> = joinTables(
  ...['asyncio.AbstractEventLoop', 'asyncio.BaseEventLoop'].map((loop) =>
    joinTables<CallbackTaker>(
      under(loop, 'call_soon', onLoop(0, '`asyncio.create_task()`')),
      under(loop, 'call_soon_threadsafe', onLoop(0, '`asyncio.run_coroutine_threadsafe()`')),
      under(loop, 'call_later call_at', onLoop(1)),
      under(loop, 'add_reader add_writer add_signal_handler', onLoop(1)),
      under(loop, 'set_exception_handler', taker('loop', 0, 'handler')),
    ),
  ),
  under('asyncio.Future', 'add_done_callback', taker('loop', 0, undefined)),
  under('concurrent.futures.Future', 'add_done_callback', taker('worker', 0, 'fn')),
  under('contextlib.AsyncExitStack', 'callback', taker('call', 0, undefined, '`push_async_callback()`')),
  under('contextlib.ExitStack', 'callback', taker('call', 0, undefined, '`AsyncExitStack.push_async_callback()`')),
  under('unittest.TestCase', 'addCleanup', taker('call', 0, undefined, '`addAsyncCleanup()`')),
);

const programCallbacks: NameTable<CallbackTaker> = joinTables(
  under('signal', 'signal', taker('signal', 1, undefined, '`loop.add_signal_handler()`')),
  under('atexit', 'register', taker('exit', 0, undefined)),
  under('weakref', 'finalize', taker('exit', 1, undefined)),
  under('sys', 'settrace setprofile', taker('call', 0, undefined)),
);

const lazily = (position: number, name?: string): CallbackTaker => ({ ...taker('call', position, name), lazy: true });
const handsOn = (position: number): CallbackTaker => ({ ...lazily(position), handsOn: true });

/** What calls a function during its own call or, if it is lazy, while its iterator is run through. */
export const calledInTurn: NameTable<CallbackTaker> = joinTables(
  under('builtins', 'sorted min max', taker('call', undefined, 'key')),
  under('builtins.list', 'sort', taker('call', undefined, 'key')),
  under('builtins', 'filter', lazily(0)),
  under('builtins', 'map', handsOn(0)),
  under('functools', 'reduce', taker('call', 0, undefined)),
  under('functools', 'cmp_to_key', taker('call', 0, 'mycmp')),
  under('itertools', 'filterfalse takewhile dropwhile', lazily(0)),
  under('itertools', 'accumulate', lazily(1, 'func')),
  under('itertools', 'groupby', lazily(1, 'key')),
  under('itertools', 'starmap', handsOn(0)),
  under('heapq', 'nlargest nsmallest', taker('call', 2, 'key')),
  under('re', 'sub subn', taker('call', 1, 'repl')),
  under('re.Pattern', 'sub subn', taker('call', 0, 'repl')),
);

export const callbackTakers: NameTable<CallbackTaker> = joinTables(loopCallbacks, programCallbacks, calledInTurn);

/** Who runs the function it is given elsewhere wants a plain one, unless it takes both. */
export const workersOf = (loaders: NameTable<ExecutorDispatch>): NameTable<CallbackTaker> =>
  Object.fromEntries(
    Object.entries(loaders)
      .filter(([, loader]) => !loader.acceptsAsync)
      .map(([name, loader]) => [name, { callback: loader.function, calledBy: 'worker' as const }]),
  );
