import { under } from '../knowledge/name-table.ts';
import type { ChunkView, EffectSite } from '../project/chunk-view.ts';
import { reference } from '../fixes/add-import.ts';
import { replaceRange } from '../fixes/edits.ts';
import type { Fix } from '../fixes/fix.ts';
import { insertAwait } from '../fixes/insert-await.ts';
import { usableName } from '../fixes/usable-name.ts';
import { blockingVisitors, inThread, moreTelling, threadRunnerName, type BlockingCase } from './blocking-report.ts';
import { defineRule } from './rule.ts';

export const blockingFile = defineRule({
  id: 'blocking-file',
  category: 'blocking',
  severity: 'information',
  fix: 'sometimes',
  summary: 'Reading or writing files in a coroutine holds up the event loop while the disk works.',
  docs: {
    why: [
      'Files have no asynchronous interface in asyncio: opening, reading, listing and deleting wait in the thread of the event loop. On a local disk that is short, on a busy or remote one it is not.',
      'Where it matters, put the whole piece of work into a plain function and run that in a thread. What is done with a file that was opened in the same function is reported once, at its opening.',
    ].join(' '),
    examples: [
      {
        bad: 'import asyncio\nfrom pathlib import Path\n\n\nasync def load_report(name):\n    return Path(name).read_text()\n\n\nPath("report.txt").write_text("All is well.")\nprint(asyncio.run(load_report("report.txt")))\n',
        good: 'import asyncio\nfrom pathlib import Path\n\n\nasync def load_report(name):\n    return await asyncio.to_thread(Path(name).read_text)\n\n\nPath("report.txt").write_text("All is well.")\nprint(asyncio.run(load_report("report.txt")))\n',
        claim: { stallMilliseconds: 500, when: 'on a disk that takes half a second to answer' },
      },
    ],
    limits:
      'Calls are followed where their target is certain: not through callbacks, dictionaries of functions, or objects of unknown class. Libraries are not looked into.',
    peers: [
      'ruff ASYNC230',
      'ruff ASYNC240',
      'flake8-async ASYNC230',
      'flake8-async ASYNC231',
      'flake8-async ASYNC232',
      'flake8-async ASYNC240',
      'SonarPython S7493',
    ],
  },
  yieldsTo: moreTelling('blocking-file'),
  visit: blockingVisitors('blocking-file', {
    harm: 'waits for the disk while no other task runs',
    advice: ({ view, site, isDirect }) => (isDirect && opensFile(view, site) ? openingAdvice(view) : undefined),
    fixes: (found) => [...onAsyncPath(found), ...inThread(found)],
  }),
});

/** A file object would go on blocking where it is used: the whole work with it must move. */
function opensFile(view: ChunkView, site: EffectSite): boolean {
  if (site.kind !== 'Call') return false;
  const file = view.typeOf(site);
  return (
    file.kind === 'instance' &&
    ['io.IOBase', 'zipfile.ZipFile', 'tarfile.TarFile'].some((name) => view.isInstanceOf(file, name))
  );
}

function openingAdvice(view: ChunkView): string {
  const thread = `put the work with the file into a plain function and run that with ${threadRunnerName(view)}`;
  return view.library === 'asyncio' ? thread : `use \`await ${view.library}.open_file()\`, or ${thread}`;
}

/** `Path(name).read_text()` → `await anyio.Path(name).read_text()`, where the file has a library with such paths. */
function onAsyncPath({ view, site, isDirect }: BlockingCase): readonly Fix[] {
  if (!isDirect || site.kind !== 'Call' || site.func.kind !== 'Attribute' || !view.lookupCall(site, AWAITED)) return [];
  const made = site.func.value;
  if (made.kind !== 'Call' || view.lookupCall(made, PATHS) !== true) return [];
  const library = view.library === 'asyncio' ? 'anyio' : view.library;
  if (usableName(view, site, library, `${library}.Path`) === undefined) return [];
  const { name, edits } = reference(view, site, `${library}.Path`);
  const awaited = insertAwait(view, site);
  const [first, ...others] = awaited;
  if (first?.at.start !== view.at(made.func).start) return [];
  return [
    {
      title: `Await \`${site.func.attribute}()\` of an \`${library}.Path\``,
      safety: 'unsafe',
      edits: [...edits, replaceRange(view, made.func, first.newText + name), ...others],
    },
  ];
}

const PATHS = { 'pathlib.Path': true } as const;

/** What `anyio.Path` and `trio.Path` do as `pathlib.Path` does, but for the `await`. */
const AWAITED = under(
  'pathlib.Path',
  'read_text read_bytes write_text write_bytes exists is_file is_dir stat mkdir rmdir unlink touch resolve',
  true,
);
