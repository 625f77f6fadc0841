import { Session } from 'node:inspector';
import { setFlagsFromString } from 'node:v8';

/**
 * How often the functions of ours, and the blocks in them, ran meanwhile: work as a number that no clock and no load of the
 * machine changes. What is built into the engine counts by the callbacks that it calls.
 */
export function countWork(work: () => void): number {
  // Optimized code does not count how often it is called.
  setFlagsFromString('--no-opt');
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  try {
    // What ran before is none of it.
    session.post('Profiler.takePreciseCoverage');
    work();
    return countOf(session);
  } finally {
    session.disconnect();
    setFlagsFromString('--opt');
  }
}

function countOf(session: Session): number {
  let count = 0;
  session.post('Profiler.takePreciseCoverage', (_, { result }) => {
    for (const { url, functions } of result)
      if (url.includes('/server/src/'))
        for (const { ranges } of functions) for (const range of ranges) count += range.count;
  });
  return count;
}
