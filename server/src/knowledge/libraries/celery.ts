import type { PlainCaller } from '../loop/callbacks.ts';
import { runInPlainFunction } from '../words.ts';
import type { Library } from './library.ts';

const caller: PlainCaller = { advice: runInPlainFunction, unless: ['base'] };

export const celery: Library = {
  packages: ['celery'],
  calledAgain: { 'celery.shared_task': true, 'celery.Celery.task': true },
  plainCallers: { 'celery.shared_task': caller, 'celery.Celery.task': caller },
  decorators: { 'celery.shared_task': 'unknown', 'celery.Celery.task': 'unknown' },
};
