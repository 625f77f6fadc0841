/** Special methods that Python calls in code that cannot await, and those that it awaits in their place. */
export const asyncCounterparts: Readonly<Record<string, string>> = {
  __enter__: '__aenter__',
  __exit__: '__aexit__',
  __iter__: '__aiter__',
  __next__: '__anext__',
};

/** Special methods that Python awaits. */
export const awaitedMethods: ReadonlySet<string> = new Set(['__aenter__', '__aexit__', '__anext__']);

/** Special methods whose result Python hands on as it is, so that its caller may await it: `await handler()`, `await rows[1]`. */
export const handedOnMethods: ReadonlySet<string> = new Set([
  '__call__',
  '__getitem__',
  '__class_getitem__',
  '__getattr__',
]);

export const isDunder = (name: string): boolean => /^__\w+__$/.test(name);

/** `_name`, by agreement of no concern outside; `__name` is even another name there. */
export const isPrivate = (name: string): boolean => name.startsWith('_') && !name.startsWith('__');
