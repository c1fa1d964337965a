'use strict';
/** Writes ZIP archives (PKWARE's APPNOTE, without its 64-bit forms): the same files give the same bytes. */
const zlib = require('zlib');

/** 1980-01-01, the format's first day. */
const DATE = 0x21;
/** Names are UTF-8. */
const UTF8 = 0x0800;
/** Made on Unix, so that the mode in the external attributes counts. */
const MADE_BY_UNIX = (3 << 8) | 20;
const DEFLATED = 8;
const LIMIT = 0xffff_ffff;

const CRC_TABLE = Array.from({ length: 256 }, (_, value) => {
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(bytes) {
  let crc = LIMIT;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ LIMIT) >>> 0;
}

/** Little-endian fields: [value, bytes] each. */
function fields(...list) {
  const buffer = Buffer.alloc(list.reduce((sum, [, size]) => sum + size, 0));
  let at = 0;
  for (const [value, size] of list) at = buffer.writeUIntLE(value, at, size);
  return buffer;
}

/** What the local header and the central directory say alike. */
const common = ({ crc, packed, size, name }) => [
  [20, 2], [UTF8, 2], [DEFLATED, 2], [0, 2], [DATE, 2], [crc, 4], [packed.length, 4], [size, 4], [name.length, 2], [0, 2],
];

/** @param {{ name: string, bytes: Buffer, mode?: number }[]} files */
function zip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const { name, bytes, mode = 0o644 } of files) {
    const packed = zlib.deflateRawSync(bytes, { level: 9 });
    const entry = { crc: crc32(bytes), packed, size: bytes.length, name: Buffer.from(name, 'utf8') };
    const local = Buffer.concat([fields([0x04034b50, 4], ...common(entry)), entry.name]);
    const attributes = (0o100000 | mode) * 0x10000;
    directory.push(
      fields([0x02014b50, 4], [MADE_BY_UNIX, 2], ...common(entry), [0, 2], [0, 2], [0, 2], [attributes, 4], [offset, 4]),
      entry.name);
    parts.push(local, packed);
    offset += local.length + packed.length;
  }
  const central = Buffer.concat(directory);
  if (offset + central.length > LIMIT || files.length > 0xffff) throw new Error('too much for a ZIP archive');
  const end = fields([0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [central.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...parts, central, end]);
}

module.exports = { zip, crc32 };
