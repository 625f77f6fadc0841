import type { Finding } from '../../engine/finding.ts';
import type { Lines } from './lines.ts';

/** What the output of findings needs to know of their files. */
export interface Files {
  /** The file's name for the user: relative to the working directory, with slashes. */
  name(uri: string): string;
  /** The lines of a file as analysed; of nothing where its text is unknown. */
  lines(uri: string): Lines;
}

export const isProblem = ({ severity }: Finding): boolean => severity === 'error' || severity === 'warning';
