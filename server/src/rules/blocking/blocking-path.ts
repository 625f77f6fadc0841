import { insertAt, replaceRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { awaitOnce } from '../../fixes/insert-await.ts';
import { usableName } from '../../fixes/usable-name.ts';
import type { NameTable } from '../../knowledge/name-table.ts';
import { python } from '../python.ts';
import { defineRule, turnedOn } from '../rule.ts';
import { FOLLOWED } from '../shared/blocking-limits.ts';
import { blockingVisitors, moreTelling } from '../shared/blocking-report.ts';
import { inThread } from '../shared/blocking-fixes.ts';
import { type BlockingCase } from '../shared/blocking-case.ts';
import { titles } from '../shared/titles.ts';
import { onAsyncPath } from './on-async-path.ts';
import { waitsForDisk } from './on-async-path.ts';

export const blockingPath = defineRule({
  id: 'blocking-path',
  category: 'blocking',
  severity: 'off',
  fix: 'sometimes',
  relaxed: true,
  summary: {
    en: 'Asking the disk for names in a coroutine, or changing them, holds up the event loop while the disk answers.',
    'zh-cn': '在协程里向磁盘查询或更改文件名，磁盘响应之前事件循环会被阻塞。',
  },
  docs: {
    why: {
      en: [
        'Whether a file exists, how large it is, what a folder holds: the thread of the event loop waits for the answer, and so it does when folders are made and files renamed or deleted.',
        'On a local disk such an answer takes microseconds, which nobody notices; on a network drive, or on a disk that has gone to sleep, it can take seconds. So this rule is off by default, and for programs that work on such disks.',
      ].join(' '),
      'zh-cn': [
        '文件是否存在、有多大、文件夹里有什么：事件循环的线程都要等待答复；创建文件夹、重命名或删除文件也是如此。',
        '在本地磁盘上，这样的答复只需几微秒，没有人会察觉；在网络驱动器上，或者磁盘已经休眠时，可能需要几秒。所以这条规则默认关闭，适用于在这类磁盘上工作的程序。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio
          from pathlib import Path


          async def prepare(folder):
              Path(folder).mkdir(exist_ok=True)


          asyncio.run(prepare("reports"))
        `,
        good: python`
          import asyncio
          from pathlib import Path


          async def prepare(folder):
              await asyncio.to_thread(Path(folder).mkdir, exist_ok=True)


          asyncio.run(prepare("reports"))
        `,
        claim: {
          stallMilliseconds: 500,
          when: { en: 'on a disk that takes half a second to answer', 'zh-cn': '如果磁盘要半秒才响应' },
        },
      },
    ],
    limits: {
      en: `${FOLLOWED.en} What reads, writes or copies, and what walks through whole trees, is for \`blocking-file\`.`,
      'zh-cn': `${FOLLOWED['zh-cn']}读取、写入、复制以及遍历整个目录树的操作由 \`blocking-file\` 负责。`,
    },
    peers: ['ruff ASYNC240', 'flake8-async ASYNC240'],
  },
  supersededBy: moreTelling('blocking-path'),
  strict: turnedOn,
  visit: blockingVisitors('blocking-path', {
    harm: waitsForDisk,
    isGrave: () => true,
    fixes: (found) => [...onAsyncPath(found), ...throughAiofiles(found), ...inThread(found)],
  }),
});

/** `os.remove(name)` → `await aiofiles.os.remove(name)`, where the file imports `aiofiles.os`. */
function throughAiofiles({ view, site, isDirect }: BlockingCase): readonly Fix[] {
  if (!isDirect || site.kind !== 'Call') return [];
  const dotted = view.lookupCall(site, IN_AIOFILES);
  const name = dotted && usableName(view, site, dotted.split('.').slice(0, 2).join('.'), dotted);
  if (name === undefined) return [];
  const edits = () => {
    const { before, after } = awaitOnce(view, site);
    const awaited = replaceRange(view, site.func, before + name);
    return after === '' ? [awaited] : [awaited, insertAt(view, site.end, after)];
  };
  return [{ title: titles.awaitInstead(`${name}()`), safety: 'unsafe', edits }];
}

/** The functions of `os` and `os.path` that `aiofiles.os` has under the same names. */
const IN_AIOFILES: NameTable<string> = Object.fromEntries([
  ...'stat statvfs rename renames replace remove unlink mkdir makedirs rmdir removedirs link symlink readlink listdir scandir access'
    .split(' ')
    .map((name): [string, string] => [`os.${name}`, `aiofiles.os.${name}`]),
  ...'exists isfile isdir islink ismount getsize getmtime getatime getctime samefile sameopenfile'
    .split(' ')
    .map((name): [string, string] => [`os.path.${name}`, `aiofiles.os.path.${name}`]),
]);
