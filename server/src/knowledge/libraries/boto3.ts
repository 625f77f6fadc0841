import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under, underEach } from '../name-table.ts';
import { either } from '../words.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: { asyncio: either('aioboto3', 'aiobotocore') } };

export const boto3: Library = {
  packages: ['boto3', 'botocore'],
  blocking: joinTables(
    under('boto3', 'client resource', call),
    under('boto3.session.Session', 'client resource', call),
    under('botocore.client._ClientMethod', '__call__', call),
    under('botocore.paginate.PageIterator', '__iter__ build_full_result', call),
    under('botocore.waiter.Waiter', 'wait', call),
    underEach(
      ['boto3.resource.Table', 'boto3.session.Session.resource.Table'],
      'put_item get_item query scan update_item delete_item',
      call,
    ),
    underEach(
      ['boto3.resource.Bucket', 'boto3.session.Session.resource.Bucket'],
      'put_object upload_file upload_fileobj download_file download_fileobj',
      call,
    ),
  ),
};
