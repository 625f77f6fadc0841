import { joinTables, under, type NameTable } from '../name-table.ts';

/** Objects that are something else, or fail, in another thread. */
export const threadBoundTypes: NameTable<true> = joinTables(
  under('threading', 'local', true),
  under('tkinter', 'Misc Variable', true),
);

/** Fails outside the main thread. */
export const wantsMainThread: NameTable<true> = joinTables(
  under('signal', 'signal set_wakeup_fd siginterrupt', true),
  under('tkinter', 'Tk mainloop', true),
);

/** Asks for, or changes, what each thread has of its own; decimal's context is one of a task's context. */
export const ofOwnThread: NameTable<true> = joinTables(
  under('threading', 'current_thread get_ident get_native_id settrace setprofile', true),
  under('sys', 'settrace setprofile', true),
  under('decimal', 'getcontext setcontext localcontext', true),
);
