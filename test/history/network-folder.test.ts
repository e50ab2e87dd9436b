import { expect, it } from 'vitest';
import {
  isNetworkPath,
  mountOf,
  networkFileSystem,
  parseMountInfo,
  parseMountList,
} from '../../electron/history/network-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

const MOUNT_INFO = `25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
31 25 0:27 / /home/me/lab\\040share rw,relatime shared:9 - nfs4 server:/export rw,vers=4.2
32 25 0:28 / /mnt/phone rw - fuse.sshfs me@host:/ rw
33 32 0:29 / /mnt/phone/local rw - tmpfs tmpfs rw
`;

it('the file system of a folder is the one that was mounted nearest above it', () => {
  const mounts = parseMountInfo(MOUNT_INFO);
  expect(mountOf('/home/me', mounts)?.type).toBe('ext4');
  expect(mountOf('/home/me/lab share/deep', mounts)?.type).toBe('nfs4');
  expect(mountOf('/home/me/lab shared', mounts)?.type).toBe('ext4');
  expect(mountOf('/mnt/phone', mounts)?.type).toBe('fuse.sshfs');
  expect(mountOf('/mnt/phone/local/x', mounts)?.type).toBe('tmpfs');
  expect(mountOf('/', [])).toBeUndefined();
});

it('the list of mounts of macOS is understood', () => {
  const mounts = parseMountList(
    '/dev/disk3s1 on / (apfs, local)\n//me@host/share on /Volumes/my share (smbfs, nodev)\n',
  );
  expect(mounts).toEqual([
    { folder: '/', type: 'apfs' },
    { folder: '/Volumes/my share', type: 'smbfs' },
  ]);
});

it('paths of Windows to other machines are told from those of drives and devices', () => {
  for (const far of ['\\\\server\\share\\x', '\\\\?\\UNC\\server\\share', '\\\\?\\unc\\server\\share']) {
    expect([far, isNetworkPath(far)]).toEqual([far, true]);
  }
  for (const near of ['C:\\data', '\\\\?\\C:\\data', '\\\\.\\pipe\\x', 'data']) {
    expect([near, isNetworkPath(near)]).toEqual([near, false]);
  }
});

it('a folder on this machine is none of another', () => {
  expect(networkFileSystem(temporaryFolder())).toBeNull();
});
