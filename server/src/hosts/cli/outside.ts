import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { reasonOf } from '../anywhere/unreadable.ts';
import type { OutsideOptions } from './arguments.ts';
import { fillWithOutsides, portablePath } from './fill-with-outsides.ts';
import type { Tell } from './fill-workspace.ts';
import { exitCodes, type Machine } from './machine.ts';
import { nameIn, uriOf } from './names.ts';
import { isNotebook } from './notebook.ts';
import type { Outside } from './outsides.ts';
import { printable } from '../anywhere/printable.ts';

const all = { exclude: [], forceExclude: false, isolated: false, shard: undefined, stdinFilename: undefined };

/** Writes what files tell others into a file; gives the exit code. The same files give the same bytes, wherever they lie. */
export async function outside({ paths, outsides, outputFile }: OutsideOptions, machine: Machine): Promise<number> {
  const { cwd, language } = machine;
  let code: number = exitCodes.clean;
  const tell: Tell = ({ file, line, reason }) => {
    code = exitCodes.failed;
    const place = line === undefined ? file : `${file}:${String(line)}`;
    machine.err(`async-pitfalls: ${printable(`${place}: ${reason[language]}`)}\n`);
  };
  const caching = { cache: false, cacheFolder: undefined, shard: undefined };
  const workspace = await machine.openWorkspace({ select: undefined, ignore: [] }, caching);
  try {
    const { present, settings } = await fillWithOutsides(workspace, { ...all, paths, outsides }, machine, tell);
    const files = present
      .filter((path) => !isNotebook(path))
      .map((path) => ({ file: portablePath(path, cwd), pieces: workspace.outside(uriOf(path)) }));
    const told: Outside = { format: 1, settings, files };
    const path = resolve(cwd, outputFile);
    await writeFile(path, `${JSON.stringify(told)}\n`).catch((error: unknown) =>
      tell({ file: nameIn(cwd, uriOf(path)), reason: reasonOf(error), unchecked: 'none' }),
    );
    return code;
  } finally {
    workspace.dispose();
  }
}
