import type { PlainCaller } from '../loop/callbacks.ts';
import type { Library } from './library.ts';

const caller: PlainCaller = { advice: 'run it with `asyncio.run()` in a plain function', unless: ['base'] };

export const celery: Library = {
  packages: ['celery'],
  calledAgain: { 'celery.shared_task': true, 'celery.Celery.task': true },
  plainCallers: { 'celery.shared_task': caller, 'celery.Celery.task': caller },
  decorators: { 'celery.shared_task': 'unknown', 'celery.Celery.task': 'unknown' },
};
