import type { Localized } from '../../text/localized.ts';
import type { Convention } from './convention.ts';

export const usedByOneTask: Convention = {
  meaning: {
    en: 'as an argument of unknown type, only one task may use it at a time',
    'zh-cn': '作为类型未知的参数，同一时间只能由一个任务使用',
  },
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
  meaning: {
    en: 'reads bytes or text from a stream into the buffer of the only task that does',
    'zh-cn': '从流中把字节或文本读进缓冲区，而且只有一个任务这样做',
  },
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
  meaning: {
    en: 'is a web application, whose `state` all requests share',
    'zh-cn': '是 Web 应用，所有请求共用它的 `state`',
  },
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
export const asgiScope: Convention = asgi({ en: 'first', 'zh-cn': '第一个' }, ['…_scope']);
export const asgiReceive: Convention = asgi({ en: 'second', 'zh-cn': '第二个' }, ['…_receive_…']);
export const asgiSend: Convention = asgi({ en: 'third', 'zh-cn': '第三个' }, ['…_send_…', '…_sender_…']);

function asgi(place: Localized, names: readonly string[]): Convention {
  return {
    meaning: {
      en: `is the ${place.en} of the three arguments of an ASGI application`,
      'zh-cn': `是 ASGI 应用三个参数中的${place['zh-cn']}`,
    },
    rules: ['unawaited-coroutine'],
    groups: [{ names, seen: 'middleware', fixture: 'rules/unawaited-coroutine/asgi_and_waits.py' }],
  };
}
