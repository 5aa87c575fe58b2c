/**
 * What two ways of writing the same address have in common (J-5): the postcode and every number in front of it. Where
 * there is no number the first part of the address stands for it; without a postcode, all of it. Compared as text.
 * Empty when nothing was written.
 */
export function householdKey(address: string, postcode = ''): string {
  const text = `${address} ${postcode}`.toUpperCase().replace(/[’'.]/g, '')
  const found = text.match(/\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b/g)?.at(-1)
  if (!found) return plain(text)
  const before = text.slice(0, text.indexOf(found))
  const numbers = before.match(/\b\d+[A-Z]?\b/g)
  return [found.replace(/\s/g, ''), ...(numbers ?? [plain(before.split(',')[0] ?? '')])].join(' ')
}

const plain = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
