import { version } from '../../../../package.json';
import { rulePage } from '../../rules/rule-page.ts';
import { rules } from '../../rules/registry.ts';
import { languages } from '../../text/localized.ts';
import { argumentTexts } from './argument-texts.ts';
import { parseCommand, UsageError, type Command } from './arguments.ts';
import { check } from './check.ts';
import { completions } from './completions.ts';
import { languageNamed, withoutLanguage } from './language.ts';
import { exitCodes, type Machine } from './machine.ts';
import { printable } from '../anywhere/printable.ts';
import { outside } from './outside.ts';
import { ruleList } from './rule-list.ts';
import { usage } from './usage.ts';

/** The language is that of the environment, where the arguments name none. */
type Surroundings = Omit<Machine, 'isLanguageNamed'>;

/** Does what the arguments say; gives the exit code. */
export async function main(all: readonly string[], surroundings: Surroundings): Promise<number> {
  const { args, named } = withoutLanguage(all);
  const known = languageNamed(named);
  const machine = { ...surroundings, language: known ?? surroundings.language, isLanguageNamed: known !== undefined };
  try {
    if (named !== undefined && !known) throw new UsageError(argumentTexts.oneOf('--lang', languages, named));
    return await run(parseCommand(args), machine);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { language } = machine;
    machine.err(`async-pitfalls: ${printable(error.text[language])}${texts.seeHelp[language]}\n`);
    return exitCodes.failed;
  }
}

const texts = {
  seeHelp: {
    en: ' (async-pitfalls --help shows what can be said)',
    'zh-cn': '（async-pitfalls --help 会列出所有用法）',
  },
};

async function run(command: Command, machine: Machine): Promise<number> {
  switch (command.name) {
    case 'check':
      return check(command, machine);
    case 'outside':
      return outside(command, machine);
    case 'server':
      await machine.startServer();
      return exitCodes.clean;
    case 'help':
      machine.out(usage(machine.language));
      return exitCodes.clean;
    case 'version':
      machine.out(`${version}\n`);
      return exitCodes.clean;
    case 'rules':
      machine.out(ruleList(rules, machine.language));
      return exitCodes.clean;
    case 'completions':
      machine.out(completions(command.shell, machine.language));
      return exitCodes.clean;
    case 'explain':
      machine.out(
        rules
          .filter(({ id }) => id === command.rule)
          .map((rule) => rulePage(rule, machine.language))
          .join('\n'),
      );
      return exitCodes.clean;
  }
}
