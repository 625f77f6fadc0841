import { commands, Disposable, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { clientCommands } from '../../server/src/lsp/protocol.ts';
import { clearCache } from './clear-cache.ts';
import { configureRule } from './configure-rule.ts';
import { copyDebugInformation } from './debug-information.ts';
import { explainRule } from './explain-rule.ts';
import { fixAll } from './fix-all.ts';
import { fixWorkspace } from './fix-workspace.ts';
import { openSample } from './open-sample.ts';
import { peekPath } from './peek-path.ts';
import type { Server } from './server.ts';

export function registerCommands(context: ExtensionContext, server: Server, output: LogOutputChannel): Disposable {
  const handlers: Record<string, (...args: unknown[]) => unknown> = {
    'asyncPitfalls.restartServer': () => server.restart(),
    'asyncPitfalls.showOutput': () => {
      output.show();
    },
    'asyncPitfalls.copyDebugInformation': () => copyDebugInformation(context, server),
    'asyncPitfalls.clearCache': () => clearCache(context),
    [clientCommands.explainRule]: (rule) => explainRule(context, rule),
    [clientCommands.configureRule]: (...args) => configureRule(server, args),
    'asyncPitfalls.openSample': () => openSample(context.extensionUri),
    'asyncPitfalls.fixAll': fixAll,
    'asyncPitfalls.fixWorkspace': () => fixWorkspace(server),
    [clientCommands.peekPath]: (...args) => peekPath(server, args),
  };
  return Disposable.from(...Object.entries(handlers).map(([name, handler]) => commands.registerCommand(name, handler)));
}
