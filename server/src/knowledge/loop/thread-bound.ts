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
