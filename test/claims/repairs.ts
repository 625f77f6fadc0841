/**
 * Rules whose fixes make something work that fails, hangs or never runs without them, so that no program can print the same
 * before and after: their pages' examples are run instead, see `claims.test.ts`.
 */
export const repairs: Readonly<Record<string, string>> = {
  'async-callback': 'the coroutine of the callback never runs',
  'async-dunder': 'Python takes the coroutine for the result, or finds no method',
  'async-for-on-sync-iterable': 'raises TypeError',
  'async-function-as-condition': 'the condition always holds',
  'async-override': 'awaiting what the override gives raises TypeError',
  'async-test-not-run': 'the test does not run',
  'async-with-on-sync-cm': 'raises TypeError',
  'asyncio-run-in-loop': 'raises RuntimeError',
  'await-non-awaitable': 'raises TypeError',
  'await-outside-async': 'raises SyntaxError',
  'context-lost': 'what the thread sets is lost',
  'coroutine-as-value': 'the coroutine is used in place of its result',
  'coroutine-reuse': 'raises RuntimeError at the second await',
  'django-async-unsafe': 'raises SynchronousOnlyOperation',
  'fixture-not-awaited': 'the test gets a coroutine',
  'gather-function-object': 'raises TypeError',
  'gather-not-unpacked': 'raises TypeError',
  'handler-never-runs': 'the handler does not run',
  'lock-across-await': 'hangs',
  'lock-not-held': 'raises RuntimeError',
  'mock-not-async': 'raises TypeError',
  'return-value-in-async-generator': 'raises SyntaxError',
  'stop-iteration': 'raises RuntimeError',
  'swallowed-cancellation': 'the task that is cancelled goes on',
  'sync-callback': 'raises TypeError',
  'sync-for-on-async-iterable': 'raises TypeError',
  'sync-with-on-async-cm': 'raises TypeError',
  'thread-unsafe-call': 'the loop does not wake up',
  'timeout-without-await': 'the timeout ends nothing',
  'unawaited-coroutine': 'the coroutine never runs',
  'unawaited-return': 'the caller gets a coroutine',
  'wait-coroutines': 'raises TypeError',
  'yield-from-in-async': 'raises SyntaxError',
};

/** Single kinds of fixes of other rules, by rule and kind, of which the same holds, or that need what a program cannot bring along. */
export const repairKinds: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'blocking-database': { 'Make … a plain function, which the framework runs in a thread': 'needs the framework' },
  'blocking-http': { 'Make … a plain function, which the framework runs in a thread': 'needs the framework' },
  'deprecated-event-loop': { 'Remove …': 'raises TypeError since Python 3.10' },
  'gather-exceptions': {
    'Add …': 'an error ends the others, whose results are looked at',
    'Test for …': 'an error is taken for a result',
  },
  'race-across-await': { 'Await before reading …': 'an update is lost' },
  'unused-async': { 'Make … a plain … and drop its …s (N files)': 'the same in one file is run' },
};
