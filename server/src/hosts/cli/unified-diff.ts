import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** The change of a file in the format of `diff -u`, as `patch -p1` and `git apply` read it; empty if there is none. */
export const unifiedDiff = (name: string, before: string, after: string): string =>
  before === after
    ? ''
    : createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, {
        context: 3,
        headerOptions: FILE_HEADERS_ONLY,
      });
