import { firstLanguage } from '../../languages/language.ts'
import {
  type FileTrouble,
  type FileUnit,
  fileTrouble,
  type ReadUnits,
  stateOf,
  type TranslatedText,
  type TranslationState,
} from './translation.ts'
import { childrenNamed, localName, readXml, type XmlElement, XmlTrouble, xmlText } from './xml-reader.ts'

const namespace = 'urn:oasis:names:tc:xliff:document:2.0'

/** XLIFF's own words for how far a translation is; what is out of date goes back to its beginning. */
const states: Record<TranslationState, string> = {
  missing: 'initial',
  outdated: 'initial',
  unchecked: 'translated',
  checked: 'final',
}

/**
 * An exercise's texts as XLIFF 2.0: a unit per text, `name` is its place. A text that is out of date goes out with
 * today's English and no target, and what it was in a note.
 */
export function xliffOf(texts: readonly TranslatedText[], file: { id: string; language: string }): string {
  const units = texts.map((text, i) => {
    const state = stateOf(text)
    const target = state === 'missing' || state === 'outdated' ? '' : text.body
    const notes = [
      ...(text.under ? [`<note category="question">${xmlText(text.under)}</note>`] : []),
      ...(state === 'outdated'
        ? [
            `<note category="previous-source">${xmlText(text.source)}</note>`,
            `<note category="previous-target">${xmlText(text.body)}</note>`,
          ]
        : []),
    ]
    return [
      `    <unit id="u${i + 1}" name="${xmlText(text.place)}" canResegment="no">`,
      ...(notes.length ? [`      <notes>${notes.join('')}</notes>`] : []),
      `      <segment state="${states[state]}">`,
      `        <source xml:space="preserve">${xmlText(text.english)}</source>`,
      ...(target ? [`        <target xml:space="preserve">${xmlText(target)}</target>`] : []),
      '      </segment>',
      '    </unit>',
    ].join('\n')
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="${namespace}" version="2.0" srcLang="${firstLanguage}" trgLang="${xmlText(file.language)}">
  <file id="f1" original="${xmlText(file.id)}">
${units.join('\n')}
  </file>
</xliff>
`
}

/**
 * Reads any XLIFF 2, and 1.2 as many tools still write it, in the given language. A unit that was cut into segments is
 * put together again.
 */
export function readXliff(text: string, language: string): ReadUnits {
  let root: XmlElement
  try {
    root = readXml(text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n'))
  } catch (error) {
    if (error instanceof XmlTrouble) return { units: [], troubles: [fileTrouble(error.row, error.key)] }
    throw error
  }
  const version = root.attributes.version ?? ''
  if (localName(root) !== 'xliff') return { units: [], troubles: [fileTrouble(root.row, 'not_xliff')] }
  const isOld = version === '1.2'
  if (!isOld && !/^2\.\d$/.test(version)) {
    return { units: [], troubles: [fileTrouble(root.row, 'xliff_version', { version })] }
  }
  const troubles: FileTrouble[] = []
  // Version 1.2 names the language of each file it holds, version 2 of all of them.
  const tellLanguage = isOld ? childrenNamed(root, 'file') : [root]
  for (const { attributes, row } of tellLanguage) {
    const given = attributes[isOld ? 'target-language' : 'trgLang']
    if ((given ?? '').toLowerCase().split(/[-_]/)[0] === language) continue
    troubles.push(fileTrouble(row, 'language', { given: given ?? '–', wanted: language }))
  }
  const units = isOld
    ? elementsIn(root, 'trans-unit').map((unit) => oldUnitOf(unit, troubles))
    : elementsIn(root, 'unit').map((unit) => unitOf(unit, troubles))
  return { units, troubles }
}

const elementsIn = (element: XmlElement, wanted: string): XmlElement[] =>
  element.children.flatMap((one) => {
    if (typeof one === 'string') return []
    return localName(one) === wanted ? [one] : elementsIn(one, wanted)
  })

/** How version 1.2 says that a target is only a copy of the source, there to be written over. */
const untouched = ['new', 'needs-translation']

/** A unit of version 1.2: its place stands in the name of its resource, or where a tool keeps only ids, in its id. */
function oldUnitOf(unit: XmlElement, troubles: FileTrouble[]): FileUnit {
  const place = unit.attributes.resname ?? unit.attributes.id ?? ''
  const said = (of: readonly XmlElement[]) => of.map((one) => plain(one, place, troubles)).join('')
  const targets = childrenNamed(unit, 'target').filter(({ attributes }) => !untouched.includes(attributes.state ?? ''))
  return { row: unit.row, place, source: said(childrenNamed(unit, 'source')), target: said(targets).trim() }
}

function unitOf(unit: XmlElement, troubles: FileTrouble[]): FileUnit {
  const place = unit.attributes.name ?? ''
  const parts = unit.children.filter(
    (one): one is XmlElement => typeof one !== 'string' && ['segment', 'ignorable'].includes(localName(one)),
  )
  const said = (which: 'source' | 'target') =>
    parts
      .map((part) =>
        childrenNamed(part, which)
          .map((one) => plain(one, place, troubles))
          .join(''),
      )
      .join('')
  const source = said('source')
  // Between the segments of a unit stands what has no translation of its own.
  const target = parts
    .map((part) => {
      const own = childrenNamed(part, 'target')
      const taken = own.length || localName(part) === 'segment' ? own : childrenNamed(part, 'source')
      return taken.map((one) => plain(one, place, troubles)).join('')
    })
    .join('')
    .trim()
  return { row: unit.row, place, source, target }
}

/** The words of a source or target; codes inside it are not ours, and what they stood for would be lost. */
function plain(element: XmlElement, place: string, troubles: FileTrouble[]): string {
  return element.children
    .map((one) => {
      if (typeof one === 'string') return one
      if (!['mrk', 'sm', 'em'].includes(localName(one))) {
        troubles.push(fileTrouble(one.row, 'inline_code', { code: one.name.slice(0, 20) }, place))
      }
      return plain(one, place, troubles)
    })
    .join('')
}
