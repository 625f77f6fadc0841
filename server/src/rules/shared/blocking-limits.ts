import type { Localized } from '../../text/localized.ts';

/** What the pages of the rules about blocking calls say of all of them. */
export const FOLLOWED: Localized = {
  en: 'Calls are followed where their target is certain: not through callbacks, dictionaries of functions, or objects of unknown class. Libraries are not looked into. Code is read as for Linux and the oldest Python of the project: branches for others (`if sys.platform == "win32":`) do not count.',
  'zh-cn':
    '只有目标确定的调用才会追踪：不追踪回调、存放函数的字典，以及类未知的对象。不查看库的内部。代码按 Linux 和项目支持的最低 Python 版本来理解：为其他平台写的分支（`if sys.platform == "win32":`）不算在内。',
};

/** What `canLeaveThread` in `blocking-fixes.ts` goes by. */
export const STREAMED: Localized = {
  en: 'A call with `stream=True` is not offered to run in a thread: what it returns blocks again where it is read.',
  'zh-cn': '带有 `stream=True` 的调用不提供移到线程中运行的修复：它返回的东西在读取时仍会阻塞。',
};

/** Of those that warn. */
export const FOLLOWED_AND_WEIGHED: Localized = {
  en: `${FOLLOWED.en} A call that holds up nobody, or hardly, is information: while an application starts or ends (a lifespan, a context manager around a \`FastAPI\` or \`Starlette\`, \`on_startup\` and the like, a function called \`shutdown\` or \`teardown\`), in a program that has started no other task or server by then, the first time alone where what is made is kept, where a helper comes there in some cases only and so does one that it calls, a sleep of less than 0.1 seconds in a helper, the start of a program that is not waited for, a database in a file that runs its loop in a thread of its own. What starts tasks or serves in a library that is not known is told by names such as \`start\`, \`serve\` and \`run\`; that another file hands a coroutine on without calling it is not seen.`,
  'zh-cn': `${FOLLOWED['zh-cn']}没有让谁等待、或几乎没有让谁等待的调用，级别是“信息”：应用启动或结束期间（lifespan、套在 \`FastAPI\` 或 \`Starlette\` 外面的上下文管理器、\`on_startup\` 之类、名为 \`shutdown\` 或 \`teardown\` 的函数）；程序到那时还没有启动其他任务或服务器；只有第一次会阻塞、结果会被保存下来；辅助函数只在某些情况下才会走到那里，而它调用的函数也是如此；辅助函数里不到 0.1 秒的休眠；启动程序但不等待它结束；在自己的线程里运行事件循环的文件中的数据库。在未知的库里，是什么启动任务或提供服务，根据 \`start\`、\`serve\` 和 \`run\` 之类的名称判断；另一个文件把协程传给别处而没有调用它，这一点看不到。`,
};
