import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const producer: BlockingCall = { rule: 'blocking-socket', counterpart: { asyncio: '`aiokafka.AIOKafkaProducer`' } };
const consumer: BlockingCall = { rule: 'blocking-socket', counterpart: { asyncio: '`aiokafka.AIOKafkaConsumer`' } };
const admin: BlockingCall = {
  rule: 'blocking-socket',
  counterpart: { asyncio: '`aiokafka.admin.AIOKafkaAdminClient`' },
};

export const kafka: Library = {
  packages: ['kafka'],
  blocking: joinTables(
    under('kafka', 'KafkaProducer', producer),
    under('kafka.KafkaProducer', 'send flush close partitions_for', producer),
    under('kafka', 'KafkaConsumer', consumer),
    under(
      'kafka.KafkaConsumer',
      `poll commit committed position partitions_for_topic topics beginning_offsets end_offsets close __iter__`,
      consumer,
    ),
    under('kafka', 'KafkaAdminClient', admin),
    under(
      'kafka.KafkaAdminClient',
      'create_topics delete_topics list_topics describe_topics describe_cluster list_groups close',
      admin,
    ),
  ),
};
