import type { Format } from '../report.ts';
import { concise } from './concise.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { html } from './html.ts';
import { json, jsonLines } from './json.ts';
import { junit } from './junit.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** How findings can be shown, by the name on the command line. */
export const formats = {
  text,
  concise,
  json,
  'json-lines': jsonLines,
  sarif,
  github,
  gitlab,
  junit,
  html,
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof formats;

export const formatNames = Object.keys(formats) as readonly FormatName[];
