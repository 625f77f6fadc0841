import { joinTables, under, type NameTable } from '../name-table.ts';
import { everywhere, type BlockingCall } from './blocking-call.ts';
import { REDIS_COMMANDS } from './redis-commands.ts';

/**
 * Synchronous database drivers and toolkits. What only builds a query is absent, and so is fetching from a cursor whose
 * rows are already in memory after `execute()`.
 */
const database = (twin: string): BlockingCall => ({ rule: 'blocking-database', twin: everywhere(twin) });
const onlyAsyncio = (twin: string): BlockingCall => ({ rule: 'blocking-database', twin: { asyncio: twin } });

const sqlite: BlockingCall = { ...onlyAsyncio('`aiosqlite`'), threadBound: true };
/** Opening is fine in another thread, as long as the connection is used there too. */
const sqliteConnect: BlockingCall = onlyAsyncio('`aiosqlite.connect()`');

const sqlite3: NameTable<BlockingCall> = joinTables(
  under('sqlite3', 'connect', sqliteConnect),
  under('sqlite3.Connection', 'execute executemany executescript commit rollback backup iterdump __exit__', sqlite),
  under('sqlite3.Cursor', 'execute executemany executescript fetchone fetchmany fetchall __iter__', sqlite),
);

const psycopg3 = database('`psycopg.AsyncConnection`');
const psycopg2 = onlyAsyncio('`psycopg.AsyncConnection` or `asyncpg`');
const postgres: NameTable<BlockingCall> = joinTables(
  under('psycopg', 'connect', psycopg3),
  under('psycopg.Connection', 'connect execute commit rollback wait __exit__', psycopg3),
  under('psycopg.Connection', 'notifies', { ...psycopg3, lazy: true }),
  under('psycopg.Cursor', 'execute executemany', psycopg3),
  under('psycopg.Cursor', 'stream', { ...psycopg3, lazy: true }),
  under('psycopg.ServerCursor', 'execute executemany fetchone fetchmany fetchall __iter__', psycopg3),
  under('psycopg_pool.ConnectionPool', 'getconn wait open close', database('`psycopg_pool.AsyncConnectionPool`')),
  under('psycopg2', 'connect', { ...psycopg2, unless: [{ argument: { name: 'async_' }, given: true }] }),
  under('psycopg2.extensions.connection', 'commit rollback __exit__', psycopg2),
  under('psycopg2.extensions.cursor', 'execute executemany callproc copy_expert copy_from copy_to', psycopg2),
  under('psycopg2.extras', 'execute_batch execute_values', psycopg2),
);

const pymysql = onlyAsyncio('`aiomysql` or `asyncmy`');
const connector = onlyAsyncio('`mysql.connector.aio`');
const mysql: NameTable<BlockingCall> = joinTables(
  under('pymysql', 'connect', pymysql),
  under('pymysql.connections.Connection', 'connect commit rollback begin ping query select_db', pymysql),
  under('pymysql.cursors.Cursor', 'execute executemany callproc', pymysql),
  under('MySQLdb', 'connect', pymysql),
  under('MySQLdb.connections.Connection', 'query commit rollback', pymysql),
  under('MySQLdb.cursors.BaseCursor', 'execute executemany callproc', pymysql),
  under('mysql.connector', 'connect', connector),
  under(
    'mysql.connector.abstracts.MySQLConnectionAbstract',
    'connect reconnect commit rollback ping start_transaction',
    connector,
  ),
  under(
    'mysql.connector.abstracts.MySQLCursorAbstract',
    'execute executemany callproc fetchone fetchmany fetchall',
    connector,
  ),
  under('mysql.connector.cursor.MySQLCursor', '__iter__', connector),
);

const MONGO_COLLECTION = `insert_one insert_many update_one update_many replace_one delete_one delete_many find_one
  find_one_and_update find_one_and_replace find_one_and_delete count_documents estimated_document_count distinct
  aggregate bulk_write create_index create_indexes drop_index drop_indexes list_indexes index_information rename drop
  watch options`;
