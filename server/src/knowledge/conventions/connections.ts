import type { Convention } from './convention.ts';

export const usedByOneTask: Convention = {
  meaning: 'as an argument of unknown type, only one task may use it at a time',
  rules: ['sequential-awaits'],
  groups: [
    {
      names: ['…_session', '…_conn', '…_connection', '…_cursor', '…_transaction', 'db'],
      seen: 'functions that ask a database',
      fixture: 'rules/sequential-awaits/named_arguments.py',
    },
    {
      names: ['…_reader', '…_writer', '…_stream', '…_socket', '…_ws', '…_websocket'],
      seen: 'clients and servers of protocols',
      fixture: 'rules/sequential-awaits/named_arguments.py',
    },
  ],
};

export const streamReads: Convention = {
  meaning: 'reads bytes or text from a stream into the buffer of the only task that does',
  rules: ['race-across-await'],
  groups: [
    {
      names: ['read_…', 'readexactly', 'recv', 'receive'],
      seen: 'protocols over sockets, with streams of libraries that are not installed',
      fixture: 'rules/race-across-await/buffers.py',
    },
  ],
};

export const applications: Convention = {
  meaning: 'is a web application, whose `state` all requests share',
  rules: ['race-across-await'],
  groups: [
    {
      names: ['app'],
      seen: 'handlers and helpers that are given a FastAPI or Starlette application, or a request, without a type',
      fixture: 'rules/race-across-await/out_of_date.py',
    },
  ],
};

/** Variables that are handed on to an ASGI application: https://asgi.readthedocs.io/en/latest/specs/main.html */
export const asgiScope: Convention = asgi('first', ['…_scope']);
export const asgiReceive: Convention = asgi('second', ['…_receive_…']);
export const asgiSend: Convention = asgi('third', ['…_send_…', '…_sender_…']);

function asgi(place: string, names: readonly string[]): Convention {
  return {
    meaning: `is the ${place} of the three arguments of an ASGI application`,
    rules: ['unawaited-coroutine'],
    groups: [{ names, seen: 'middleware', fixture: 'rules/unawaited-coroutine/asgi_and_waits.py' }],
  };
}
