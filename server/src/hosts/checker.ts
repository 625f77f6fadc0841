declare const CHECKER: string | undefined;

/** Put in by the build: the hash of all that findings are made with. Undefined where there was no build. */
export const checker = typeof CHECKER === 'string' ? CHECKER : undefined;
