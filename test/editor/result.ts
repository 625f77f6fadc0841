/** What became of one test. */
export interface Result {
  readonly suite: string;
  readonly name: string;
  readonly passed: boolean;
  /** Why it failed. */
  readonly message?: string;
}

export function printed({ suite, name, passed, message }: Result): string {
  return `${passed ? '✓' : '✗'} ${suite}: ${name}${message === undefined ? '' : `\n    ${message.replaceAll('\n', '\n    ')}`}`;
}
