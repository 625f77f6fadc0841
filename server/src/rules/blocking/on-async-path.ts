import { reference } from '../../fixes/add-import.ts';
import { insertAt, replaceRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { insertAwait } from '../../fixes/insert-await.ts';
import { usableName } from '../../fixes/usable-name.ts';
import { under } from '../../knowledge/name-table.ts';
import { localized } from '../../text/localized.ts';
import type { BlockingCase } from '../shared/blocking-case.ts';

/**
 * `Path(name).read_text()` → `await anyio.Path(name).read_text()`, `path.read_text()` → `await anyio.Path(path).read_text()`, where
 * the file has a library with such paths.
 */
export function onAsyncPath({ view, site, isDirect }: BlockingCase): readonly Fix[] {
  if (!isDirect || site.kind !== 'Call' || site.func.kind !== 'Attribute' || !view.lookupCall(site, AWAITED)) return [];
  const path = site.func.value;
  const library = view.library === 'asyncio' ? 'anyio' : view.library;
  if (usableName(view, site, library, `${library}.Path`) === undefined || path.start !== site.start) return [];
  const isMadeHere = path.kind === 'Call' && view.lookupCall(path, PATHS) === true;
  if (isMadeHere && path.func.start !== site.start) return [];
  return [
    {
      title: awaitMethodOf(site.func.attribute, `${library}.Path`),
      safety: 'unsafe',
      edits: () => {
        const { name, edits } = reference(view, site, `${library}.Path`);
        const [first, ...others] = insertAwait(view, site);
        const opening = `${first?.newText ?? ''}${name}`;
        const made = isMadeHere
          ? [replaceRange(view, path.func, opening)]
          : [insertAt(view, path.start, `${opening}(`), insertAt(view, path.end, ')')];
        return [...edits, ...made, ...others];
      },
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

const awaitMethodOf = localized({
  en: (method: string, path: string) => `Await \`${method}()\` of an \`${path}\``,
  'zh-cn': (method, path) => `改用 \`${path}\` 并等待它的 \`${method}()\``,
});

/** The harm of what only the disk can answer. */
export const waitsForDisk = {
  en: 'waits for the disk while no other task runs',
  'zh-cn': '会等待磁盘读写，期间其他任务都无法运行',
};
