import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type BundleFiles, packArchive, unpackArchive } from '../../electron/workbench/bundle-archive.ts';
import { BundleError } from '../../electron/workbench/bundle-error.ts';
import { BUNDLE_LIMITS } from '../../electron/workbench/bundle-limits.ts';
import { forgeArchive, type ForgedFile } from './forged-archive.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const FILES: BundleFiles = new Map([
  ['runs/b/spec.json', text('{}')],
  ['manifest.json', text('{"runs": ["b"]}'.repeat(50))],
  ['runs/b/empty.csv', new Uint8Array(0)],
]);
const unpack = (archive: Uint8Array, limits = BUNDLE_LIMITS): BundleFiles => unpackArchive('x.zip', archive, limits);
const MEGABYTE = 1024 * 1024;
const LINK = 0o120777 * 0x10000;

describe('an archive', () => {
  it('gives back what was packed, and other programs can read it', () => {
    const archive = packArchive('x.zip', FILES);
    const plain = (files: Iterable<[string, Uint8Array]>) => new Map([...files].map(([name, bytes]) => [name, [...bytes]])); // prettier-ignore
    expect(plain(unpack(archive))).toEqual(plain(FILES));
    expect(plain(Object.entries(unzipSync(archive)))).toEqual(plain(FILES));
  });

  it('is the same, byte for byte, in whatever order, at whatever time and place it is packed', () => {
    const archive = packArchive('x.zip', FILES);
    expect(packArchive('x.zip', new Map([...FILES].toReversed()))).toEqual(archive);
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Pacific/Kiritimati';
    try {
      expect(packArchive('x.zip', FILES)).toEqual(archive);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('with stored files, as other programs may write it, can be read', () => {
    const archive = forgeArchive([{ name: 'a.txt', isStored: true }, { name: 'b.txt' }]);
    expect([...unpack(archive).keys()]).toEqual(['a.txt', 'b.txt']);
  });

  it('that would be too large to be opened is not written', () => {
    expect(() => packArchive('x.zip', FILES, { ...BUNDLE_LIMITS, files: 2 })).toThrow('holds 3 files');
  });

  it('with any byte changed, taken away or added is refused or gives the same files', () => {
    const archive = Buffer.from(packArchive('x.zip', FILES));
    const same = [...unpack(archive)];
    fc.assert(
      fc.property(fc.nat({ max: archive.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(archive);
        changed[at]! ^= flip;
        for (const forged of [changed, Buffer.concat([archive.subarray(0, at), archive.subarray(at + 1)])]) {
          let files: unknown;
          try {
            files = [...unpack(forged)];
          } catch (error) {
            expect(error).toBeInstanceOf(BundleError);
            continue;
          }
          expect(files).toEqual(same);
        }
      }),
      { seed: 6, numRuns: 1500 },
    );
    for (let length = 0; length < archive.length; length++) {
      expect(() => unpack(archive.subarray(0, length))).toThrow(BundleError);
    }
    expect(() => unpack(Buffer.concat([archive, Buffer.from('x')]))).toThrow('cut off, or something was added');
  });
});

describe('an archive that means harm is refused', () => {
  const bomb = deflateRawSync(new Uint8Array(64 * MEGABYTE));
  const named = (name: string): readonly ForgedFile[] => [{ name: 'manifest.json' }, { name }];

  it.each<[string, readonly ForgedFile[], string]>([
    ['a path out of the folder', named('../evil'), '../evil: has a path that leaves its folder'],
    ['a path out in the midst', named('runs/../../evil'), 'has a path that leaves its folder'],
    ['a path that goes round', named('runs/./evil'), 'has a path that leaves its folder, or goes round'],
    ['an empty folder name', named('runs//evil'), 'has a path that leaves its folder, or goes round'],
    ['an absolute path', named('/etc/passwd'), '/etc/passwd: has an absolute path'],
    ['a drive', named('C:evil'), 'C:evil: has an absolute path'],
    ['a home folder', named('~/evil'), 'has an absolute path'],
    ['backslashes', named('..\\evil'), '..\\evil: has a backslash in its name'],
    ['a device', named('runs/CON'), 'has a name of other signs'],
    ['a device with an ending', named('nul.json'), 'has a name of other signs'],
    ['a point at the end', named('spec.json.'), 'has a name of other signs'],
    ['a hidden file', named('.bashrc'), 'has a name of other signs'],
    ['a zero byte', named('a\0b'), 'a?b: has a name of other signs'],
    ['signs that hide others', named('a\x1b[2Kb'), 'a?[2Kb: has a name of other signs'],
    ['letters beyond ASCII', named('Ã¼.txt'), 'has a name of other signs'],
    ['no name', named(''), 'has no name'],
    ['a long name', named(`${'a/'.repeat(80)}b`), 'has a name of 161 letters'],
    ['a folder', named('runs/'), 'is a folder'],
    ['a link', [{ name: 'link', madeOn: 3, attributes: LINK }], 'link: is a link or a device'],
    ['a file twice', [{ name: 'a' }, { name: 'a' }], 'a: is in it twice'],
    ['a file twice, but for its case', [{ name: 'run/a' }, { name: 'Run/A' }], 'Run/A: is also in it as run/a'],
    ['an encrypted file', [{ name: 'a', flags: 1 }], 'a: is encrypted'],
    ['a size after the content', [{ name: 'a', flags: 8 }], 'a: has its size after its content'],
    ['patched data', [{ name: 'a', flags: 32 }], 'a: is packed in an unknown way (flags 20)'],
    ['another method', [{ name: 'a', method: 12 }], 'a: is packed in an unknown way (method 12)'],
    ['extra fields', [{ name: 'a', extra: Buffer.alloc(4) }], 'a: carries extra fields or a comment'],
    ['a comment', [{ name: 'a', comment: Buffer.from('x') }], 'a: carries extra fields or a comment'],
    ['a huge file', [{ name: 'a', bytes: 0xffffffff }], 'a: is in the format for huge files'],
    ['a file that is too large', [{ name: 'a', bytes: 300 * MEGABYTE }], 'a: unpacks to 314572800 bytes; expected at most'],
    ['a file that is packed too well', [{ name: 'a', packed: bomb, bytes: 64 * MEGABYTE }], 'a: unpacks to more than 400 times its size'],
    ['a file that hides how large it is', [{ name: 'a', packed: bomb, bytes: 10 }], 'a: unpacks to more than the 10 bytes that it says'],
    ['a file that is smaller than it says', [{ name: 'a', bytes: 8 }], 'a: unpacks to 7 bytes, but says 8'],
    ['a stored file of another size', [{ name: 'a', isStored: true, bytes: 8 }], 'a: is stored as it is, but in another size'],
    ['bytes after the packed content', [{ name: 'a', packed: Buffer.concat([deflateRawSync(text('content')), Buffer.alloc(3)]) }], 'a: has 3 bytes after its content'],
    ['packed content that is cut off', [{ name: 'a', packed: deflateRawSync(text('content')).subarray(0, -2) }], 'a: is damaged'],
    ['another checksum', [{ name: 'a', crc: 1 }], 'a: is damaged: its checksum differs'],
    ['a header of another name', [{ name: 'a', header: { name: 'b' } }], 'a: its header and the directory say different things'],
    ['a header of another size', [{ name: 'a', header: { bytes: 6 } }], 'a: its header and the directory say different things'],
    ['a header of other flags', [{ name: 'a', header: { flags: 2 } }], 'a: its header and the directory say different things'],
    ['files that share their bytes', [{ name: 'a' }, { name: 'b', headerAt: 0 }], 'b: does not follow the file before it'],
    ['bytes between two files', [{ name: 'a' }, { name: 'b', gap: 5 }], 'b: does not follow the file before it'],
    ['bytes before the first file', [{ name: 'a', gap: 5 }], 'is no zip archive'],
    ['content that reaches into the directory', [{ name: 'a', packedBytes: 60, bytes: 7 }], 'a: reaches beyond the files'],
  ])('%s', (_, files, message) => {
    const attempt = (): unknown => unpack(forgeArchive(files));
    expect(attempt).toThrow(BundleError);
    expect(attempt).toThrow(`bundle x.zip: `);
    expect(attempt).toThrow(message);
  }); // prettier-ignore

  it('many files that are too large together', () => {
    const limits = { ...BUNDLE_LIMITS, totalBytes: 13 };
    expect(() => unpack(forgeArchive([{ name: 'a' }, { name: 'b' }]), limits)).toThrow(
      'unpacks to more than 13 bytes in all',
    );
  });

  it('more bytes than are read at all', () => {
    expect(() => unpack(forgeArchive([{ name: 'a' }]), { ...BUNDLE_LIMITS, archiveBytes: 20 })).toThrow(
      'expected at most 20',
    );
  });

  it.each<[string, Parameters<typeof forgeArchive>[1], string]>([
    ['a comment at its end', { comment: Buffer.from('hello') }, 'cut off, or something was added'],
    ['one part of several', { disk: 1 }, 'is one part of several'],
    ['more files than there are', { count: 3 }, 'has a damaged directory'],
    ['fewer files than there are', { count: 1 }, 'bytes in its directory that belong to no file'],
    ['a directory elsewhere', { start: 10 }, 'has a directory that is not where its end says'],
    ['a huge archive', { start: 0xffffffff }, 'is in the format for huge archives'],
    ['very many files', { count: 20_000 }, 'holds 20000 files; expected at most 10000'],
  ])('an end that tells of %s', (_, end, message) => {
    expect(() => unpack(forgeArchive([{ name: 'a' }, { name: 'b' }], end))).toThrow(message);
  });

  it.each([
    ['nothing', ''],
    ['text', 'hello, this is no archive at all'],
    ['another kind of archive', '\x1f\x8b\x08 and so on, for as long as an end would take'],
  ])('%s instead of an archive', (_, content) => {
    expect(() => unpack(Buffer.from(content, 'latin1'))).toThrow(
      'is no zip archive; expected a file written by `bundle',
    );
  });
});
