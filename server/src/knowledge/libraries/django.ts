import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under, type NameTable } from '../name-table.ts';
import type { Library } from './library.ts';

/** Methods with an `a` in front are Django's own async counterparts. */
const counterpart = (name: string): BlockingCall => ({
  rule: 'blocking-database',
  counterpart: everywhere(`\`${name}()\``),
  asyncUnsafe: true,
});
const noCounterpart: BlockingCall = {
  rule: 'blocking-database',
  counterpart: everywhere('`sync_to_async()`'),
  asyncUnsafe: true,
};
const asyncFor: BlockingCall = { rule: 'blocking-database', counterpart: everywhere('`async for`'), asyncUnsafe: true };
const mail: BlockingCall = { rule: 'blocking-socket', counterpart: everywhere('`sync_to_async()`') };

/** Each with its counterpart: `get` and `aget`. */
const withCounterparts = (prefix: string, names: string, kind = counterpart): NameTable<BlockingCall> =>
  joinTables<BlockingCall>(...names.split(/\s+/).map((name) => under<BlockingCall>(prefix, name, kind(`a${name}`))));

/** A cache may be anything, memory too. */
const cached = (name: string): BlockingCall => ({
  rule: 'blocking-database',
  counterpart: everywhere(`\`${name}()\``),
});

const QUERIES = `get create get_or_create update_or_create bulk_create bulk_update count aggregate latest earliest first
  last in_bulk exists contains explain update`;

export const django: Library = {
  packages: ['django'],
  blocking: joinTables(
    withCounterparts('django.db.models.query.QuerySet', `${QUERIES} delete`),
    under('django.db.models.query.QuerySet', '__iter__ __getitem__', asyncFor),
    under('django.db.models.query.QuerySet', '__len__', counterpart('acount')),
    under('django.db.models.query.QuerySet', '__bool__', counterpart('aexists')),
    under('django.db.models.query.QuerySet', 'iterator', { ...counterpart('aiterator'), lazy: true }),
    withCounterparts('django.db.models.Manager', QUERIES),
    under('django.db.models.Manager', 'iterator', { ...counterpart('aiterator'), lazy: true }),
    withCounterparts('django.db.models.Model', 'save delete refresh_from_db'),
    withCounterparts('django.contrib.auth.base_user.AbstractBaseUser', 'save'),
    under('django.db.models.Model', 'full_clean validate_unique', noCounterpart),
    under('django.shortcuts', 'get_object_or_404', counterpart('aget_object_or_404')),
    under('django.shortcuts', 'get_list_or_404', counterpart('aget_list_or_404')),
    under('django.db.transaction', 'atomic commit rollback', noCounterpart),
    under('django.core.management', 'call_command', noCounterpart),
    withCounterparts('django.contrib.auth', 'authenticate login logout'),
    under('django.contrib.auth.hashers', 'make_password', { rule: 'blocking-call' }),
    under('django.contrib.auth.hashers', 'check_password', {
      rule: 'blocking-call',
      counterpart: everywhere('`acheck_password()`'),
    }),
    under('django.core.mail', 'send_mail send_mass_mail mail_admins mail_managers', mail),
    under('django.core.mail.EmailMessage', 'send', mail),
    withCounterparts(
      'django.core.cache.backends.base.BaseCache',
      'get set add delete get_many set_many delete_many get_or_set touch incr clear',
      cached,
    ),
  ),
  decorators: joinTables(
    under('django.views.decorators.http', 'require_http_methods require_GET require_POST require_safe', 'transparent'),
    under('django.views.decorators.csrf', 'csrf_exempt csrf_protect ensure_csrf_cookie', 'transparent'),
    under('django.views.decorators.cache', 'never_cache cache_control', 'transparent'),
    under('django.contrib.auth.decorators', 'login_required permission_required', 'transparent'),
    under('django.dispatch', 'receiver', 'transparent'),
    under('django.test.utils', 'override_settings', 'transparent'),
  ),
  testCases: { 'django.test.SimpleTestCase': 'async' },
  valueConsumers: {
    'django.http.JsonResponse': { argument: { position: 0, name: 'data' }, effect: 'raises', within: 'depths' },
    'django.http.HttpResponse': { argument: { position: 0, name: 'content' }, effect: 'raises' },
  },
  ofOneTask: { 'django.views.View': true, 'django.views.generic.View': true },
};
