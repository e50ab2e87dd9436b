/** Longest name with its folders. */
const MOST_LETTERS = 120;
const SEGMENT = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Why a name in an archive is refused, or null. Names are folders and a file, parted by "/", of plain letters. */
export function whyNameRefused(name: string): string | null {
  if (name === '') return 'has no name';
  if (name.length > MOST_LETTERS) return `has a name of ${name.length} letters; expected at most ${MOST_LETTERS}`;
  if (name.includes('\\')) return 'has a backslash in its name';
  if (/^[/~]|^[A-Za-z]:/.test(name)) return 'has an absolute path as its name';
  if (name.endsWith('/')) return 'is a folder; expected files only';
  const segments = name.split('/');
  if (segments.some((segment) => segment === '.' || segment === '..' || segment === '')) {
    return 'has a path that leaves its folder, or goes round, as its name';
  }
  const odd = segments.find((segment) => !SEGMENT.test(segment) || segment.endsWith('.') || DEVICE.test(segment));
  return odd === undefined ? null : 'has a name of other signs than letters, digits, ".", "_" and "-"';
}
