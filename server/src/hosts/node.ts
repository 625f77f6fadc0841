import { start } from './start.ts';

// What analyses is larger than what speaks the protocol: it is loaded when the client has its first answer.
start(process.argv.slice(2), async (options) => {
  const { openWorkspace } = await import('./open-workspace.ts');
  return openWorkspace(options);
});
