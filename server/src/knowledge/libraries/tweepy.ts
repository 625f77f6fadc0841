import type { BlockingCall } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: { asyncio: '`tweepy.asynchronous.AsyncClient`' } };

export const tweepy: Library = {
  packages: ['tweepy'],
  blocking: under('tweepy.Client', '*', call),
};
