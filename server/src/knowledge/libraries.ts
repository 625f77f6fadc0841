import { aiofiles } from './libraries/aiofiles.ts';
import { aiogram } from './libraries/aiogram.ts';
import { aiohttp } from './libraries/aiohttp.ts';
import { django } from './libraries/django.ts';
import { fastapi } from './libraries/fastapi.ts';
import { flask } from './libraries/flask.ts';
import { homeAssistant } from './libraries/home-assistant.ts';
import type { Library } from './libraries/library.ts';
import { pyodide } from './libraries/pyodide.ts';
import { tornado } from './libraries/tornado.ts';
import { traitlets } from './libraries/traitlets.ts';
import { joinTables, type NameTable } from './name-table.ts';

export { django, pyodide };

/** All libraries that have a file of their own. */
export const libraries: readonly Library[] = [
  aiofiles,
  aiogram,
  aiohttp,
  django,
  fastapi,
  flask,
  homeAssistant,
  pyodide,
  tornado,
  traitlets,
];

/** What all libraries have in one of their tables. */
const all = <V>(tableOf: (library: Library) => NameTable<V> | undefined): NameTable<V> =>
  joinTables(...libraries.map((library) => tableOf(library) ?? {}));

export const routes = all(({ routes: table }) => table);
export const loopForEach = all(({ loopForEach: table }) => table);
export const ofOneTask = all(({ ofOneTask: table }) => table);
export const calledInTurn = all(({ calledInTurn: table }) => table);
export const notStarted = all(({ notStarted: table }) => table);
export const bodies = all(({ bodies: table }) => table);
export const openers = libraries.flatMap(({ opens }) => opens ?? []);
export const traits = libraries.flatMap(({ traits: own }) => own ?? []);
