import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-database', counterpart: { asyncio: '`redis.asyncio.Redis`' } };

/** Methods of `redis.Redis` that send a command; those of `redis.asyncio.Redis` have the same names and return coroutines. */
const COMMANDS = `append bgsave bitcount bitop bitpos blmove blmpop blpop brpop brpoplpush bzmpop bzpopmax
  bzpopmin client_getname client_id client_info client_kill client_list client_setname config_get config_resetstat
  config_rewrite config_set copy dbsize decr decrby delete echo eval eval_ro evalsha evalsha_ro execute_command
  exists expire expireat expiretime fcall fcall_ro flushall flushdb geoadd geodist geohash geopos georadius
  georadiusbymember geosearch geosearchstore get getbit getdel getex getrange getset hdel hexists hexpire
  hexpireat hexpiretime hget hgetall hgetdel hgetex hincrby hincrbyfloat hkeys hlen hmget hmset hpersist hpexpire
  hpexpireat hpexpiretime hpttl hrandfield hscan hset hsetex hsetnx hstrlen httl hvals incr incrby incrbyfloat
  info keys lastsave lcs lindex linsert llen lmove lmpop lpop lpos lpush lpushx lrange lrem lset ltrim mget mset
  msetnx persist pexpire pexpireat pexpiretime pfadd pfcount pfmerge ping psetex pttl publish pubsub_channels
  pubsub_numpat pubsub_numsub pubsub_shardchannels pubsub_shardnumsub randomkey rename renamenx rpop rpoplpush
  rpush rpushx sadd save scan scard script_exists script_flush script_kill script_load sdiff sdiffstore set setbit
  setex setnx setrange sinter sintercard sinterstore sismember smembers smismember smove sort sort_ro spop
  spublish srandmember srem sscan strlen sunion sunionstore time touch ttl type unlink unwatch wait waitaof watch
  xack xackdel xadd xautoclaim xclaim xdel xdelex xgroup_create xgroup_createconsumer xgroup_delconsumer
  xgroup_destroy xgroup_setid xinfo_consumers xinfo_groups xinfo_stream xlen xpending xpending_range xrange xread
  xreadgroup xrevrange xtrim zadd zcard zcount zdiff zdiffstore zincrby zinter zintercard zinterstore zlexcount
  zmpop zmscore zpopmax zpopmin zrandmember zrange zrangebylex zrangebyscore zrangestore zrank zrem zremrangebylex
  zremrangebyrank zremrangebyscore zrevrange zrevrangebylex zrevrangebyscore zrevrank zscan zscore zunion
  zunionstore`;

export const redis: Library = {
  packages: ['redis'],
  blocking: joinTables(
    under('redis.Redis', COMMANDS, call),
    under('redis.client.Pipeline', 'execute watch', call),
    under('redis.client.PubSub', 'subscribe psubscribe unsubscribe punsubscribe ping get_message parse_response', call),
    under('redis.client.PubSub', 'listen', { ...call, lazy: true }),
    under('redis.lock.Lock', 'acquire release extend __enter__', call),
  ),
  asyncClients: { 'redis.Redis': 'redis.asyncio.Redis' },
  loopBound: under('redis.asyncio', 'Redis Redis.from_url RedisCluster from_url', 'first-wait'),
  asyncLocks: { 'redis.asyncio.lock.Lock': true },
};
