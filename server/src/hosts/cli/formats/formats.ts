import type { Format } from '../report.ts';
import type { FormatName } from './format-names.ts';
import { concise } from './concise.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { html } from './html.ts';
import { json, jsonLines } from './json.ts';
import { junit } from './junit.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

export const formats: Readonly<Record<FormatName, Format>> = {
  text,
  concise,
  json,
  'json-lines': jsonLines,
  sarif,
  github,
  gitlab,
  junit,
  html,
};
