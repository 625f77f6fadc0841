import { openers } from '../../knowledge/libraries.ts';
import type { Node } from '../../facts/nodes.ts';
import { type AsyncOpen, openAsync } from '../../fixes/async-file.ts';
import type { Fix } from '../../fixes/fix.ts';
import { usableName } from '../../fixes/usable-name.ts';
import type { EffectSite } from '../../project/effects/effect.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized, type Localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { FOLLOWED } from '../shared/blocking-limits.ts';
import { blockingVisitors, moreTelling } from '../shared/blocking-report.ts';
import { inThread } from '../shared/blocking-fixes.ts';
import { threadRunnerName } from '../shared/blocking-words.ts';
import { type BlockingCase } from '../shared/blocking-case.ts';
import { onAsyncPath } from './on-async-path.ts';
import { waitsForDisk } from './on-async-path.ts';

export const blockingFile = defineRule({
  id: 'blocking-file',
  category: 'blocking',
  severity: 'information',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: 'Reading, writing or copying files in a coroutine holds up the event loop while the disk works.',
    'zh-cn': '在协程里读取、写入或复制文件，磁盘工作期间事件循环会被阻塞。',
  },
  docs: {
    why: {
      en: [
        'Files have no asynchronous interface in asyncio: opening, reading, copying and walking through folders wait in the thread of the event loop. On a local disk that is short, on a busy or remote one it is not.',
        'Where it matters, put the whole piece of work into a plain function and run that in a thread, or open the file with `aiofiles` or `anyio`, which do so for each single operation. What is done with a file that was opened in the same function is reported once, at its opening.',
      ].join(' '),
      'zh-cn': [
        'asyncio 没有异步的文件接口：打开、读取、复制文件和遍历文件夹，都在事件循环的线程里等待。本地磁盘上这很短，繁忙的或远程的磁盘上则不然。',
        '如果这有影响，请把整段工作放进一个普通函数，在线程中运行；或者用 `aiofiles` 或 `anyio` 打开文件，它们会对每个操作都这样做。对同一个函数里打开的文件所做的操作只报告一次，报告在打开它的地方。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio
          from pathlib import Path


          async def load_report(name):
              return Path(name).read_text()


          Path("report.txt").write_text("All is well.")
          print(asyncio.run(load_report("report.txt")))
        `,
        good: python`
          import asyncio
          from pathlib import Path


          async def load_report(name):
              return await asyncio.to_thread(Path(name).read_text)


          Path("report.txt").write_text("All is well.")
          print(asyncio.run(load_report("report.txt")))
        `,
        claim: {
          stallMilliseconds: 500,
          when: { en: 'on a disk that takes half a second to answer', 'zh-cn': '如果磁盘要半秒才响应' },
        },
      },
    ],
    limits: {
      en: `${FOLLOWED.en} What only asks for names or changes them (\`exists\`, \`stat\`, \`mkdir\`, \`unlink\`) is for \`blocking-path\`.`,
      'zh-cn': `${FOLLOWED['zh-cn']}只查询或更改名称的操作（\`exists\`、\`stat\`、\`mkdir\`、\`unlink\`）由 \`blocking-path\` 负责。`,
    },
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
  supersededBy: moreTelling('blocking-file'),
  visit: blockingVisitors('blocking-file', {
    harm: waitsForDisk,
    isGrave: () => true,
    advice: ({ view, site, isDirect }) => (isDirect && opensFile(view, site) ? openingAdvice(view, site) : undefined),
    fixes: (found) => [...onAsyncPath(found), ...asAsyncFile(found), ...inThread(found)],
  }),
});

/** A file object would go on blocking where it is used: the whole work with it must move. */
function opensFile(view: ChunkView, site: EffectSite): boolean {
  if (site.kind !== 'Call') return false;
  const file = view.typeOf(site);
  if (view.lookupCall(site, OPENERS) === true) return true;
  return (
    file.kind === 'instance' &&
    ['io.IOBase', 'zipfile.ZipFile', 'tarfile.TarFile'].some((name) => view.isInstanceOf(file, name))
  );
}

function openingAdvice(view: ChunkView, site: EffectSite): Localized {
  const inThread = texts.moveIntoThread(threadRunnerName(view));
  const opener = openerOf(view, site);
  return opener ? texts.useOpener(`${opener.isAwaited ? 'await ' : ''}${opener.name}()`, inThread) : inThread;
}

/** How the file's library opens files, or one of those for files that it imports. */
function openerOf(view: ChunkView, place: Node): AsyncOpen | undefined {
  if (view.library !== 'asyncio') return { name: `${view.library}.open_file`, isAwaited: true };
  return openers.find(({ name }) => usableName(view, place, name.slice(0, name.indexOf('.')), name) !== undefined);
}

/** `with open(name) as file` → `async with aiofiles.open(name) as file`, and `await` where the file is used. */
function asAsyncFile({ view, site, isDirect }: BlockingCase): readonly Fix[] {
  if (!isDirect || site.kind !== 'Call' || view.lookupCall(site, OPENERS) !== true) return [];
  const opener = openerOf(view, site);
  const edits = opener && openAsync(view, site, opener);
  return edits ? [{ title: texts.openWith(opener.name), safety: 'unsafe', edits }] : [];
}

const OPENERS = { 'builtins.open': true, 'io.open': true } as const;

const texts = {
  moveIntoThread: localized({
    en: (runner: string) => `put the work with the file into a plain function and run that with \`${runner}\``,
    'zh-cn': (runner) => `把读写文件的代码移到普通函数中，再用 \`${runner}\` 运行`,
  }),
  useOpener: localized({
    en: (opener: string, inThread: string) => `use \`${opener}\`, or ${inThread}`,
    'zh-cn': (opener, inThread) => `改用 \`${opener}\`，或${inThread}`,
  }),
  openWith: localized({
    en: (opener: string) => `Open the file with \`${opener}()\``,
    'zh-cn': (opener) => `用 \`${opener}()\` 打开文件`,
  }),
};
