/**
 * Checks, with `strict = true`, the files that flake8-async and ruff test themselves with, and counts how many of the lines that
 * they report are reported here by a rule that answers to their code. `npm run bench:peers -- [--ruff CHECKOUT] [--missed CODE]
 * [--record]`: flake8-async is downloaded into `.bench/`; ruff's files are in its repository only, so it takes a checkout.
 * `--missed` shows lines that are not met (`all` for all codes), `--record` writes the figures of docs/peers.md.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { rules } from '../../server/src/rules/registry.ts';
import { createLineIndex, positionAt } from '../../server/src/text/line-index.ts';
import { type PeerTool, peerTools } from '../../server/tools/peer-codes.ts';
import { PEER_LINES, type PeerLines } from '../../server/tools/peer-lines.ts';
import { rulesFor } from '../../server/tools/peers-page.ts';
import { FOLDER, testWorkspace } from '../harness/workspace.ts';
import { flake8AsyncFixtures } from './peers/flake8-async.ts';
import type { PeerFixture } from './peers/peer-fixture.ts';
import { ruffFixtures } from './peers/ruff.ts';
import { table } from './recall/tables.ts';

interface Line {
  readonly fixture: PeerFixture;
  readonly code: string;
  readonly line: number;
  /** Rules that report something there. */
  readonly said: readonly string[];
  /** Whether one of them answers to the code. */
  readonly isMet: boolean;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { ruff: { type: 'string' }, missed: { type: 'string' }, record: { type: 'boolean', default: false } },
  });
  const fixtures = [...flake8AsyncFixtures(), ...(values.ruff ? ruffFixtures(values.ruff, mappedCodes('ruff')) : [])];
  const lines: Line[] = [];
  for (const some of underEqualSettings(fixtures)) lines.push(...(await compare(some)));
  const figures = figuresOf(lines);
  console.log(table(['tool', 'library', 'code', 'met', 'marked'], [...sumsOf(figures), ...figures].map(cells)));
  for (const { fixture, code, line, isMet, said } of lines)
    if (!isMet && (values.missed === 'all' || values.missed === code)) {
      const text = fixture.text.split('\n')[line - 1]!.trim();
      console.log(`${code} ${fixture.name} (${fixture.library}) ${String(line)}: ${text} [${said.join(' ')}]`);
    }
  if (values.record) writeFileSync(PEER_LINES, `${JSON.stringify(figures, undefined, 2)}\n`);
}

/** Those that a rule here answers to. */
const mappedCodes = (tool: PeerFixture['tool']): readonly string[] =>
  toolNamed(tool).codes.flatMap(([code]) => (rulesFor(rules, toolNamed(tool), code).length > 0 ? [code] : []));

const toolNamed = (tool: PeerFixture['tool']): PeerTool => peerTools.find(({ name }) => name === tool)!;

function underEqualSettings(fixtures: readonly PeerFixture[]): readonly (readonly PeerFixture[])[] {
  const groups = new Map<string, PeerFixture[]>();
  for (const fixture of fixtures) {
    const key = [fixture.tool, fixture.library, ...fixture.blocking].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), fixture]);
  }
  return [...groups.values()];
}

/** Of fixtures that are checked together, under the same settings. */
async function compare(fixtures: readonly PeerFixture[]): Promise<readonly Line[]> {
  const settings = { strict: true, relaxedPaths: [], blocking: fixtures[0]!.blocking };
  const workspace = await testWorkspace(
    Object.fromEntries(fixtures.map(({ name, text }) => [`${name}.py`, text])),
    settings,
  );
  const lines = fixtures.flatMap((fixture) => {
    const index = createLineIndex(fixture.text);
    const findings = workspace
      .findings(`${FOLDER}/${fixture.name}.py`)
      .map(({ rule, start }) => ({ rule, line: positionAt(index, start).line + 1 }));
    return mappedCodes(fixture.tool).flatMap((code) => {
      const answering = rulesFor(rules, toolNamed(fixture.tool), code).map(({ id }) => id);
      return [...(fixture.marked.get(code) ?? [])].map((line) => {
        const said = findings.filter((finding) => finding.line === line).map(({ rule }) => rule);
        return { fixture, code, line, said, isMet: said.some((rule) => answering.includes(rule)) };
      });
    });
  });
  workspace.dispose();
  return lines;
}

/** By tool, library and code. */
function figuresOf(lines: readonly Line[]): readonly PeerLines[] {
  const figures = new Map<string, PeerLines>();
  for (const { fixture, code, isMet } of lines) {
    const { tool, library } = fixture;
    const key = [tool, library, code].join(' ');
    const { met, marked } = figures.get(key) ?? { met: 0, marked: 0 };
    figures.set(key, { tool, library, code, met: met + Number(isMet), marked: marked + 1 });
  }
  return [...figures].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, figure]) => figure);
}

function sumsOf(figures: readonly PeerLines[]): readonly PeerLines[] {
  const sums = new Map<string, PeerLines>();
  for (const { tool, library, met, marked } of figures) {
    const sum = sums.get(tool + library) ?? { met: 0, marked: 0 };
    sums.set(tool + library, { tool, library, code: 'all', met: sum.met + met, marked: sum.marked + marked });
  }
  return [...sums.values()];
}

const cells = ({ tool, library, code, met, marked }: PeerLines): readonly string[] =>
  [tool, library, code, met, marked].map(String);

void main();
