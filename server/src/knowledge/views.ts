import { joinTables, under, type NameTable } from './name-table.ts';

const FLASK_ROUTES = 'route get post put patch delete before_request after_request errorhandler';

/** Decorators that make a function a view of Flask, which runs async ones too where `flask[async]` is installed. */
export const flaskViews: NameTable<true> = joinTables(
  under('flask.Flask', FLASK_ROUTES, true),
  under('flask.Blueprint', FLASK_ROUTES, true),
);
