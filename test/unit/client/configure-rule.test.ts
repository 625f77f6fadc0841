import { beforeEach, describe, expect, it, vi } from 'vitest';
import { configureRule } from '../../../client/src/configure-rule.ts';

interface Choice {
  readonly label: string;
  readonly change: string;
  readonly description: string;
}

interface Uri {
  readonly text: string;
  toString(): string;
}

interface State {
  chosen: string;
  /** What is answered to a second question. */
  then: string;
  offered: readonly Choice[];
  settings: Readonly<Record<string, unknown>>;
  folders: readonly object[] | undefined;
  updates: unknown[];
  edits: unknown[];
  messages: string[];
  saves: number;
  isDirty: boolean;
}

/** What the client uses of VS Code, in the state that a test gives it. */
const editor = vi.hoisted((): State => ({
  chosen: '',
  then: '',
  offered: [],
  settings: {},
  folders: undefined,
  updates: [],
  edits: [],
  messages: [],
  saves: 0,
  isDirty: false,
}));

vi.mock('vscode', async () => {
  const { l10n } = await import('./l10n.ts');
  const parse = (text: string): Uri => Object.assign({ text }, { toString: () => text });
  const say = (message: string): void => void editor.messages.push(message);
  return {
    l10n,
    ConfigurationTarget: { Global: 'user', Workspace: 'workspace' },
    Uri: { parse },
    WorkspaceEdit: class {
      set({ text }: Uri, edits: readonly unknown[]): void {
        editor.edits.push([text, ...edits]);
      }
    },
    languages: { getDiagnostics: () => [] },
    window: {
      activeTextEditor: undefined,
      showInformationMessage: say,
      showWarningMessage: say,
      showQuickPick(items: Choice[]) {
        editor.offered = items;
        const chosen = items.find(({ change }) => change === editor.chosen);
        editor.chosen = editor.then;
        return Promise.resolve(chosen);
      },
    },
    workspace: {
      get workspaceFolders() {
        return editor.folders;
      },
      asRelativePath: ({ text }: Uri) => text.replace('file:///app/', ''),
      getConfiguration: () => ({
        get: (name: string, unset: unknown) => editor.settings[name] ?? unset,
        update: (...change: unknown[]) => Promise.resolve(void editor.updates.push(change)),
      }),
      openTextDocument: () =>
        Promise.resolve({
          isDirty: editor.isDirty,
          getText: () => 'text',
          save: () => Promise.resolve(editor.saves++),
        }),
      applyEdit: () => Promise.resolve(true),
    },
  };
});

/** Chooses a change for a rule, with a server that knows where the settings stand. */
async function choose(
  change: string,
  pyproject: string | null,
  edit: unknown = 'an edit',
  then = '',
): Promise<unknown[]> {
  Object.assign(editor, { chosen: change, then });
  const requests: unknown[] = [];
  const client = {
    sendRequest(method: string, params: unknown): Promise<unknown> {
      requests.push(params);
      return Promise.resolve(method.endsWith('settingsFile') ? { uri: pyproject, tests: 'tests' } : edit);
    },
    protocol2CodeConverter: { asTextEdits: (edits: unknown) => Promise.resolve(edits) },
  };
  const server = { client } as unknown as Parameters<typeof configureRule>[0];
  await configureRule(server, ['blocking-sleep', 'file:///app/main.py']);
  return requests;
}

beforeEach(() => {
  Object.assign(editor, {
    settings: {},
    folders: [{}],
    updates: [],
    edits: [],
    messages: [],
    saves: 0,
    isDirty: false,
  });
});

describe('without a table in a pyproject.toml', () => {
  it.each([
    ['turn-off', { ignore: ['a'] }, ['ignore', ['a', 'blocking-sleep'], 'workspace']],
    ['error', { severity: { a: 'off' } }, ['severity', { a: 'off', 'blocking-sleep': 'error' }, 'workspace']],
    ['hint', {}, ['severity', { 'blocking-sleep': 'hint' }, 'workspace']],
    ['information', {}, ['severity', { 'blocking-sleep': 'information' }, 'workspace']],
    [
      'ignore-in-tests',
      { perFileIgnores: { tests: ['a'], b: ['c'] } },
      ['perFileIgnores', { tests: ['a', 'blocking-sleep'], b: ['c'] }, 'workspace'],
    ],
  ])('%s goes to the settings of the workspace', async (change, settings, update) => {
    editor.settings = settings;
    await choose(change, null);
    expect(editor.updates).toEqual([update]);
    expect(editor.edits).toEqual([]);
  });

  describe('where no folder is open', () => {
    beforeEach(() => {
      editor.folders = undefined;
    });

    it('asks first, and goes to the user’s settings', async () => {
      await choose('turn-off', null, undefined, 'turn-off');
      expect(editor.offered.map(({ label }) => label)).toEqual(['In the user settings', 'In this file']);
      expect(editor.updates).toEqual([['ignore', ['blocking-sleep'], 'user']]);
    });

    it('goes to a comment in the file at the user’s wish', async () => {
      await choose('turn-off', null, undefined, 'ignore-in-file');
      expect([editor.updates, editor.edits]).toEqual([[], [['file:///app/main.py', 'an edit']]]);
    });

    it('does nothing without an answer', async () => {
      await choose('turn-off', null);
      expect([editor.updates, editor.edits]).toEqual([[], []]);
    });
  });

  it('does nothing when nothing is chosen', async () => {
    await choose('', null);
    expect(editor.offered.map(({ label }) => label)).toEqual([
      'Turn off blocking-sleep for this workspace',
      'Report blocking-sleep as an error',
      'Report blocking-sleep as a warning',
      'Report blocking-sleep as information',
      'Report blocking-sleep as a hint',
      'Ignore blocking-sleep in this file',
      'Ignore blocking-sleep in tests',
    ]);
    expect([editor.updates, editor.edits]).toEqual([[], []]);
  });
});

describe('with a table in a pyproject.toml', () => {
  it('changes that file and saves it', async () => {
    const [, request] = await choose('turn-off', 'file:///app/pyproject.toml');
    expect(request).toMatchObject({ text: 'text', rule: 'blocking-sleep', change: 'turn-off', tests: 'tests' });
    expect(editor.edits).toEqual([['file:///app/pyproject.toml', 'an edit']]);
    expect(editor.updates).toEqual([]);
    expect(editor.saves).toBe(1);
    expect(editor.offered[0]?.description).toBe('in pyproject.toml');
  });

  it('leaves saving to the user who has changes of their own in it', async () => {
    editor.isDirty = true;
    await choose('turn-off', 'file:///app/pyproject.toml');
    expect(editor.saves).toBe(0);
  });

  it('says so when the server finds no place for the change', async () => {
    await choose('turn-off', 'file:///app/pyproject.toml', null);
    expect(editor.edits).toEqual([]);
    expect(editor.messages).toEqual(['pyproject.toml could not be changed; please edit it by hand.']);
  });
});

it.each([null, 'file:///app/pyproject.toml'])('a comment in the file needs no settings (%s)', async (pyproject) => {
  await choose('ignore-in-file', pyproject);
  expect(editor.edits).toEqual([['file:///app/main.py', 'an edit']]);
  expect([editor.updates, editor.saves]).toEqual([[], 0]);
});

it('says so when there is no finding at the cursor', async () => {
  await configureRule({ client: {} } as Parameters<typeof configureRule>[0], []);
  expect(editor.messages).toEqual(['There is no finding at the cursor whose rule could be configured.']);
});
