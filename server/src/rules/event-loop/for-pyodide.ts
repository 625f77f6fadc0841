import type { ChunkView } from '../../project/model/chunk-view.ts';

/**
 * Whether a file is for Python in the browser: it imports what there is only there, or stands in a package of that name. There
 * the loop always runs, and `asyncio.run()` and `run_until_complete()` go on it: https://pyodide.org/en/stable/usage/api/python-api/webloop.html
 */
export const isForPyodide = (view: ChunkView): boolean =>
  /\/_?pyodide\//.test(view.uri) ||
  view
    .fileChunks()
    .some(({ facts }) =>
      facts.nodes.some(
        (node) =>
          (node.kind === 'ImportFrom' && BROWSER.test(node.module)) ||
          (node.kind === 'Import' && node.names.some(({ name }) => BROWSER.test(name))),
      ),
    );

const BROWSER = /^(?:pyodide|pyodide_js|js)(?:$|\.)/;
