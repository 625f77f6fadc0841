const CONTEXT = 3;

/** What stays, goes or comes. Lines keep their line breaks. */
interface Step {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** The change of a file in the format of `diff -u`, as `patch -p1` and `git apply` read it; empty if there is none. */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return '';
  const steps = diff(splitLines(before), splitLines(after));
  return `--- a/${name}\n+++ b/${name}\n${hunksOf(steps).join('')}`;
}

const splitLines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Myers's algorithm in its greedy form, without what is equal at both ends. http://www.xmailserver.org/diff2.pdf */
function diff(a: readonly string[], b: readonly string[]): Step[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const keep = (line: string): Step => ({ sign: ' ', line });
  return [
    ...a.slice(0, head).map(keep),
    ...diffMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(keep),
  ];
}

function diffMiddle(a: readonly string[], b: readonly string[]): Step[] {
  const reach = new Map([[1, 0]]);
  const rounds: Map<number, number>[] = [];
  for (let edits = 0; ; edits++) {
    rounds.push(new Map(reach));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = isInsertion(reach, diagonal, edits) ? at(reach, diagonal + 1) : at(reach, diagonal - 1) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      reach.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return walkBack(rounds, a, b);
    }
  }
}

function walkBack(rounds: readonly Map<number, number>[], a: readonly string[], b: readonly string[]): Step[] {
  const steps: Step[] = [];
  let x = a.length;
  let y = b.length;
  for (let edits = rounds.length - 1; edits >= 0; edits--) {
    const reach = rounds[edits]!;
    const diagonal = x - y;
    const inserted = isInsertion(reach, diagonal, edits);
    const fromX = at(reach, inserted ? diagonal + 1 : diagonal - 1);
    const fromY = fromX - (inserted ? diagonal + 1 : diagonal - 1);
    while (x > Math.max(fromX, 0) && y > Math.max(fromY, 0)) {
      steps.push({ sign: ' ', line: a[--x]! });
      y--;
    }
    if (edits === 0) break;
    if (inserted) steps.push({ sign: '+', line: b[--y]! });
    else steps.push({ sign: '-', line: a[--x]! });
  }
  return steps.reverse();
}

const at = (reach: ReadonlyMap<number, number>, diagonal: number): number => reach.get(diagonal) ?? -1;

const isInsertion = (reach: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean =>
  diagonal === -edits || (diagonal !== edits && at(reach, diagonal - 1) < at(reach, diagonal + 1));

/** Changes with up to three equal lines around them; what is nearer together than that is one hunk. */
function hunksOf(steps: readonly Step[]): string[] {
  const changes = steps.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]));
  const isFirst = (change: number, at: number): boolean => at === 0 || change - changes[at - 1]! > 2 * CONTEXT + 1;
  const firsts = changes.filter(isFirst);
  const lasts = changes.filter((_, at) => at === changes.length - 1 || isFirst(changes[at + 1]!, at + 1));
  return firsts.map((first, at) => hunkOf(steps, Math.max(0, first - CONTEXT), lasts[at]! + CONTEXT + 1));
}

function hunkOf(steps: readonly Step[], from: number, to: number): string {
  const before = steps.slice(0, from);
  const shown = steps.slice(from, to);
  const header = `@@ -${extent(before, shown, '+')} +${extent(before, shown, '-')} @@\n`;
  return header + shown.map(showStep).join('');
}

/** First line and number of lines, on the side that lacks the lines of the other sign. An empty extent stands behind a line. */
function extent(before: readonly Step[], shown: readonly Step[], otherSign: Step['sign']): string {
  const countOf = (steps: readonly Step[]): number => steps.filter(({ sign }) => sign !== otherSign).length;
  const length = countOf(shown);
  return `${countOf(before) + (length > 0 ? 1 : 0)},${length}`;
}

const showStep = ({ sign, line }: Step): string =>
  line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
