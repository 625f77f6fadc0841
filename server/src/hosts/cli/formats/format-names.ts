/** How findings can be shown, as the command line names it. */
export const formatNames = [
  'text',
  'concise',
  'json',
  'json-lines',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'html',
] as const;

export type FormatName = (typeof formatNames)[number];
