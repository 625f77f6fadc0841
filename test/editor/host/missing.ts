/** Something that a run needs of the machine is not there; the message says what to do about it, in one line. */
export class Missing extends Error {}

/** Runs what a command does. Somebody who lacks something reads one line; a stack is for mistakes of ours. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
