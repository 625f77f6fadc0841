import { joinTables, under, type NameTable } from '../name-table.ts';
import type { ArgumentPlace } from '../argument-place.ts';
import type { BlockingCall } from './blocking-call.ts';

/**
 * Files and folders: what is read, written, copied or walked through is `blocking-file`; what only asks for names or changes them,
 * `blocking-path`. Pure path arithmetic (`os.path.join`, `Path.with_suffix`) touches no disk and is absent.
 */
const disk: BlockingCall = { rule: 'blocking-file' };
const opening: BlockingCall = {
  rule: 'blocking-file',
  counterpart: { anyio: '`anyio.open_file()`', trio: '`trio.open_file()`' },
};
const asyncPath = { anyio: '`anyio.Path`', trio: '`trio.Path`' };
const throughPath: BlockingCall = { rule: 'blocking-file', counterpart: asyncPath };
const onPath: BlockingCall = { rule: 'blocking-path', counterpart: asyncPath };
const listing: BlockingCall = { ...onPath, lazy: true };
const name: BlockingCall = { rule: 'blocking-path' };

/** Reads or writes what is given at the place: a path or a file, unless it is a file in memory. */
const through = (position: number, name: string): BlockingCall => ({ ...disk, through: { position, name } });
/** Touches the disk unless this argument is given in place of a path. */
const onlyWithout = (argument: ArgumentPlace): BlockingCall => ({ ...disk, unless: [{ argument, passed: true }] });

const READING = 'read readline readlines __iter__';
const WRITING = 'write writelines flush truncate';
const MOVING = 'seek close __exit__';
const BYTES = 'readinto readinto1 read1';

const opens: NameTable<BlockingCall> = joinTables(
  under('builtins', 'open', opening),
  under('io', 'open open_code FileIO', opening),
  under('os', 'open', opening),
  under('codecs', 'open', opening),
  ...['gzip', 'bz2', 'lzma'].map((name) => under<BlockingCall>(name, 'open', through(0, 'filename'))),
  under('gzip', 'GzipFile', through(0, 'filename')),
  under('bz2', 'BZ2File', through(0, 'filename')),
  under('lzma', 'LZMAFile', through(0, 'filename')),
  under('dbm', 'open', disk),
  under('shelve', 'open', disk),
  under('tempfile', 'TemporaryFile NamedTemporaryFile mkstemp', disk),
  under('tempfile', 'TemporaryDirectory mkdtemp', name),
  under('tempfile.TemporaryDirectory', 'cleanup __exit__', name),
);

const fileObjects: NameTable<BlockingCall> = joinTables(
  under('io.TextIOWrapper', `${READING} ${WRITING} ${MOVING}`, disk),
  under('io.BufferedReader', `${READING} ${MOVING} read1 readinto readinto1 peek`, disk),
  under('io.BufferedWriter', `${WRITING} ${MOVING}`, disk),
  under('io.BufferedRandom', `${READING} ${WRITING} ${MOVING} ${BYTES} peek`, disk),
  under('io.FileIO', `${READING} ${WRITING} ${MOVING} readall readinto`, disk),
  under('tempfile._TemporaryFileWrapper', `${READING} ${WRITING} ${MOVING}`, disk),
);

const paths: NameTable<BlockingCall> = joinTables(
  under('pathlib.Path', 'open', opening),
  under('pathlib.Path', 'read_text read_bytes write_text write_bytes copy copy_into move move_into', throughPath),
  under(
    'pathlib.Path',
    `exists stat lstat is_file is_dir is_symlink is_mount is_junction is_socket is_fifo is_block_device is_char_device
     owner group samefile readlink resolve mkdir rmdir unlink touch rename replace chmod lchmod symlink_to
     hardlink_to`,
    onPath,
  ),
  under('pathlib.Path', 'iterdir', listing),
  under('pathlib.Path', 'glob', { ...listing, deep: { position: 0, name: 'pattern' } }),
  under('pathlib.Path', 'rglob walk', { ...throughPath, lazy: true }),
  under(
    'os.path',
    `exists lexists isfile isdir islink ismount isjunction getsize getmtime getatime getctime realpath samefile
     sameopenfile`,
    onPath,
  ),
  under('glob', 'glob', { ...name, deep: { position: 0, name: 'pathname' } }),
  under('glob', 'iglob', { ...name, lazy: true, deep: { position: 0, name: 'pathname' } }),
);

