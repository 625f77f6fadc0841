import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rules } from '../../server/src/rules/registry.ts';
import { findChromium } from './host/browser.ts';
import { buildExtension } from './host/extension.ts';
import { inTemporaryFolder } from './host/folder.ts';
import { installedVSCode } from './host/install.ts';
import { runCommand } from './host/missing.ts';
import { inInstalled, type Window } from './installed.ts';
import { SETTINGS } from './pictures.ts';

/**
 * `npm run lightbulbs [RULE…]`: opens the example of each rule's page in a real VS Code and takes a picture of the menu that
 * the lightbulb at its first finding shows, for people to look at, in `out/screenshots/lightbulbs/`. Prints the menus, too.
 */

const PICTURES = resolve('out', 'screenshots', 'lightbulbs');
/** In CSS pixels: the longest example with its menu. */
const SIZE = { width: 1000, height: 760 };

/** Of what `check --output-format json` tells of a finding, lines and columns counted from 1. */
interface Finding {
  readonly rule: string;
  readonly line: number;
  readonly column: number;
}

/** It is rewritten for each rule: beside other programs, a program whose loop has nothing else to do is left alone. */
const FILE = 'example.py';

async function main(): Promise<void> {
  const names = process.argv.slice(2);
  const chosen = rules.filter(({ id }) => names.length === 0 || names.includes(id));
  const chromium = findChromium();
  const vscode = installedVSCode();
  buildExtension();
  rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(PICTURES, { recursive: true });
  await inTemporaryFolder(async (folder) => {
    const workspace = join(folder, 'workspace');
    prepare(workspace);
    await inInstalled({ vscode, chromium, folder }, workspace, async (window) => {
      const { page, open, close } = window;
      await page.setViewportSize(SIZE);
      for (const { id, docs } of chosen) {
        writeFileSync(join(workspace, FILE), docs.examples[0]!.bad);
        await open(FILE);
        console.log([id, ...(await menuAt(window, findingOf(id, workspace)))].join('\n  '));
        await page.screenshot({ path: join(PICTURES, `${id}.png`) });
        await page.keyboard.press('Escape');
        await close();
      }
    });
  });
}

/** With all rules on. */
function prepare(workspace: string): void {
  mkdirSync(join(workspace, '.vscode'), { recursive: true });
  writeFileSync(join(workspace, '.vscode', 'settings.json'), JSON.stringify(SETTINGS));
  const severities = rules.map(({ id }) => `${id} = "warning"\n`);
  writeFileSync(join(workspace, 'pyproject.toml'), `[tool.async-pitfalls.severity]\n${severities.join('')}`);
  writeFileSync(join(workspace, FILE), '');
}

/** The first one, as the command line finds it. */
function findingOf(rule: string, workspace: string): Finding {
  const program = resolve('dist', 'cli.js');
  // It exits with 1, since there are findings.
  const { stdout } = spawnSync(process.execPath, [program, 'check', '--output-format', 'json', '--no-cache', '.'], {
    cwd: workspace,
    encoding: 'utf8',
  });
  const finding = (JSON.parse(stdout) as readonly Finding[]).find((it) => it.rule === rule);
  if (finding === undefined) throw new Error(`${rule} says nothing of the example on its page`);
  return finding;
}

/** Opens the menu; its titles, none where VS Code says that there are no actions. */
async function menuAt(
  { page, actions, goTo, squiggles }: Window,
  { line, column }: Finding,
): Promise<readonly string[]> {
  await squiggles.first().waitFor();
  await goTo(line, column);
  await page.keyboard.press('Control+.');
  const none = page.locator('.monaco-editor-overlaymessage');
  await actions.first().or(none).waitFor();
  return actions.allInnerTexts();
}

void runCommand(main);
