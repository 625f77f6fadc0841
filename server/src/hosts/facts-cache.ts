import { cacheFolder } from './cache-folder.ts';
import { factsOnDisk, type FactsOnDisk } from './facts-on-disk.ts';

/** Put in by the build: the hash of all that facts are made with. */
declare const EXTRACTOR: string | undefined;

/** Not in use yet. Undefined where no build says what facts are made with. */
export const factsCache = (): FactsOnDisk | undefined =>
  typeof EXTRACTOR === 'string' ? factsOnDisk({ extractor: EXTRACTOR }) : undefined;

export const defaultCacheFolder = (): string | undefined => cacheFolder(process.env, process.platform);
