import { breakKinds } from './break.ts';
import type { Mutant } from './mutants.ts';
import type { OwnOutcome } from './analyse.ts';
import type { Outcome, Said } from './outcome.ts';

export interface Result {
  readonly mutant: Mutant;
  readonly own: OwnOutcome;
  /** Undefined without pyright. */
  readonly pyright: Outcome | undefined;
}

/** By kind: how many mutants are found, and restored. Markdown. */
export function recallTable(results: readonly Result[]): string {
  const rows = [...breakKinds, undefined].map((kind) => {
    const some = results.filter(({ mutant }) => kind === undefined || mutant.change.kind === kind);
    const share = (holds: (result: Result) => boolean | undefined): string =>
      percent(some.filter(holds).length, some.length);
    const other = results.some(({ pyright }) => pyright)
      ? [share(({ pyright }) => pyright && isAtStatement(pyright)), share(({ pyright }) => pyright && isFound(pyright))]
      : [];
    const own = [share((it) => isAtStatement(it.own)), share((it) => isFound(it.own)), share((it) => it.own.restored)];
    return [kind ?? '**all**', String(some.length), ...own, ...other];
  });
  const head = [
    'broken',
    'mutants',
    'at the statement',
    'in the file',
    'restored',
    'pyright at the statement',
    'pyright in the file',
  ];
  return table(head.slice(0, rows[0]!.length), rows);
}

const isAtStatement = ({ atStatement }: Outcome): boolean => atStatement.length > 0;
const isFound = ({ atStatement, elsewhere }: Outcome): boolean => atStatement.length + elsewhere.length > 0;

export interface Unbroken {
  readonly name: string;
  readonly lines: number;
  readonly own: readonly Said[];
  readonly pyright: readonly Said[] | undefined;
}

/** What is said of the packages as they are, per 10,000 lines. Markdown. */
export function noiseTable(packages: readonly Unbroken[]): string {
  const hasPyright = packages.every(({ pyright }) => pyright);
  const columns = ['error', 'warning', 'information', ...(hasPyright ? ['pyright error', 'pyright warning'] : [])];
  const lines = packages.reduce((sum, it) => sum + it.lines, 0);
  const all = {
    name: '**all**',
    lines,
    own: packages.flatMap(({ own }) => own),
    pyright: packages.flatMap((it) => it.pyright ?? []),
  };
  const rows = [...packages, all].map(({ name, lines, own, pyright = [] }) => [
    name,
    String(lines),
    ...columns.map((column) => {
      const [severity, said] = column.startsWith('pyright ') ? [column.slice(8), pyright] : [column, own];
      const count = said.filter((it) => it.severity === severity).length;
      return `${((count / lines) * 10_000).toFixed(1)} (${count})`;
    }),
  ]);
  return table(['package', 'lines', ...columns], rows);
}

/** The statements of some kinds that we do not find, each with what pyright says of it. */
export function misses(results: readonly Result[], kind: string): string {
  return results
    .filter(({ mutant, own }) => mutant.change.kind.includes(kind) && !isAtStatement(own))
    .map(({ mutant, own, pyright }) => {
      const { path, original, change } = mutant;
      const line = original.slice(0, change.edits.at(-1)!.start).split('\n').length;
      const statement = original.slice(change.statement.start, change.statement.end).replaceAll(/\s+/g, ' ');
      const elsewhere = own.elsewhere.map(
        ({ rule, start }) => `\n    ours: ${rule} in line ${lineAt(mutant.text, start)}`,
      );
      const [said] = [...(pyright?.atStatement ?? []), ...(pyright?.elsewhere ?? [])];
      const other = said ? `\n    pyright: ${textOf(said).replaceAll(/\s+/g, ' ').slice(0, 150)}` : '';
      return `${path}:${line} [${change.kind}] ${statement.slice(0, 160)}${elsewhere.join('')}${other}`;
    })
    .join('\n');
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(0)}%`);

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i === 0 ? '---' : '--:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const textOf = ({ message }: Said): string => (typeof message === 'string' ? message : message.en);
