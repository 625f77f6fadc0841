import { aiocache } from './libraries/aiocache.ts';
import { aiofiles } from './libraries/aiofiles.ts';
import { aiogram } from './libraries/aiogram.ts';
import { aiohttp } from './libraries/aiohttp.ts';
import { aiomysql } from './libraries/aiomysql.ts';
import { aiorwlock } from './libraries/aiorwlock.ts';
import { aiounittest } from './libraries/aiounittest.ts';
import { anthropic } from './libraries/anthropic.ts';
import { anyio } from './libraries/anyio.ts';
import { argon2 } from './libraries/argon2.ts';
import { asgiref } from './libraries/asgiref.ts';
import { asyncLru } from './libraries/async-lru.ts';
import { asyncTimeout } from './libraries/async-timeout.ts';
import { asyncer } from './libraries/asyncer.ts';
import { asyncpg } from './libraries/asyncpg.ts';
import { asynctest } from './libraries/asynctest.ts';
import { azure } from './libraries/azure.ts';
import { backoff } from './libraries/backoff.ts';
import { bcrypt } from './libraries/bcrypt.ts';
import { beartype } from './libraries/beartype.ts';
import { boto3 } from './libraries/boto3.ts';
import { cachetools } from './libraries/cachetools.ts';
import { celery } from './libraries/celery.ts';
import { channels } from './libraries/channels.ts';
import { click } from './libraries/click.ts';
import { discord } from './libraries/discord.ts';
import { django } from './libraries/django.ts';
import { dns } from './libraries/dns.ts';
import { docker } from './libraries/docker.ts';
import { dotenv } from './libraries/dotenv.ts';
import { dramatiq } from './libraries/dramatiq.ts';
import { elasticsearch } from './libraries/elasticsearch.ts';
import { fastapi } from './libraries/fastapi.ts';
import { feedparser } from './libraries/feedparser.ts';
import { filelock } from './libraries/filelock.ts';
import { flask } from './libraries/flask.ts';
import { google } from './libraries/google.ts';
import { homeAssistant } from './libraries/home-assistant.ts';
import { httplib2 } from './libraries/httplib2.ts';
import { httpx } from './libraries/httpx.ts';
import { httpx2 } from './libraries/httpx2.ts';
import { huey } from './libraries/huey.ts';
import { hypothesis } from './libraries/hypothesis.ts';
import { invoke } from './libraries/invoke.ts';
import { kafka } from './libraries/kafka.ts';
import { ldap3 } from './libraries/ldap3.ts';
import { litestar } from './libraries/litestar.ts';
import { loguru } from './libraries/loguru.ts';
import { mcp } from './libraries/mcp.ts';
import { mock } from './libraries/mock.ts';
import { modal } from './libraries/modal.ts';
import { motor } from './libraries/motor.ts';
import { mysql } from './libraries/mysql.ts';
import { mysqldb } from './libraries/mysqldb.ts';
import { nestAsyncio } from './libraries/nest-asyncio.ts';
import { numpy } from './libraries/numpy.ts';
import { openai } from './libraries/openai.ts';
import { openpyxl } from './libraries/openpyxl.ts';
import { opentelemetry } from './libraries/opentelemetry.ts';
import { oracledb } from './libraries/oracledb.ts';
import { pandas } from './libraries/pandas.ts';
import { paramiko } from './libraries/paramiko.ts';
import { passlib } from './libraries/passlib.ts';
import { peewee } from './libraries/peewee.ts';
import { pika } from './libraries/pika.ts';
import { pillow } from './libraries/pillow.ts';
import { playwright } from './libraries/playwright.ts';
import { polars } from './libraries/polars.ts';
import { prefect } from './libraries/prefect.ts';
import { psutil } from './libraries/psutil.ts';
import { psycopg } from './libraries/psycopg.ts';
import { psycopg2 } from './libraries/psycopg2.ts';
import { pydantic } from './libraries/pydantic.ts';
import { pymongo } from './libraries/pymongo.ts';
import { pymssql } from './libraries/pymssql.ts';
import { pymysql } from './libraries/pymysql.ts';
import { pyodbc } from './libraries/pyodbc.ts';
import { pyodide } from './libraries/pyodide.ts';
import { pyrogram } from './libraries/pyrogram.ts';
import { pytest } from './libraries/pytest.ts';
import { quart } from './libraries/quart.ts';
import { redis } from './libraries/redis.ts';
import { requests } from './libraries/requests.ts';
import { rich } from './libraries/rich.ts';
import { sanic } from './libraries/sanic.ts';
import { selenium } from './libraries/selenium.ts';
import { serial } from './libraries/serial.ts';
import { slackSdk } from './libraries/slack-sdk.ts';
import { sniffio } from './libraries/sniffio.ts';
import { snowflake } from './libraries/snowflake.ts';
import { sqlalchemy } from './libraries/sqlalchemy.ts';
import { stamina } from './libraries/stamina.ts';
import { starlette } from './libraries/starlette.ts';
import { strawberry } from './libraries/strawberry.ts';
import { telegram } from './libraries/telegram.ts';
import { telethon } from './libraries/telethon.ts';
import { tenacity } from './libraries/tenacity.ts';
import { tornado } from './libraries/tornado.ts';
import { traitlets } from './libraries/traitlets.ts';
import { trio } from './libraries/trio.ts';
import { twisted } from './libraries/twisted.ts';
import { typeguard } from './libraries/typeguard.ts';
import { typer } from './libraries/typer.ts';
import { typingExtensions } from './libraries/typing-extensions.ts';
import { urllib3 } from './libraries/urllib3.ts';
import { uvicorn } from './libraries/uvicorn.ts';
import { uvloop } from './libraries/uvloop.ts';
import { websocket } from './libraries/websocket.ts';
import { websockets } from './libraries/websockets.ts';
import { werkzeug } from './libraries/werkzeug.ts';
import { yaml } from './libraries/yaml.ts';
import type { Library } from './libraries/library.ts';

