import { conventions, thresholds } from '../knowledge/conventions.ts';
import { inAllLanguages, type Language } from '../text/localized.ts';
import type { Claim, Rule } from './rule.ts';

/** The page about a rule, in Markdown. */
export function rulePage(rule: Rule, language: Language): string {
  const { examples, peers } = rule.docs;
  const [summary, why, limits] = [rule.summary, rule.docs.why, rule.docs.limits].map(
    (text) => inAllLanguages(text)[language],
  ) as [string, string, string];
  const parts = [
    `# ${rule.id}`,
    summary,
    `Severity: ${severityWords[rule.severity]}. Quick fix: ${fixWords[rule.fix]}.${rule.relaxed === true ? RELAXED : ''}`,
    '## Why',
    why,
    ...examples.flatMap(({ bad, good, claim }) => [
      '## Example',
      code(bad),
      ...claimed(claim, language),
      'Instead:',
      code(good),
    ]),
    '## What it does not see',
    limits,
    ...takenForGranted(rule),
    '## How to silence it',
    `Write \`# async-pitfalls: ignore[${rule.id}]\` behind the code, or on a line of its own above it, or \`# async-pitfalls: ignore-file[${rule.id}]\` anywhere in the file.`,
    ...(peers.length > 0 ? ['## Similar rules', byTool(peers)] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What is concluded from numbers and from names alone. */
function takenForGranted({ id, category }: Rule): readonly string[] {
  const ours = Object.values(conventions).filter(({ rules }) => rules.includes(id) || rules.includes(category));
  const items = ours.map(({ meaning, groups }) => {
    const [first, ...others] = groups.flatMap(({ names }) => names.map((name) => `\`${name}\``));
    return `- ${[first, ...others].join(', ')}: ${meaning}`;
  });
  const numbers = Object.values(thresholds).filter(({ rules }) => rules.includes(id) || rules.includes(category));
  return [
    ...numbers.map(({ meaning }) => meaning),
    ...(items.length > 0
      ? [
          'Where no code and no type tells better, it goes by names, also in other spellings (`…` stands for any words):',
          items.join('\n'),
        ]
      : []),
  ];
}

const RELAXED =
  ' Does not run in tests, examples, benchmarks, documentation and copies of other projects, unless the setting [`relaxed-paths`](../configuration.md#relaxed-paths) says otherwise.';

export const severityWords = {
  error: 'error',
  warning: 'warning',
  information: 'information',
  hint: 'hint',
  off: 'off by default',
} as const;

export const fixWords = { always: 'yes', sometimes: 'sometimes', never: 'no' } as const;

/** `- mypy: attr-defined, index` */
function byTool(peers: readonly string[]): string {
  const tools = new Map<string, string[]>();
  for (const peer of peers) {
    const [tool = '', code = ''] = peer.split(' ');
    tools.set(tool, [...(tools.get(tool) ?? []), `\`${code}\``]);
  }
  return [...tools].map(([tool, codes]) => `- ${tool}: ${codes.join(', ')}`).join('\n');
}

/** What readers see when they run the example themselves. */
function claimed(claim: Claim | undefined, language: Language): string[] {
  if (claim === undefined || 'because' in claim) return [];
  const { shows, stallMilliseconds, hangs, when, meaning, python } = claim;
  const parts = [
    ...(shows === undefined
      ? []
      : [
          `shows ${shows
            .split('\n')
            .map((line) => `\`${line}\``)
            .join(', then ')}`,
        ]),
    ...(stallMilliseconds === undefined
      ? []
      : ['logs `Executing <Task …> took … seconds`: the event loop stands still']),
    ...(hangs ? ['never ends'] : []),
  ];
  const since = python === undefined ? '' : ` and Python ${python} or newer`;
  const condition = when === undefined ? '' : `, ${inAllLanguages(when)[language]}`;
  return [
    `Under asyncio's debug mode (\`python -X dev\`)${since} it ${parts.join(' and ')}${condition}${meaning === undefined ? '' : `: ${inAllLanguages(meaning)[language]}`}.`,
  ];
}

const code = (python: string): string => `\`\`\`python\n${python.trimEnd()}\n\`\`\``;
