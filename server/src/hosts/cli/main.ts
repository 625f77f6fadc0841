import { version } from '../../../../package.json';
import { rulePage } from '../../rules/rule-page.ts';
import { rules } from '../../rules/registry.ts';
import { parseCommand, usage, UsageError, type Command } from './arguments.ts';
import { check } from './check.ts';
import { exitCodes, type Machine } from './machine.ts';
import { ruleList } from './rule-list.ts';

/** Does what the arguments say; gives the exit code. */
export async function main(args: readonly string[], machine: Machine): Promise<number> {
  try {
    return await run(parseCommand(args), machine);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    machine.complain(`${error.message} (async-pitfalls --help shows what can be said)`);
    return exitCodes.failed;
  }
}

async function run(command: Command, machine: Machine): Promise<number> {
  switch (command.name) {
    case 'check':
      return check(command, machine);
    case 'server':
      await machine.startServer();
      return exitCodes.clean;
    case 'help':
      machine.out(usage);
      return exitCodes.clean;
    case 'version':
      machine.out(`${version}\n`);
      return exitCodes.clean;
    case 'rules':
      machine.out(ruleList(rules));
      return exitCodes.clean;
    case 'explain':
      machine.out(
        rules
          .filter(({ id }) => id === command.rule)
          .map(rulePage)
          .join('\n'),
      );
      return exitCodes.clean;
  }
}