/** All files in `libraries/`; `npm run generate` writes this list. */
export const libraries: readonly Library[] = [
  aiocache,
  aiofiles,
  aiogram,
  aiohttp,
  aiomysql,
  aiorwlock,
  aiounittest,
  anthropic,
  anyio,
  argon2,
  asgiref,
  asyncLru,
  asyncTimeout,
  asyncer,
  asyncpg,
  asynctest,
  azure,
  backoff,
  bcrypt,
  beartype,
  boto3,
  cachetools,
  celery,
  channels,
  click,
  discord,
  django,
  dns,
  docker,
  dotenv,
  dramatiq,
  elasticsearch,
  fastapi,
  feedparser,
  filelock,
  flask,
  google,
  homeAssistant,
  httplib2,
  httpx,
  httpx2,
  huey,
  hypothesis,
  invoke,
  kafka,
  ldap3,
  litestar,
  loguru,
  mcp,
  mock,
  modal,
  motor,
  mysql,
  mysqldb,
  nestAsyncio,
  numpy,
  openai,
  openpyxl,
  opentelemetry,
  oracledb,
  pandas,
  paramiko,
  passlib,
  peewee,
  pika,
  pillow,
  playwright,
  polars,
  prefect,
  psutil,
  psycopg,
  psycopg2,
  pydantic,
  pymongo,
  pymssql,
  pymysql,
  pyodbc,
  pyodide,
  pyrogram,
  pytest,
  quart,
  redis,
  requests,
  rich,
  sanic,
  selenium,
  serial,
  slackSdk,
  sniffio,
  snowflake,
  sqlalchemy,
  stamina,
  starlette,
  strawberry,
  telegram,
  telethon,
  tenacity,
  tornado,
  traitlets,
  trio,
  twisted,
  typeguard,
  typer,
  typingExtensions,
  urllib3,
  uvicorn,
  uvloop,
  websocket,
  websockets,
  werkzeug,
  yaml,
];
