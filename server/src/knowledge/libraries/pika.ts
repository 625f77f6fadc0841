import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-socket', counterpart: { asyncio: '`aio_pika`' } };

export const pika: Library = {
  packages: ['pika'],
  blocking: joinTables(
    under('pika', 'BlockingConnection', call),
    under('pika.BlockingConnection', 'channel process_data_events sleep close', call),
    under(
      'pika.adapters.blocking_connection.BlockingChannel',
      `basic_publish basic_consume basic_get basic_ack basic_nack basic_reject basic_cancel basic_qos queue_declare
       queue_bind queue_delete queue_purge queue_unbind exchange_declare exchange_bind exchange_delete
       start_consuming confirm_delivery close`,
      call,
    ),
    under('pika.adapters.blocking_connection.BlockingChannel', 'consume', { ...call, lazy: true }),
    under(
      'pika.BlockingConnection.channel',
      `basic_publish basic_consume basic_get basic_ack basic_nack basic_reject basic_cancel
basic_qos queue_declare queue_bind queue_delete queue_purge queue_unbind exchange_declare
exchange_bind exchange_delete start_consuming confirm_delivery close`,
      call,
    ),
  ),
};
