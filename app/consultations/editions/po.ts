import {
  type FileTrouble,
  type FileUnit,
  fileTrouble,
  type ReadUnits,
  stateOf,
  type TranslatedText,
} from './translation.ts'

const quote = (text: string): string =>
  `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r')}"`

/** How the languages of the site form plurals, as a catalogue's head says it; another language says nothing. */
const pluralForms: Record<string, string> = {
  en: 'nplurals=2; plural=(n != 1);',
  gu: 'nplurals=2; plural=(n > 1);',
  pa: 'nplurals=2; plural=(n > 1);',
  pl: 'nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);',
  ur: 'nplurals=2; plural=(n != 1);',
}

/** An exercise's texts as a gettext catalogue: `msgctxt` is the place; what is out of date is fuzzy, as gettext has it. */
export function poOf(texts: readonly TranslatedText[], file: { id: string; language: string }): string {
  const forms = pluralForms[file.language]
  const head = [
    'msgid ""',
    'msgstr ""',
    quote(`Project-Id-Version: ${file.id}\n`),
    quote('MIME-Version: 1.0\n'),
    quote('Content-Type: text/plain; charset=UTF-8\n'),
    quote('Content-Transfer-Encoding: 8bit\n'),
    quote(`Language: ${file.language}\n`),
    ...(forms ? [quote(`Plural-Forms: ${forms}\n`)] : []),
  ].join('\n')
  const entries = texts.map((text) => {
    const outdated = stateOf(text) === 'outdated'
    return [
      ...(text.under ? [`#. ${text.under.replace(/\s+/g, ' ')}`] : []),
      ...(outdated ? ['#, fuzzy', `#| msgid ${quote(text.source)}`] : []),
      `msgctxt ${quote(text.place)}`,
      `msgid ${quote(text.english)}`,
      `msgstr ${quote(text.body)}`,
    ].join('\n')
  })
  return `${[head, ...entries].join('\n\n')}\n`
}

interface Entry {
  row: number
  fuzzy: boolean
  previous: string | null
  fields: Map<string, string>
}

/** Reads a gettext catalogue. A fuzzy entry keeps the English it was made from, or counts as not translated. */
export function readPo(text: string, language: string): ReadUnits {
  const troubles: FileTrouble[] = []
  const entries = entriesOf(text.replace(/^\ufeff/, ''), troubles)
  const units: FileUnit[] = []
  for (const entry of entries) {
    const { row, fuzzy, previous, fields } = entry
    const place = fields.get('msgctxt')
    const source = fields.get('msgid') ?? ''
    const target = fields.get('msgstr') ?? ''
    if (place === undefined && source === '') checkHead(target, language, row, troubles)
    else if (place === undefined) troubles.push(fileTrouble(row, 'no_place'))
    else if ([...fields.keys()].some((name) => name.startsWith('msgid_plural') || name.startsWith('msgstr['))) {
      troubles.push(fileTrouble(row, 'plural', {}, place))
    } else if (fuzzy && previous === null) units.push({ row, place, source, target: '' })
    else units.push({ row, place, source: fuzzy ? previous! : source, target: target.trim() })
  }
  return { units, troubles }
}

/** The head says which language it is and that it is UTF-8. Tools count plural forms each in their way; no text here has any. */
function checkHead(head: string, language: string, row: number, troubles: FileTrouble[]): void {
  const said = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'mi').exec(head)?.[1]?.trim() ?? ''
  const spoken = said('Language')
  if (spoken && spoken.toLowerCase().split(/[-_@]/)[0] !== language) {
    troubles.push(fileTrouble(row, 'language', { given: spoken, wanted: language }))
  }
  const charset = /charset=([\w-]+)/i.exec(said('Content-Type'))?.[1]
  if (charset && !/^utf-?8$/i.test(charset)) troubles.push(fileTrouble(row, 'charset', { given: charset }))
}

function entriesOf(text: string, troubles: FileTrouble[]): Entry[] {
  const entries: Entry[] = []
  let entry: Entry | undefined
  let field: string | undefined
  const begin = (row: number) => {
    entry = { row, fuzzy: false, previous: null, fields: new Map() }
    entries.push(entry)
    field = undefined
  }
  let inPrevious = false
  for (const [i, raw] of text.split('\n').entries()) {
    const row = i + 1
    const line = raw.trim()
    // An entry that is no longer used stands in comments.
    if (line.startsWith('#~')) continue
    if (!line) {
      entry = undefined
      continue
    }
    if (line.startsWith('#')) {
      if (!entry || entry.fields.size) begin(row)
      if (line.startsWith('#,') && /\bfuzzy\b/.test(line)) entry!.fuzzy = true
      const previous = /^#\|\s*(msgid\s+)?("(?:[^"\\]|\\.)*")\s*$/.exec(line)
      if (previous?.[1]) inPrevious = true
      if (previous && inPrevious) entry!.previous = (entry!.previous ?? '') + unquoted(previous[2]!)
      continue
    }
    inPrevious = false
    const named = /^(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d+\])\s+("(?:[^"\\]|\\.)*")$/.exec(line)
    const more = /^"(?:[^"\\]|\\.)*"$/.exec(line)
    if (named) {
      const begins = named[1] === 'msgctxt' || named[1] === 'msgid'
      if (!entry || (begins && entry.fields.has('msgid'))) begin(row)
      field = named[1]!
      entry!.fields.set(field, unquoted(named[2]!))
    } else if (more && entry && field) entry.fields.set(field, entry.fields.get(field)! + unquoted(more[0]))
    else troubles.push(fileTrouble(row, 'po_line'))
  }
  return entries.filter(({ fields }) => fields.has('msgid'))
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' }
const unquoted = (text: string): string => text.slice(1, -1).replace(/\\(.)/g, (_, one) => escapes[one] ?? one)
