import { describe, expect, it } from 'vitest';
import { PATIENCE_IN_SECONDS, watchdog } from '../../../client/src/watchdog.ts';

/** A watchdog whose clock stands still until it is told to go on. */
function watched() {
  let timer: { readonly milliseconds: number; readonly action: () => void } | undefined;
  const answers: (() => void)[] = [];
  const state = { asked: 0, hangs: 0 };
  const dog = watchdog({
    ask() {
      state.asked += 1;
      return new Promise((resolve) => answers.push(() => resolve(undefined)));
    },
    onHang: () => (state.hangs += 1),
    after(milliseconds, action) {
      timer = { milliseconds, action };
      return () => (timer = undefined);
    },
  });
  return {
    dog,
    state,
    get isWaiting() {
      return timer !== undefined;
    },
    /** The next thing that the watchdog waits for is due. Says how long it has waited. */
    due(): number {
      const { milliseconds, action } = timer!;
      timer = undefined;
      action();
      return milliseconds;
    },
    async answer() {
      answers.shift()!();
      await Promise.resolve();
    },
  };
}

describe('the watchdog', () => {
  it('asks again and again while the server answers', async () => {
    const server = watched();
    for (let round = 1; round <= 3; round++) {
      server.due();
      expect(server.state.asked).toBe(round);
      await server.answer();
      server.due();
    }
    expect(server.state.hangs).toBe(0);
  });

  it('tells once that the server hangs, and asks no more', () => {
    const server = watched();
    server.due();
    let waited = 0;
    while (server.isWaiting) waited += server.due();
    expect(server.state).toEqual({ asked: 1, hangs: 1 });
    expect(waited / 1000).toBe(PATIENCE_IN_SECONDS);
  });

  it('is content with a late answer', async () => {
    const server = watched();
    server.due();
    for (let look = 0; look < 10; look++) server.due();
    await server.answer();
    server.due();
    expect(server.state.hangs).toBe(0);
    server.due();
    expect(server.state.asked).toBe(2);
  });

  it('takes a failure for an answer: who fails is awake', async () => {
    let timer: (() => void) | undefined;
    let hangs = 0;
    watchdog({
      ask: () => Promise.reject(new Error('no such method')),
      onHang: () => (hangs += 1),
      after: (_, action) => {
        timer = action;
        return () => undefined;
      },
    });
    for (let look = 0; look < 100; look++) {
      timer!();
      await Promise.resolve();
    }
    expect(hangs).toBe(0);
  });

  it('is quiet when it is stopped', () => {
    const server = watched();
    server.dog.stop();
    expect(server.isWaiting).toBe(false);
    const asking = watched();
    asking.due();
    asking.dog.stop();
    expect(asking.isWaiting).toBe(false);
  });
});
