import type { Library } from './library.ts';

/** Python in the browser: what can be imported only there. */
export const pyodide: Library = { packages: ['pyodide', 'pyodide_js', 'js'] };
