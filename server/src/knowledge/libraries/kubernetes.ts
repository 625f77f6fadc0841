import type { BlockingCall } from '../blocking/blocking-call.ts';
import { underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: { asyncio: '`kubernetes_asyncio`' } };

export const kubernetes: Library = {
  packages: ['kubernetes'],
  blocking: underEach(
    [
      'kubernetes.client.CoreV1Api',
      'kubernetes.client.AppsV1Api',
      'kubernetes.client.BatchV1Api',
      'kubernetes.client.CustomObjectsApi',
      'kubernetes.client.NetworkingV1Api',
      'kubernetes.client.RbacAuthorizationV1Api',
      'kubernetes.client.ApiextensionsV1Api',
    ],
    '*',
    call,
  ),
};
