import { under } from '../name-table.ts';
import type { Library } from './library.ts';

export const ldap3: Library = {
  packages: ['ldap3'],
  blocking: under('ldap3.Connection', 'bind search add modify delete unbind', { rule: 'blocking-socket' }),
};
