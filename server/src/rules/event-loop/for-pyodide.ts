import { pyodide } from '../../knowledge/libraries.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { importsLibrary } from '../shared/imports-library.ts';

/**
 * Whether a file is for Python in the browser: it imports what there is only there, or stands in a package of that name. There
 * the loop always runs, and `asyncio.run()` and `run_until_complete()` go on it: https://pyodide.org/en/stable/usage/api/python-api/webloop.html
 */
export const isForPyodide = (view: ChunkView): boolean =>
  /\/_?pyodide\//.test(view.uri) || importsLibrary(view, pyodide);
