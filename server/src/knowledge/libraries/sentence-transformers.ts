import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const sentenceTransformers: Library = {
  packages: ['sentence_transformers'],
  blocking: joinTables(
    under('sentence_transformers', 'SentenceTransformer CrossEncoder', call),
    under('sentence_transformers.SentenceTransformer', 'encode', call),
    under('sentence_transformers.CrossEncoder', 'predict rank', call),
  ),
};
