import { underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const UNITS =
  'second seconds minute minutes hour hours day days week weeks monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  );

export const schedule: Library = {
  packages: ['schedule'],
  callbackTakers: underEach(
    ['schedule.Job', ...UNITS.flatMap((unit) => [`schedule.every.${unit}`, `schedule.every.${unit}.at`])],
    'do',
    {
      calledBy: 'worker',
      callback: { position: 0, name: 'job_func' },
      instead: { en: 'a loop with `asyncio.sleep()`', 'zh-cn': '带有 `asyncio.sleep()` 的循环' },
    },
  ),
};
