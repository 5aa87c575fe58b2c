import { crc32, deflateSync } from 'node:zlib'
import { encode } from 'uqr'

/**
 * A link as a square code: a PNG of one bit a pixel with the quiet border that readers need, so that a document holds it
 * once however often it shows it.
 */
export function qrImage(link: string, pixelsPerModule = 8): Buffer {
  const { data, size } = encode(link, { ecc: 'M', border: 4 })
  const width = size * pixelsPerModule
  const bytesPerRow = Math.ceil(width / 8)
  const pixels = Buffer.alloc((bytesPerRow + 1) * width)
  for (let y = 0; y < width; y++) {
    const modules = data[Math.floor(y / pixelsPerModule)]!
    for (let x = 0; x < width; x++) {
      const light = !modules[Math.floor(x / pixelsPerModule)]
      if (light) pixels[y * (bytesPerRow + 1) + 1 + (x >> 3)]! |= 0x80 >> (x & 7)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(width, 4)
  header[8] = 1
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(content.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}
