import { expect, test } from 'vitest';
import { findingsOnDisk } from '../../../server/src/hosts/findings-on-disk.ts';
import { keptFiles } from '../../../server/src/hosts/kept-files.ts';
import { tempFolder } from '../cli/temp-folder.ts';

test('runs over parts of the files share a folder, and each keeps its own findings', () => {
  const files = keptFiles();
  files.use(tempFolder({}));
  const findings = (file: string) => ({ files: [{ file, digest: '' }], packages: [], sources: [], answers: [] });
  for (const part of ['1/2', '2/2']) findingsOnDisk(files, 'checker', part).keep('project', findings(part));
  for (const part of ['1/2', '2/2'])
    expect(findingsOnDisk(files, 'checker', part).load('project')).toEqual(findings(part));
  expect(findingsOnDisk(files, 'checker', 'all').load('project')).toBeUndefined();
});
