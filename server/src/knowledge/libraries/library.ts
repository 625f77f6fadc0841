import type { ArgumentPlace } from '../argument-place.ts';
import type { BlockingCall } from '../blocking/blocking-call.ts';
import type { DecoratorEffect } from '../decorators/decorator-effect.ts';
import type { AsyncCaller, CallbackTaker, PlainCaller } from '../loop/callbacks.ts';
import type { ExecutorDispatch, LoopDispatch } from '../loop/dispatches.ts';
import type { LoopBinding } from '../loop/primitives.ts';
import type { LoopStarter } from '../loop/starters.ts';
import type { CancelScope, CoroutineConsumer, Sleep, TaskSpawner } from '../loop/tasks.ts';
import type { ValueConsumer } from '../loop/values.ts';
import type { NameTable } from '../name-table.ts';

export type GivenArguments = readonly string[] | Readonly<Record<string, readonly string[]>>;

/** All that is known of one library. What its file leaves out is not known, or not there. */
export interface Library {
  /** What files import that use it. */
  readonly packages: readonly string[];
  /**
   * Its `__init__.pyi`, for machines where it is not installed and for libraries whose own types do not say what their calls return;
   * `stubs/README.md` has the rules. A package of which several modules matter has them as files in `stubs/`, where Python's tools
   * read them.
   */
  readonly stub?: string;

  // Calls that block
  /** Calls that hold up the thread that makes them. */
  readonly blocking?: NameTable<BlockingCall>;
  /** Decorators that call a plain function again when it has failed, and sleep before that if one of these arguments is there, or always. */
  readonly sleepsBetweenTries?: NameTable<readonly ArgumentPlace[] | 'always'>;
  /** Classes of clients that keep connections open for later calls, and stand in no other table. */
  readonly keepsConnections?: NameTable<true>;
  /** Client classes whose async counterpart takes the same arguments and has the same methods, to be awaited. */
  readonly asyncClients?: NameTable<string>;
  /** Coroutine functions that wait until a socket can be read from or written to. */
  readonly socketWaits?: NameTable<true>;
  /** The function that opens a file, and whether it has to be awaited for that. */
  readonly opens?: { readonly name: string; readonly isAwaited: boolean };

  // Into the loop, and out of it
  readonly executorDispatches?: NameTable<ExecutorDispatch>;
  readonly loopDispatches?: NameTable<LoopDispatch>;
  /** Not thread-safe: what to use in code that runs in a thread. */
  readonly threadUnsafe?: NameTable<string>;
  readonly loopStarters?: NameTable<LoopStarter>;
  /** Called once, these make starting a loop inside a running one legal. */
  readonly nestedLoopPatches?: NameTable<true>;
  /** Calls that find out whether a loop runs in this thread. */
  readonly runningLoopGuards?: NameTable<true>;

  // Tasks
  readonly taskSpawners?: NameTable<TaskSpawner>;
  readonly coroutineConsumers?: NameTable<CoroutineConsumer>;
  /** What runs a function in a task of its own for each request or message: where it is given, or as a decorator. Not `routes`. */
  readonly runsForEach?: NameTable<ArgumentPlace | 'decorated'>;
  /** Blocks that own the tasks started in them. Entered with `async with`. */
  readonly taskScopes?: NameTable<'anyio' | 'trio'>;
  readonly cancelScopes?: NameTable<CancelScope>;
  /** Exceptions that carry a cancellation. */
  readonly cancellationExceptions?: NameTable<'trio' | 'any'>;
  readonly sleeps?: NameTable<Sleep>;

  // Locks, connections
  readonly loopBound?: NameTable<LoopBinding>;
  /** Raises RuntimeError when it is called where no loop runs. */
  readonly needsRunningLoop?: NameTable<true>;
  /** Locks that are held with `async with`. */
  readonly asyncLocks?: NameTable<true>;
  /** Those of them that stand in the memory of the program, not in a database or a file. */
  readonly locksInMemory?: NameTable<true>;
  /** Those of them that one task holds at a time, and cannot take again. */
  readonly exclusiveLocks?: NameTable<true>;
  /** Connections and sessions that only one task may use at a time: `gather` over them fails. */
  readonly notConcurrent?: NameTable<true>;
  /** Awaited, they let nobody else run: they go on at once, or raise because of a cancellation. */
  readonly keepTurn?: NameTable<true>;
  /** Classes whose objects can be awaited, and do nothing before. */
  readonly notStarted?: NameTable<true>;
  /** Classes of bodies that come in lines, and in chunks by `iter_chunked()`. */
  readonly bodies?: NameTable<true>;
  /** Methods that start by themselves, and give what can be awaited for their result. */
  readonly startByThemselves?: readonly string[];

  // What it calls
  readonly callbackTakers?: NameTable<CallbackTaker>;
  /** Decorators whose function is called as a plain one; `unless` an option of theirs says that another class calls it. */
  readonly plainCallers?: NameTable<PlainCaller>;
  /** What awaits what the function returns that it is given, or that it decorates. */
  readonly asyncCallers?: NameTable<AsyncCaller>;
  /** What takes a function, async or not, that it calls itself when it is needed. */
  readonly dependencyTakers?: NameTable<ArgumentPlace>;
  /**
   * Decorators whose function the library calls: the classes of the arguments that it passes, in order and without `self`; by the name of
   * the function or of the decorator where they differ.
   */
  readonly givenArguments?: NameTable<GivenArguments>;
  /** Methods that it calls, async or not: whether an override is async is its own affair. */
  readonly eitherHooks?: NameTable<true>;
  readonly decorators?: NameTable<DecoratorEffect>;
  /** Decorators that run a plain function in a thread, and an async one on the loop. */
  readonly routes?: NameTable<true>;
  /** Decorators of functions of whose result an answer to a client is made, and that is not awaited. */
  readonly answers?: NameTable<true>;
  /** Decorators of functions that run on a loop of their own, which ends with them. */
  readonly loopForEach?: NameTable<true>;
  /** Decorators of classes whose fields are the parameters of the constructor, in order. */
  readonly fieldDecorators?: NameTable<true>;
  /** Bases of such classes; the constructor of some takes the fields only by their names. */
  readonly fieldBases?: NameTable<'in order' | 'by name'>;
  /** Classes of which an object is made for each request, connection or dialog: no two tasks work with it. */
  readonly ofOneTask?: NameTable<true>;
  /** Decorators of functions that a worker calls again and again, one job after the other. */
  readonly calledAgain?: NameTable<true>;
  /** Methods of classes that are called on an object one after the other. */
  readonly calledInTurn?: NameTable<readonly string[]>;

  // Values, tests
  readonly valueConsumers?: NameTable<ValueConsumer>;
  /** Tests whether something is a coroutine, an awaitable or an async function. */
  readonly coroutineGuards?: NameTable<'object' | 'function'>;
  /** Test case classes, and whether they run `async def test_…`. */
  readonly testCases?: NameTable<'sync' | 'async'>;
  /** Mocks: whether awaiting a call of one works. */
  readonly mocks?: NameTable<'sync' | 'async'>;
  /** Descriptors that are given the class of what their attribute holds, an object or the class itself, and the file they are in. */
  readonly traits?: { readonly file: string; readonly ofInstance: string; readonly ofClass: string };
}
