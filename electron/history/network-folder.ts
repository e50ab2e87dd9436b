import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';

/** A file system and where it is mounted. */
export interface Mount {
  readonly folder: string;
  /** As the operating system calls it: `ext4`, `nfs4`, `fuse.sshfs`. */
  readonly type: string;
}

/** File systems whose files other machines may change, too: SQLite's log needs memory that all writers share. */
const NETWORK_TYPES =
  /^(nfs\d?|cifs|smb\d?|smbfs|afs|afpfs|9p|ceph|webdav|ncpfs|coda|fuse\.(sshfs|rclone|gvfsd-fuse|glusterfs|davfs2?|s3fs|ceph))$/;

/** The kind of network file system that a folder lies on; null for a local one, or where it cannot be told. */
export function networkFileSystem(folder: string): string | null {
  if (process.platform === 'win32') return isNetworkPath(realPath(folder)) ? 'a network drive' : null;
  const mounts = process.platform === 'linux' ? linuxMounts() : listedMounts();
  const type = mountOf(realPath(folder), mounts)?.type;
  return type !== undefined && NETWORK_TYPES.test(type) ? type : null;
}

/** Whether a path of Windows names another machine; the real path of a mapped drive does. */
export function isNetworkPath(folder: string): boolean {
  return /^(\\\\\?\\UNC\\|\\\\(?![?.]\\))/i.test(folder);
}

/** The file system that a folder lies on: of those mounted above it the nearest, and of these the last one mounted. */
export function mountOf(folder: string, mounts: readonly Mount[]): Mount | undefined {
  const above = mounts.filter((mount) => mount.folder === '/' || `${folder}/`.startsWith(`${mount.folder}/`));
  return above.reduce<Mount | undefined>(
    (nearest, mount) => (nearest === undefined || mount.folder.length >= nearest.folder.length ? mount : nearest),
    undefined,
  );
}

/** What `/proc/self/mountinfo` says, line by line; blanks in folders are written as octal numbers. */
export function parseMountInfo(text: string): Mount[] {
  return text
    .split('\n')
    .map((line) => {
      const [before = '', after = ''] = line.split(' - ');
      const folder = (before.split(' ')[4] ?? '').replace(/\\(\d{3})/g, (_, octal: string) =>
        String.fromCharCode(parseInt(octal, 8)),
      );
      return { folder, type: after.split(' ')[0] ?? '' };
    })
    .filter(({ folder }) => folder !== '');
}

/** What `mount` of macOS says: `//user@host/share on /Volumes/share (smbfs, nodev)`. */
export function parseMountList(text: string): Mount[] {
  return [...text.matchAll(/^.* on (.*) \(([^,)]*)[^)]*\)$/gm)].map(([, folder = '', type = '']) => ({ folder, type }));
}

function linuxMounts(): Mount[] {
  try {
    return parseMountInfo(readFileSync('/proc/self/mountinfo', 'utf8'));
  } catch {
    return [];
  }
}

function listedMounts(): Mount[] {
  return parseMountList(spawnSync('/sbin/mount', { encoding: 'utf8' }).stdout);
}

function realPath(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}
