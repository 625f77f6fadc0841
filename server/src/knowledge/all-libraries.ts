import { aiocache } from './libraries/aiocache.ts';
import { aiofiles } from './libraries/aiofiles.ts';
import { aiogram } from './libraries/aiogram.ts';
import { aiohttp } from './libraries/aiohttp.ts';
import { aiomysql } from './libraries/aiomysql.ts';
import { aiorwlock } from './libraries/aiorwlock.ts';
import { aiounittest } from './libraries/aiounittest.ts';
import { anthropic } from './libraries/anthropic.ts';
import { anyio } from './libraries/anyio.ts';
import { apscheduler } from './libraries/apscheduler.ts';
import { argon2 } from './libraries/argon2.ts';
import { asgiref } from './libraries/asgiref.ts';
import { asyncLru } from './libraries/async-lru.ts';
import { asyncTimeout } from './libraries/async-timeout.ts';
import { asyncer } from './libraries/asyncer.ts';
import { asyncpg } from './libraries/asyncpg.ts';
import { asynctest } from './libraries/asynctest.ts';
import { attrs } from './libraries/attrs.ts';
import { azure } from './libraries/azure.ts';
import { backoff } from './libraries/backoff.ts';
import { bcrypt } from './libraries/bcrypt.ts';
import { beartype } from './libraries/beartype.ts';
import { boto3 } from './libraries/boto3.ts';
import { cachetools } from './libraries/cachetools.ts';
import { cassandra } from './libraries/cassandra.ts';
import { celery } from './libraries/celery.ts';
import { channels } from './libraries/channels.ts';
import { chromadb } from './libraries/chromadb.ts';
import { click } from './libraries/click.ts';
import { clickhouseConnect } from './libraries/clickhouse-connect.ts';
import { cloudscraper } from './libraries/cloudscraper.ts';
import { cohere } from './libraries/cohere.ts';
import { curlCffi } from './libraries/curl-cffi.ts';
import { cv2 } from './libraries/cv2.ts';
import { discord } from './libraries/discord.ts';
import { django } from './libraries/django.ts';
import { dns } from './libraries/dns.ts';
import { docker } from './libraries/docker.ts';
import { docx } from './libraries/docx.ts';
import { dotenv } from './libraries/dotenv.ts';
import { dramatiq } from './libraries/dramatiq.ts';
import { duckdb } from './libraries/duckdb.ts';
import { easyocr } from './libraries/easyocr.ts';
import { elasticsearch } from './libraries/elasticsearch.ts';
import { fastapi } from './libraries/fastapi.ts';
import { fasterWhisper } from './libraries/faster-whisper.ts';
import { feedparser } from './libraries/feedparser.ts';
import { filelock } from './libraries/filelock.ts';
import { firebaseAdmin } from './libraries/firebase-admin.ts';
import { fitz } from './libraries/fitz.ts';
import { flask } from './libraries/flask.ts';
import { fsspec } from './libraries/fsspec.ts';
import { gcsfs } from './libraries/gcsfs.ts';
import { geopy } from './libraries/geopy.ts';
import { google } from './libraries/google.ts';
import { groq } from './libraries/groq.ts';
import { gspread } from './libraries/gspread.ts';
import { gtts } from './libraries/gtts.ts';
import { homeAssistant } from './libraries/home-assistant.ts';
import { httplib2 } from './libraries/httplib2.ts';
import { httpx } from './libraries/httpx.ts';
import { httpx2 } from './libraries/httpx2.ts';
import { huey } from './libraries/huey.ts';
import { hvac } from './libraries/hvac.ts';
import { hypothesis } from './libraries/hypothesis.ts';
import { invoke } from './libraries/invoke.ts';
import { jwt } from './libraries/jwt.ts';
import { kafka } from './libraries/kafka.ts';
import { kubernetes } from './libraries/kubernetes.ts';
import { langchainCore } from './libraries/langchain-core.ts';
import { ldap3 } from './libraries/ldap3.ts';
import { litellm } from './libraries/litellm.ts';
import { litestar } from './libraries/litestar.ts';
import { loguru } from './libraries/loguru.ts';
import { mcp } from './libraries/mcp.ts';
import { minio } from './libraries/minio.ts';
import { mistralai } from './libraries/mistralai.ts';
import { mock } from './libraries/mock.ts';
import { modal } from './libraries/modal.ts';
import { motor } from './libraries/motor.ts';
import { msal } from './libraries/msal.ts';
import { mysql } from './libraries/mysql.ts';
import { mysqldb } from './libraries/mysqldb.ts';
import { neo4j } from './libraries/neo4j.ts';
import { nestAsyncio } from './libraries/nest-asyncio.ts';
import { netmiko } from './libraries/netmiko.ts';
import { nltk } from './libraries/nltk.ts';
import { numpy } from './libraries/numpy.ts';
import { ollama } from './libraries/ollama.ts';
import { openai } from './libraries/openai.ts';
import { openpyxl } from './libraries/openpyxl.ts';
import { opentelemetry } from './libraries/opentelemetry.ts';
import { oracledb } from './libraries/oracledb.ts';
import { paho } from './libraries/paho.ts';
import { pandas } from './libraries/pandas.ts';
import { paramiko } from './libraries/paramiko.ts';
import { passlib } from './libraries/passlib.ts';
import { peewee } from './libraries/peewee.ts';
import { pika } from './libraries/pika.ts';
import { pillow } from './libraries/pillow.ts';
import { pinecone } from './libraries/pinecone.ts';
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
import { pypdf } from './libraries/pypdf.ts';
import { pypdf2 } from './libraries/pypdf2.ts';
import { pyrogram } from './libraries/pyrogram.ts';
import { pytesseract } from './libraries/pytesseract.ts';
import { pytest } from './libraries/pytest.ts';
import { pyttsx3 } from './libraries/pyttsx3.ts';
import { qdrantClient } from './libraries/qdrant-client.ts';
import { quart } from './libraries/quart.ts';
import { redis } from './libraries/redis.ts';
import { requests } from './libraries/requests.ts';
import { rich } from './libraries/rich.ts';
import { rq } from './libraries/rq.ts';
import { s3fs } from './libraries/s3fs.ts';
import { sanic } from './libraries/sanic.ts';
import { schedule } from './libraries/schedule.ts';
import { selenium } from './libraries/selenium.ts';
import { sentenceTransformers } from './libraries/sentence-transformers.ts';
import { serial } from './libraries/serial.ts';
import { slackSdk } from './libraries/slack-sdk.ts';
import { sniffio } from './libraries/sniffio.ts';
import { snowflake } from './libraries/snowflake.ts';
import { spacy } from './libraries/spacy.ts';
import { speedtest } from './libraries/speedtest.ts';
import { sqlalchemy } from './libraries/sqlalchemy.ts';
import { stamina } from './libraries/stamina.ts';
import { starlette } from './libraries/starlette.ts';
import { strawberry } from './libraries/strawberry.ts';
import { stripe } from './libraries/stripe.ts';
import { supabase } from './libraries/supabase.ts';
import { telegram } from './libraries/telegram.ts';
import { telethon } from './libraries/telethon.ts';
import { tenacity } from './libraries/tenacity.ts';
import { torch } from './libraries/torch.ts';
import { tornado } from './libraries/tornado.ts';
import { traitlets } from './libraries/traitlets.ts';
import { transformers } from './libraries/transformers.ts';
import { trio } from './libraries/trio.ts';
import { tweepy } from './libraries/tweepy.ts';
import { twilio } from './libraries/twilio.ts';
import { twisted } from './libraries/twisted.ts';
import { typeguard } from './libraries/typeguard.ts';
import { typer } from './libraries/typer.ts';
import { typingExtensions } from './libraries/typing-extensions.ts';
import { urllib3 } from './libraries/urllib3.ts';
import { uvicorn } from './libraries/uvicorn.ts';
import { uvloop } from './libraries/uvloop.ts';
import { weaviate } from './libraries/weaviate.ts';
import { websocket } from './libraries/websocket.ts';
import { websockets } from './libraries/websockets.ts';
import { werkzeug } from './libraries/werkzeug.ts';
import { whisper } from './libraries/whisper.ts';
import { whois } from './libraries/whois.ts';
import { wikipedia } from './libraries/wikipedia.ts';
import { yaml } from './libraries/yaml.ts';
import { youtubeDl } from './libraries/youtube-dl.ts';
import { ytDlp } from './libraries/yt-dlp.ts';
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
  apscheduler,
  argon2,
  asgiref,
  asyncLru,
  asyncTimeout,
  asyncer,
  asyncpg,
  asynctest,
  attrs,
  azure,
  backoff,
  bcrypt,
  beartype,
  boto3,
  cachetools,
  cassandra,
  celery,
  channels,
  chromadb,
  click,
  clickhouseConnect,
  cloudscraper,
  cohere,
  curlCffi,
  cv2,
  discord,
  django,
  dns,
  docker,
  docx,
  dotenv,
  dramatiq,
  duckdb,
  easyocr,
  elasticsearch,
  fastapi,
  fasterWhisper,
  feedparser,
  filelock,
  firebaseAdmin,
  fitz,
  flask,
  fsspec,
  gcsfs,
  geopy,
  google,
  groq,
  gspread,
  gtts,
  homeAssistant,
  httplib2,
  httpx,
  httpx2,
  huey,
  hvac,
  hypothesis,
  invoke,
  jwt,
  kafka,
  kubernetes,
  langchainCore,
  ldap3,
  litellm,
  litestar,
  loguru,
  mcp,
  minio,
  mistralai,
  mock,
  modal,
  motor,
  msal,
  mysql,
  mysqldb,
  neo4j,
  nestAsyncio,
  netmiko,
  nltk,
  numpy,
  ollama,
  openai,
  openpyxl,
  opentelemetry,
  oracledb,
  paho,
  pandas,
  paramiko,
  passlib,
  peewee,
  pika,
  pillow,
  pinecone,
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
  pypdf,
  pypdf2,
  pyrogram,
  pytesseract,
  pytest,
  pyttsx3,
  qdrantClient,
  quart,
  redis,
  requests,
  rich,
  rq,
  s3fs,
  sanic,
  schedule,
  selenium,
  sentenceTransformers,
  serial,
  slackSdk,
  sniffio,
  snowflake,
  spacy,
  speedtest,
  sqlalchemy,
  stamina,
  starlette,
  strawberry,
  stripe,
  supabase,
  telegram,
  telethon,
  tenacity,
  torch,
  tornado,
  traitlets,
  transformers,
  trio,
  tweepy,
  twilio,
  twisted,
  typeguard,
  typer,
  typingExtensions,
  urllib3,
  uvicorn,
  uvloop,
  weaviate,
  websocket,
  websockets,
  werkzeug,
  whisper,
  whois,
  wikipedia,
  yaml,
  youtubeDl,
  ytDlp,
];
