import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-socket', counterpart: { asyncio: '`asyncssh`' } };

export const paramiko: Library = {
  packages: ['paramiko'],
  blocking: joinTables(
    under('paramiko.SSHClient', 'connect exec_command open_sftp invoke_shell', call),
    under(
      'paramiko.SFTPClient',
      `get put getfo putfo open file listdir listdir_attr stat lstat mkdir rmdir remove unlink rename posix_rename
       chmod chown utime truncate symlink readlink normalize chdir`,
      call,
    ),
    under('paramiko.Transport', 'connect start_client auth_password auth_publickey open_session open_channel', call),
    under('paramiko.Channel', 'exec_command recv recv_stderr send sendall recv_exit_status invoke_shell', call),
    under(
      'paramiko.SSHClient.open_sftp',
      `get put getfo putfo open file listdir listdir_attr stat lstat mkdir rmdir remove unlink
rename posix_rename chmod chown utime truncate symlink readlink normalize chdir`,
      call,
    ),
  ),
};