const mongo = onlyAsyncio('`pymongo.AsyncMongoClient`');
const mongodb: NameTable<BlockingCall> = joinTables(
  under('pymongo.MongoClient', 'list_databases list_database_names drop_database server_info bulk_write', mongo),
  under('pymongo.database.Database', 'command create_collection list_collection_names list_collections', mongo),
  under('pymongo.database.Database', 'drop_collection aggregate validate_collection', mongo),
  under('pymongo.collection.Collection', MONGO_COLLECTION, mongo),
  under('pymongo.collection.Collection', 'find', { ...mongo, lazy: true }),
  under('pymongo.cursor.Cursor', 'next to_list distinct explain __iter__', mongo),
  under('pymongo.command_cursor.CommandCursor', 'next to_list try_next __iter__', mongo),
  under('pymongo.client_session.ClientSession', 'commit_transaction abort_transaction with_transaction', mongo),
);

const redisTwin = onlyAsyncio('`redis.asyncio.Redis`');
const redis: NameTable<BlockingCall> = joinTables(
  under('redis.Redis', REDIS_COMMANDS, redisTwin),
  under('redis.client.Pipeline', 'execute watch', redisTwin),
  under('redis.client.PubSub', 'subscribe psubscribe unsubscribe punsubscribe ping', redisTwin),
  under('redis.client.PubSub', 'get_message parse_response', redisTwin),
  under('redis.client.PubSub', 'listen', { ...redisTwin, lazy: true }),
  under('redis.lock.Lock', 'acquire release extend __enter__', redisTwin),
);

const engine = onlyAsyncio('`sqlalchemy.ext.asyncio.create_async_engine()`');
const session = onlyAsyncio('`sqlalchemy.ext.asyncio.AsyncSession`');
const sqlalchemy: NameTable<BlockingCall> = joinTables(
  under('sqlalchemy.engine.Engine', 'connect begin raw_connection', engine),
  under('sqlalchemy.engine.Connection', 'execute scalar scalars exec_driver_sql commit rollback', engine),
  under('sqlalchemy.schema.MetaData', 'create_all drop_all reflect', engine),
  under(
    'sqlalchemy.orm.Session',
    'execute scalar scalars get get_one commit rollback flush refresh merge close connection',
    session,
  ),
  under('sqlalchemy.orm.Session', 'bulk_save_objects bulk_insert_mappings bulk_update_mappings __exit__', session),
  under('sqlalchemy.orm.Query', 'all first one one_or_none scalar count get update delete __iter__', session),
);

const elasticTwin = onlyAsyncio('`elasticsearch.AsyncElasticsearch`');
const others: NameTable<BlockingCall> = joinTables(
  under(
    'elasticsearch.Elasticsearch',
    `search index get create update delete exists count bulk info ping mget msearch scroll clear_scroll update_by_query
     delete_by_query reindex`,
    elasticTwin,
  ),
  under('elasticsearch.helpers', 'bulk reindex', onlyAsyncio('`elasticsearch.helpers.async_bulk()`')),
  under('elasticsearch.helpers', 'scan streaming_bulk parallel_bulk', { ...elasticTwin, lazy: true }),
  under('peewee.Model', 'create save get get_or_none get_by_id get_or_create delete_instance', {
    rule: 'blocking-database',
  }),
  under('peewee.Database', 'connect execute execute_sql commit rollback', { rule: 'blocking-database' }),
  under('oracledb', 'connect', onlyAsyncio('`oracledb.connect_async()`')),
  under('pyodbc', 'connect', onlyAsyncio('`aioodbc`')),
  under('pymssql', 'connect', { rule: 'blocking-database' }),
  under('snowflake.connector', 'connect', { rule: 'blocking-database' }),
);

export const databases: NameTable<BlockingCall> = joinTables(
  sqlite3,
  postgres,
  mysql,
  mongodb,
  redis,
  sqlalchemy,
  others,
);
