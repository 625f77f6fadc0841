import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type CodeAction, commands, type Diagnostic, type TextDocument, Uri, workspace } from 'vscode';
import { findingsOf, open, restore, ruleOf, until } from './support.ts';

/**
 * Each file has one mistake in several shapes, marked at its lines, and a counterpart in `fixed/` that shows it after the first
 * quick fix of every finding.
 */
const FILES = [
  'across_files',
  'asyncio_run_in_loop',
  'await_non_awaitable',
  'await_outside_async',
  'blocking_calls',
  'blocking_sleep',
  'coroutine_as_value',
  'cpu_bound_loop',
  'dangling_task',
  'deprecated_event_loop',
  'gather_exceptions',
  'gather_function_object',
  'race_across_await',
  'shared_collection',
  'sync_for_on_async_iterable',
  'sync_with_on_async_cm',
  'unawaited_coroutine',
  'wrong_lock_type',
];

describe('pitfalls', () => {
  for (const name of FILES) {
    it(`are found and fixed: ${name.replaceAll('_', ' ')}`, async () => {
      const document = await open('pitfalls', `${name}.py`);
      const text = document.getText();
      try {
        const marked = markersIn(text);
        await until(
          () => (marked.join('\n') === placesOf(document).join('\n') ? true : undefined),
          () => placesOf(document).join(', '),
        );
        const counterpart = await workspace.openTextDocument(
          Uri.joinPath(document.uri, '..', '..', 'fixed', `${name}.py`),
        );
        // What a fix brings at its own place is shown, and can be fixed, when typing rests.
        for (let round = 0; round < 40 && document.getText() !== counterpart.getText(); round++) {
          if (round > 0) await new Promise((resolve) => setTimeout(resolve, 250));
          await mendAll(document);
        }
        assert.equal(document.getText(), counterpart.getText());
      } finally {
        await restore(document);
      }
    });
  }
});

/** `12 blocking-sleep`, in the order of the lines, counted from 1. */
const markersIn = (text: string): readonly string[] =>
  text.split('\n').flatMap((line, i) => {
    const rule = /# expect: (\S+)/.exec(line)?.[1];
    return rule === undefined ? [] : [`${i + 1} ${rule}`];
  });

/** The same of the findings; a marker stands behind the last line of what is marked. */
const placesOf = (document: TextDocument): readonly string[] =>
  [...findingsOf(document)]
    .sort((a, b) => a.range.end.compareTo(b.range.end))
    .map((finding) => `${lineOf(document, finding)} ${ruleOf(finding)}`);

const lineOf = (document: TextDocument, { range }: Diagnostic): number =>
  ([range.start.line, range.end.line].find((line) => document.lineAt(line).text.includes('# expect:')) ?? -1) + 1;

/** Chooses the first quick fix of every finding that has one, as a user does from the lightbulb. */
async function mendAll(document: TextDocument): Promise<void> {
  for (let left = 0; ;) {
    const findings = [...findingsOf(document)].sort((a, b) => a.range.start.compareTo(b.range.start));
    const finding = findings[left];
    if (!finding) return;
    const countAlike = (): number => findingsOf(document).filter((it) => ruleOf(it) === ruleOf(finding)).length;
    const before = countAlike();
    const fix = await firstFix(document, finding);
    if (!fix?.edit) {
      left++;
      continue;
    }
    assert.ok(await workspace.applyEdit(fix.edit));
    await until(
      () => (countAlike() < before ? true : undefined),
      () => `${placesOf(document).join(', ')} after "${fix.title}"`,
    );
  }
}

async function firstFix(document: TextDocument, finding: Diagnostic): Promise<CodeAction | undefined> {
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    finding.range,
    'quickfix',
    20,
  );
  return actions.find(({ edit, title }) => edit && !title.startsWith('Ignore'));
}
