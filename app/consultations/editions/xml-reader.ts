/** One element of a small XML file; `row` is the line on which it begins. */
export interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: (XmlElement | string)[]
  row: number
}

/** Where a file stops being the XML that is read here, and why: a key of the words. */
export class XmlTrouble extends Error {
  row: number
  key: 'xml' | 'xml_doctype' | 'xml_entity' | 'xml_deep'
  constructor(row: number, key: XmlTrouble['key']) {
    super(key)
    this.row = row
    this.key = key
  }
}

const deepest = 40
const name = '[A-Za-z_][\\w.:-]*'
const token = new RegExp(
  [
    '<!--[\\s\\S]*?-->',
    '<!\\[CDATA\\[[\\s\\S]*?\\]\\]>',
    '<\\?[\\s\\S]*?\\?>',
    `</${name}\\s*>`,
    `<${name}(?:\\s+${name}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*\\s*/?>`,
    '[^<]+',
  ].join('|'),
  'y',
)
const attribute = new RegExp(`(${name})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'g')
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Reads XML without a document type: no entity but the five that every XML has, nothing fetched, nothing expanded.
 * Throws an XmlTrouble with the line at the first place that is not well formed.
 */
export function readXml(text: string): XmlElement {
  const top: XmlElement = { name: '', attributes: {}, children: [], row: 1 }
  const open = [top]
  let at = 0
  let row = 1
  while (at < text.length) {
    if (/^<!DOCTYPE/i.test(text.slice(at, at + 9))) throw new XmlTrouble(row, 'xml_doctype')
    token.lastIndex = at
    const found = token.exec(text)?.[0]
    const here = open.at(-1)!
    if (!found) throw new XmlTrouble(row, 'xml')
    if (found.startsWith('<![CDATA[')) here.children.push(found.slice(9, -3))
    else if (found.startsWith('</')) {
      const ended = open.pop()!
      if (open.length === 0 || ended.name !== found.slice(2, -1).trim()) throw new XmlTrouble(row, 'xml')
    } else if (/^<[^!?]/.test(found)) {
      const element = elementOf(found, row)
      here.children.push(element)
      if (!found.endsWith('/>')) open.push(element)
      if (open.length > deepest) throw new XmlTrouble(row, 'xml_deep')
    } else if (!found.startsWith('<')) {
      if (here === top && found.trim()) throw new XmlTrouble(row, 'xml')
      here.children.push(decoded(found, row))
    }
    row += found.split('\n').length - 1
    at += found.length
  }
  const roots = top.children.filter((one) => typeof one !== 'string')
  if (open.length !== 1 || roots.length !== 1) throw new XmlTrouble(row, 'xml')
  return roots[0] as XmlElement
}

function elementOf(tag: string, row: number): XmlElement {
  const attributes: Record<string, string> = Object.create(null)
  const name = /^<([^\s/>]+)/.exec(tag)![1]!
  for (const [, key, double, single] of tag.slice(name.length + 1).matchAll(attribute)) {
    if (key! in attributes) throw new XmlTrouble(row, 'xml')
    attributes[key!] = decoded(double ?? single ?? '', row)
  }
  return { name, attributes, children: [], row }
}

function decoded(text: string, row: number): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|([\w.-]+));|&/gi, (_, decimal, hex, named, at: number) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined
    if (code !== undefined && code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) {
      return String.fromCodePoint(code)
    }
    const known = named && Object.hasOwn(entities, named) ? entities[named] : undefined
    if (known === undefined) throw new XmlTrouble(row + text.slice(0, at).split('\n').length - 1, 'xml_entity')
    return known
  })
}

/** What XML cannot carry even as an entity; a text never holds them, but what is written must be readable again. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** A text inside an element or an attribute. Carriage returns are written so that reading keeps them. */
export const xmlText = (text: string): string =>
  text
    .replace(unwritable, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')

export const childrenNamed = (element: XmlElement, wanted: string): XmlElement[] =>
  element.children.filter((one): one is XmlElement => typeof one !== 'string' && localName(one) === wanted)

/** An element's name without the prefix of its vocabulary. */
export const localName = ({ name }: XmlElement): string => name.slice(name.indexOf(':') + 1)
