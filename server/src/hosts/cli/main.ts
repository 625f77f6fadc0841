import { version } from '../../../../package.json';
import { rulePage } from '../../rules/rule-page.ts';
import { rules } from '../../rules/registry.ts';
import { parseCommand, UsageError, type Command } from './arguments.ts';
import { check } from './check.ts';
import { completions } from './completions.ts';
import { exitCodes, type Machine } from './machine.ts';
import { printable } from './printable.ts';
import { ruleList } from './rule-list.ts';
import { usage } from './usage.ts';

/** Does what the arguments say; gives the exit code. */
export async function main(args: readonly string[], machine: Machine): Promise<number> {
  try {
    return await run(parseCommand(args), machine);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    machine.err(`async-pitfalls: ${printable(error.message)} (async-pitfalls --help shows what can be said)\n`);
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
    case 'completions':
      machine.out(completions(command.shell));
      return exitCodes.clean;
    case 'explain':
      machine.out(
        rules
          .filter(({ id }) => id === command.rule)
          .map((rule) => rulePage(rule, 'en'))
          .join('\n'),
      );
      return exitCodes.clean;
  }
}
