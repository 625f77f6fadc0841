import { describe, expect, it } from 'vitest';
import { recoverLostPulls } from '../../../client/src/lost-pulls.ts';

type Pulls = Required<ReturnType<typeof recoverLostPulls>>;

/** A document whose client may ask for diagnostics when it is edited, or not. */
function openDocument(): {
  readonly document: { readonly uri: string; version: number };
  readonly pulls: Pulls;
  asksAgain: number;
  ask(answer?: Promise<unknown>): Promise<unknown>;
  edit(asks: boolean): Promise<void>;
} {
  const document = { uri: 'file:///a.py', version: 1 };
  const state = {
    document,
    asksAgain: 0,
    pulls: recoverLostPulls(() => (state.asksAgain += 1)) as Pulls,
    ask: (answer: Promise<unknown> = Promise.resolve(undefined)) =>
      Promise.resolve(
        state.pulls.provideDiagnostics(document as never, undefined, undefined as never, (() => answer) as never),
      ),
    async edit(asks: boolean) {
      document.version += 1;
      await state.pulls.didChange({ document } as never, async () => {
        if (asks) await state.ask();
      });
    },
  };
  return state;
}

describe('lost pulls', () => {
  it('are made up for when an edit asks for no diagnostics', async () => {
    const opened = openDocument();
    await opened.ask();
    await opened.edit(false);
    expect(opened.asksAgain).toBe(1);
  });

  it('are none where the client asks by itself', async () => {
    const opened = openDocument();
    await opened.ask();
    await opened.edit(true);
    expect(opened.asksAgain).toBe(0);
  });

  it('are none while an answer is waited for, behind which the client asks again', async () => {
    const opened = openDocument();
    let answer: (value: unknown) => void = () => undefined;
    const asking = opened.ask(new Promise((resolve) => (answer = resolve)));
    await opened.edit(false);
    expect(opened.asksAgain).toBe(0);
    answer(undefined);
    await asking;
    await opened.edit(false);
    expect(opened.asksAgain).toBe(1);
  });

  it('are none for a document that was never asked about', async () => {
    const opened = openDocument();
    await opened.edit(false);
    expect(opened.asksAgain).toBe(0);
  });
});
