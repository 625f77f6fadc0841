import { commands, Disposable, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { clearCache } from './clear-cache.ts';
import { configureRule } from './configure-rule.ts';
import { explainRule } from './explain-rule.ts';
import { peekPath } from './peek-path.ts';
import type { Server } from './server.ts';

export function registerCommands(context: ExtensionContext, server: Server, output: LogOutputChannel): Disposable {
  const handlers: Record<string, (...args: unknown[]) => unknown> = {
    'asyncPitfalls.restartServer': () => server.restart(),
    'asyncPitfalls.showOutput': () => {
      output.show();
    },
    'asyncPitfalls.clearCache': () => clearCache(context),
    'asyncPitfalls.explainRule': (rule) => explainRule(context.extensionUri, rule),
    'asyncPitfalls.configureRule': (...args) => configureRule(server, args),
    'asyncPitfalls.fixAll': fixAll,
    'asyncPitfalls.peekPath': (...args) => peekPath(server, args),
  };
  return Disposable.from(...Object.entries(handlers).map(([name, handler]) => commands.registerCommand(name, handler)));
}

/** The editor's own way to apply a source action: it formats the edit, makes it one undo step and says so when there is none. */
async function fixAll(): Promise<void> {
  await commands.executeCommand('editor.action.sourceAction', {
    kind: 'source.fixAll.asyncPitfalls',
    apply: 'first',
  });
}
