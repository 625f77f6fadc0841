import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { FindingsCache } from '../workspace/kept-findings.ts';
import { DATA_LIMIT } from '../workspace/size-limits.ts';
import { fileNameFor, type KeptFiles } from './kept-files.ts';

/**
 * Findings of whole workspaces, and the texts that they are of. `checker` names all that findings are made with, `part` the part of
 * the files that is checked: runs side by side over other parts leave it alone.
 */
export function findingsOnDisk(files: KeptFiles, checker: string, part: string): FindingsCache {
  const nameOfText = (digest: string): string => fileNameFor('text', digest);
  const nameOf = (description: string): string => fileNameFor('findings', checker, part, description);
  return {
    digestOf: (text) => createHash('sha256').update(text).digest('hex').slice(0, 40),
    textOf: (digest) => unpacked(files.read(nameOfText(digest)), DATA_LIMIT)?.toString('utf8'),
    keepText(digest, text) {
      if (!files.has(nameOfText(digest))) files.write(nameOfText(digest), deflateRawSync(text, { level: 1 }));
    },
    load(description) {
      const json = unpacked(files.read(nameOf(description)), FINDINGS_LIMIT)?.toString('utf8');
      return json === undefined ? undefined : dataIn(json);
    },
    keep(description, kept) {
      files.write(nameOf(description), deflateRawSync(JSON.stringify(kept), { level: 1 }));
    },
  };
}

/** Bytes of what is kept of a workspace; about 400 a line of its code. */
const FINDINGS_LIMIT = 256 * 1024 * 1024;

function unpacked(packed: Buffer | undefined, limit: number): Buffer | undefined {
  try {
    return packed && inflateRawSync(packed, { maxOutputLength: limit });
  } catch {
    return undefined;
  }
}

function dataIn(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
