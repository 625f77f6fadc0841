/** Watches over one server. */
export interface Watchdog {
  /** Of no use any more. */
  stop(): void;
}

interface Watched {
  /** Resolves or fails when the server has turned to what it was sent. */
  readonly ask: () => Promise<unknown>;
  /** It has not for so long that a user would call it dead; told once, and nothing is asked any more. */
  readonly onHang: () => void;
  /** Does something so many milliseconds later, unless the function that this gives is called before. */
  readonly after: (milliseconds: number, action: () => void) => () => void;
}

/** Milliseconds between an answer and the next question. */
const REST = 5000;
/** The patience with a question, in looks after so many milliseconds: a machine that slept in between has slept for one look. */
const LOOK = 2000;
const LOOKS = 15;
/** How long that is, for those who read of it. */
export const PATIENCE_IN_SECONDS = (LOOK * LOOKS) / 1000;

export function watchdog({ ask, onHang, after }: Watched): Watchdog {
  let cancel = after(REST, question);

  function question(): void {
    let isAnswered = false;
    const answered = (): void => {
      isAnswered = true;
    };
    void ask().then(answered, answered);
    look(LOOKS);

    function look(left: number): void {
      if (isAnswered) cancel = after(REST, question);
      else if (left === 0) onHang();
      else cancel = after(LOOK, () => look(left - 1));
    }
  }

  return { stop: () => cancel() };
}
