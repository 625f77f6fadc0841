import type { ChunkView } from './chunk-view.ts';

/** Whether the code runs on this version of Python or a later one. */
export const isSince = ({ python }: ChunkView, [major, minor]: readonly [number, number]): boolean =>
  python[0] > major || (python[0] === major && python[1] >= minor);
