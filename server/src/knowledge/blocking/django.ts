import { joinTables, under, type NameTable } from '../name-table.ts';
import { everywhere, type BlockingCall } from './blocking-call.ts';

/** Django's ORM, cache, sessions and mail. Methods with an `a` in front are its own async twins. */
const twin = (name: string): BlockingCall => ({
  rule: 'blocking-database',
  twin: everywhere(`\`${name}()\``),
  asyncUnsafe: true,
});
const noTwin: BlockingCall = { rule: 'blocking-database', twin: everywhere('`sync_to_async()`'), asyncUnsafe: true };
const asyncFor: BlockingCall = { rule: 'blocking-database', twin: everywhere('`async for`'), asyncUnsafe: true };

/** Each with its twin: `get` and `aget`. */
const withTwins = (prefix: string, names: string): NameTable<BlockingCall> =>
  joinTables<BlockingCall>(...names.split(/\s+/).map((name) => under<BlockingCall>(prefix, name, twin(`a${name}`))));

const QUERIES = `get create get_or_create update_or_create bulk_create bulk_update count aggregate latest earliest first
  last in_bulk exists contains explain update`;

export const django: NameTable<BlockingCall> = joinTables(
  withTwins('django.db.models.query.QuerySet', `${QUERIES} delete`),
  under('django.db.models.query.QuerySet', '__iter__ __len__ __bool__', asyncFor),
  under('django.db.models.query.QuerySet', 'iterator', { ...twin('aiterator'), lazy: true }),
  withTwins('django.db.models.Manager', QUERIES),
  under('django.db.models.Manager', 'iterator', { ...twin('aiterator'), lazy: true }),
  withTwins('django.db.models.Model', 'save delete refresh_from_db'),
  withTwins('django.contrib.auth.base_user.AbstractBaseUser', 'save'),
  under('django.db.models.Model', 'full_clean validate_unique', noTwin),
  under('django.shortcuts', 'get_object_or_404', twin('aget_object_or_404')),
  under('django.shortcuts', 'get_list_or_404', twin('aget_list_or_404')),
  under('django.db.transaction', 'atomic commit rollback', noTwin),
  under('django.core.management', 'call_command', noTwin),
  under('django.contrib.auth', 'authenticate', twin('aauthenticate')),
  under('django.contrib.auth', 'login', twin('alogin')),
  under('django.contrib.auth', 'logout', twin('alogout')),
  under('django.core.mail', 'send_mail send_mass_mail mail_admins mail_managers', {
    rule: 'blocking-socket',
    twin: everywhere('`sync_to_async()`'),
  }),
  under('django.core.mail.EmailMessage', 'send', { rule: 'blocking-socket', twin: everywhere('`sync_to_async()`') }),
  ...['get', 'set', 'add', 'delete', 'get_many', 'set_many', 'delete_many', 'get_or_set', 'touch', 'incr', 'clear'].map(
    (name) =>
      under<BlockingCall>('django.core.cache.backends.base.BaseCache', name, {
        rule: 'blocking-database',
        twin: everywhere(`\`a${name}()\``),
      }),
  ),
);
