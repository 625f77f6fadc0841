/** What the pages of the rules about blocking calls say of all of them. */
export const FOLLOWED =
  'Calls are followed where their target is certain: not through callbacks, dictionaries of functions, or objects of unknown class. Libraries are not looked into. Code is read as for Linux and the oldest Python of the project: branches for others (`if sys.platform == "win32":`) do not count.';

/** What `canLeaveThread` in `blocking-fixes.ts` goes by. */
export const STREAMED =
  'A call with `stream=True` is not offered to run in a thread: what it returns blocks again where it is read.';

/** Of those that warn. */
export const FOLLOWED_AND_WEIGHED = `${FOLLOWED} A call that holds up nobody, or hardly, is information: while an application starts or ends (a lifespan, a context manager around a \`FastAPI\` or \`Starlette\`, \`on_startup\` and the like, a function called \`shutdown\` or \`teardown\`), in a program that has started no other task or server by then, the first time alone where what is made is kept, where a helper comes there in some cases only and so does one that it calls, a sleep of less than 0.1 seconds in a helper, the start of a program that is not waited for, a database in a file that runs its loop in a thread of its own. What starts tasks or serves in a library that is not known is told by names such as \`start\`, \`serve\` and \`run\`; that another file hands a coroutine on without calling it is not seen.`;
