import type { Library } from './library.ts';

export const celery: Library = {
  packages: ['celery'],
  decorators: { 'celery.shared_task': 'unknown', 'celery.Celery.task': 'unknown' },
};
