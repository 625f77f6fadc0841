/**
 * What a decorator makes of a function, seen by those who call it:
 * - `transparent`: the same kind of function, async stays async;
 * - `calls-plainly`: the same function, which others call as a plain one (commands, validators);
 * - `makes-sync`: a plain function of an async one;
 * - `makes-async`: an async function of a plain one;
 * - `value`: who names it gets the function's result, not the function (fixtures);
 * - `caches`: the same kind, but a second call gives the same object;
 * - `unknown`: something else that nothing is known of.
 *
 * It does not matter whether the decorator is used bare (`@task`) or called (`@task(retries=3)`).
 */
export type DecoratorEffect =
  'transparent' | 'calls-plainly' | 'makes-sync' | 'makes-async' | 'value' | 'caches' | 'unknown';
