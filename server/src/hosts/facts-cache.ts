import type { FindingsCache } from '../workspace/kept-findings.ts';
import { factsOnDisk, type FactsOnDisk } from './facts-on-disk.ts';
import { findingsOnDisk } from './findings-on-disk.ts';
import { checker } from './checker.ts';

/** Put in by the build: the hash of all that facts are made with. */
declare const EXTRACTOR: string | undefined;

/** Not in use yet. Undefined where no build says what facts are made with. */
export const factsCache = (): FactsOnDisk | undefined =>
  typeof EXTRACTOR === 'string' ? factsOnDisk({ extractor: EXTRACTOR }) : undefined;

/** In the folder that the facts are in; see `findingsOnDisk`. */
export const findingsCache = (files: FactsOnDisk, part: string): FindingsCache | undefined =>
  checker === undefined ? undefined : findingsOnDisk(files, checker, part);
