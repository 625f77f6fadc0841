import type { NameTable } from '../name-table.ts';

/** What rules and inference know of one library, but for its calls that block (`blocking/`) and what has to do with the loop (`loop/`). */
export interface Library {
  /** What files import that use it. */
  readonly packages: readonly string[];
  /** Decorators that run a plain function in a thread, and an async one on the loop. */
  readonly routes?: NameTable<true>;
  /** Decorators of functions that run on a loop of their own, which ends with them. */
  readonly loopForEach?: NameTable<true>;
  /** Classes of which an object is made for each request, connection or dialog: no two tasks work with it. */
  readonly ofOneTask?: NameTable<true>;
  /** Methods of classes that are called on an object one after the other. */
  readonly calledInTurn?: NameTable<readonly string[]>;
  /** Classes whose objects can be awaited, and do nothing before. */
  readonly notStarted?: NameTable<true>;
  /** Classes of bodies that come in lines, and in chunks by `iter_chunked()`. */
  readonly bodies?: NameTable<true>;
  /** Methods that start by themselves, and give what can be awaited for their result. */
  readonly startByThemselves?: readonly string[];
  /** The function that opens a file, and whether it has to be awaited for that. */
  readonly opens?: { readonly name: string; readonly isAwaited: boolean };
  /** Descriptors that are given the class of what their attribute holds, an object or the class itself, and the file they are in. */
  readonly traits?: { readonly file: string; readonly ofInstance: string; readonly ofClass: string };
}
