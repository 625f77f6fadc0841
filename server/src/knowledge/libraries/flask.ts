import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

export const flask: Library = {
  packages: ['flask'],
  valueConsumers: { 'flask.jsonify': { argument: { position: 0, rest: true }, effect: 'raises', within: 'depths' } },
  decorators: joinTables(
    under('flask.Flask', 'route get post put patch delete before_request after_request errorhandler', 'transparent'),
    under(
      'flask.Blueprint',
      'route get post put patch delete before_request after_request errorhandler',
      'transparent',
    ),
  ),
  answers: joinTables(
    under('flask.Flask', 'route get post put patch delete', true),
    under('flask.Blueprint', 'route get post put patch delete', true),
  ),
  loopForEach: joinTables(
    under('flask.Flask', 'route get post put patch delete before_request after_request errorhandler', true),
    under('flask.Blueprint', 'route get post put patch delete before_request after_request errorhandler', true),
  ),
};
