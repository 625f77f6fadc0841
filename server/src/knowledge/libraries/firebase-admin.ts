import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under, underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const firestore: BlockingCall = {
  rule: 'blocking-call',
  counterpart: everywhere('`google.cloud.firestore.AsyncClient`'),
};
const call: BlockingCall = { rule: 'blocking-call' };

export const firebaseAdmin: Library = {
  packages: ['firebase_admin'],
  blocking: joinTables(
    under('firebase_admin.firestore.client.collection.document', 'get set update delete create', firestore),
    under('firebase_admin.firestore.client.collection', 'add get', firestore),
    underEach(
      ['firebase_admin.firestore.client.collection', 'firebase_admin.firestore.client.collection.where'],
      'stream',
      { ...firestore, lazy: true },
    ),
    under('firebase_admin.db.reference', 'get set update push delete', call),
    under('firebase_admin.messaging', 'send send_each send_each_for_multicast', call),
  ),
};
