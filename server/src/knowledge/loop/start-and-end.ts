/**
 * What frameworks call the hooks that run before an application serves and after it has served: names of decorators, of keywords and
 * attributes that take such functions, of events. The applications themselves are often objects of a library that is not
 * installed, so that names are all there is.
 */
export const startAndEndHooks: ReadonlySet<string> = new Set([
  // ASGI: Starlette, FastAPI, Litestar; aiohttp, aiogram, NiceGUI
  ...['lifespan', 'startup', 'shutdown', 'on_startup', 'on_shutdown', 'on_cleanup', 'cleanup_ctx'],
  // python-telegram-bot
  ...['post_init', 'post_stop', 'post_shutdown'],
  // Quart
  ...['before_serving', 'after_serving', 'while_serving'],
  // Sanic
  ...['before_server_start', 'after_server_start', 'before_server_stop', 'after_server_stop'],
  ...['main_process_start', 'main_process_stop'],
]);

/** Classes of applications that context managers open and close around: https://www.starlette.io/lifespan/ */
export const applicationClasses: ReadonlySet<string> = new Set(['Starlette', 'FastAPI', 'Litestar', 'Quart']);