const operatingSystem: NameTable<BlockingCall> = joinTables(
  under(
    'os',
    `stat lstat statvfs access listdir scandir mkdir makedirs rmdir removedirs remove unlink rename renames replace link
     symlink readlink chmod chown lchown lchmod utime mkfifo mknod`,
    onPath,
  ),
  under(
    'os',
    'read write readv writev pread pwrite fsync fdatasync truncate ftruncate sync sendfile copy_file_range',
    disk,
  ),
  under('os', 'walk fwalk', { ...disk, lazy: true }),
  under('shutil', 'copy copy2 copyfile copytree move rmtree', disk),
  under('shutil', 'copymode copystat disk_usage which chown', name),
  under('shutil', 'make_archive unpack_archive', disk),
  under('shutil', 'copyfileobj', through(0, 'fsrc')),
  under('filecmp', 'cmp cmpfiles', disk),
  under('fileinput', 'input', { ...disk, lazy: true }),
  under('linecache', 'getline getlines checkcache', disk),
);

const archives: NameTable<BlockingCall> = joinTables(
  under('zipfile', 'ZipFile', through(0, 'file')),
  under('zipfile', 'is_zipfile', through(0, 'filename')),
  under('zipfile.ZipFile', 'extract extractall write', disk),
  under('tarfile', 'open', onlyWithout({ position: 2, name: 'fileobj' })),
  under('tarfile.TarFile', 'open', onlyWithout({ position: 2, name: 'fileobj' })),
  under('tarfile', 'is_tarfile', through(0, 'name')),
  under('tarfile.TarFile', 'extract extractall add', disk),
);

const formats: NameTable<BlockingCall> = joinTables(
  under('json', 'load', through(0, 'fp')),
  under('json', 'dump', through(1, 'fp')),
  under('pickle', 'load', through(0, 'file')),
  under('pickle', 'dump', through(1, 'file')),
  under('marshal', 'load', through(0, 'file')),
  under('marshal', 'dump', through(1, 'file')),
  under('tomllib', 'load', through(0, 'fp')),
  under('plistlib', 'load', through(0, 'fp')),
  under('plistlib', 'dump', through(1, 'fp')),
  under('hashlib', 'file_digest', through(0, 'fileobj')),
  under('xml.etree.ElementTree', 'parse', through(0, 'source')),
  under('xml.etree.ElementTree.ElementTree', 'parse', through(0, 'source')),
  under('xml.etree.ElementTree.ElementTree', 'write', through(0, 'file_or_filename')),
  under('configparser.RawConfigParser', 'read', disk),
  under('logging', 'FileHandler', { ...disk, unless: [{ argument: { position: 3, name: 'delay' }, passed: true }] }),
  under('logging.handlers', 'RotatingFileHandler TimedRotatingFileHandler', disk),
  under('logging.config', 'fileConfig', disk),
);

/** What reads a module's code and runs it; an import does so once. */
const modules: NameTable<BlockingCall> = joinTables(
  under('builtins', '__import__', { ...disk, once: true }),
  under('importlib', 'import_module __import__', { ...disk, once: true }),
  under('importlib', 'reload', disk),
  under('importlib._abc.Loader', 'exec_module load_module', disk),
  under('runpy', 'run_path run_module', disk),
  under('pkgutil', 'walk_packages', { ...disk, lazy: true }),
  under('pkgutil', 'iter_modules', listing),
);

const certificates: NameTable<BlockingCall> = joinTables(
  under('ssl', 'create_default_context', onlyWithout({ name: 'cadata' })),
  under('ssl.SSLContext', 'load_default_certs load_cert_chain set_default_verify_paths', disk),
  under('ssl.SSLContext', 'load_verify_locations', onlyWithout({ position: 2, name: 'cadata' })),
);

export const files: NameTable<BlockingCall> = joinTables(
  opens,
  fileObjects,
  paths,
  operatingSystem,
  archives,
  formats,
  modules,
  certificates,
);
