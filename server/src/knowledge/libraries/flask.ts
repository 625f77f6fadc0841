import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const VIEWS = 'route get post put patch delete before_request after_request errorhandler';

export const flask: Library = {
  packages: ['flask'],
  loopForEach: joinTables(under('flask.Flask', VIEWS, true), under('flask.Blueprint', VIEWS, true)),
};
