import { crc32, deflateSync } from 'node:zlib'
import { juryBySlug } from '../../app/juries/jury-store.server.ts'
import { criteriaOf } from '../../app/juries/targets/target-store.server.ts'
import { referenceFor } from '../../app/ledger/reference-code.ts'
import { settings } from '../../app/server/settings.ts'
import type { Control, PageForm } from './page-forms.ts'
import type { Site } from './site.ts'

/** Hands out hostile texts of so many characters together, of those that fit. */
export type Next = (most: number, fits?: (text: string) => boolean) => string[]

interface Asked {
  next: Next
  /** The page as it was last seen. */
  html: string
  form: PageForm
  control: Control
  /** How often the field was refused already. */
  tried: number
}

/** What a field takes once the form was refused, and the hostile texts in it. */
interface Moulded<V> {
  value: V
  said: string[]
}
/** Null leaves the field out. */
type Mould<V> = (asked: Asked) => Promise<Moulded<V> | null> | Moulded<V> | null
export interface Moulds {
  text: ReadonlyMap<string, Mould<string>>
  /** Null where the form takes text instead. */
  file: ReadonlyMap<string, Mould<File> | null>
}

const joined = (said: string[], mark = ' ', before = '', after = ''): Moulded<string> => ({
  value: before + said.join(mark) + after,
  said,
})
const only = (value: string): Moulded<string> => ({ value, said: [] })

/** Three lines of a postal address and a postcode. */
const postal: Mould<string> = ({ next }) => {
  const lines = [1, 2, 3].map(() => next(58, (text) => !text.includes('@')))
  return { value: [...lines.map((line) => line.join(' ')), 'ZZ2 1AA'].join('\n'), said: lines.flat() }
}

/** Six hours in blocks of ten minutes. */
const agenda: Mould<string> = ({ next }) => {
  const blocks = Array.from({ length: 36 }, () => next(90))
  return { value: blocks.map((said) => `10, ${said.join(' ')}`).join('\n'), said: blocks.flat() }
}

/** As much as a few words may be. */
const short: Mould<string> = ({ next }) => joined(next(190))

const translation: Mould<string> = ({ next, control, tried }) =>
  tried < 2
    ? joined(
        next(300, (text) => !text.includes('{{')),
        ' ',
        `${control.value} `,
      )
    : only(control.value)

const file = (name: string, lines: string[], said: string[]) => ({ value: new File([lines.join('\n')], name), said })
export const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
export const hostileName = (ending: string) => `"><img src=x onerror=alert(1)>.${ending}`

const partOf = (path: string, before: string) =>
  decodeURIComponent(path.split(`/${before}/`)[1]?.split(/[/?]/)[0] ?? '')

/** By the file of the page and the name of the field: what is taken where hostile text by itself is not. */
export function mouldsFor(site: Site): Moulds {
  /** A question of the exercise whose answers come in order, and how many things are put in order. */
  const ranked = (path: string) =>
    site.withDb(async (db) => {
      const row = await db
        .selectFrom('form_question as q')
        .innerJoin('form_question_version as v', 'v.question_id', 'q.id')
        .innerJoin('consultation as c', 'c.id', 'q.consultation_id')
        .select(['q.id', 'v.config'])
        .where('c.exercise_id', '=', partOf(path, 'exercises'))
        .where('q.kind', '=', 'rank')
        .executeTakeFirst()
      return { id: row?.id ?? '', all: row ? (JSON.parse(row.config) as { options: unknown[] }).options.length : 0 }
    })
  const reference = (path: string) =>
    site.withDb(async (db) => {
      const row = await db
        .selectFrom('response as r')
        .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
        .select('r.submission_key as key')
        .where('c.exercise_id', '=', partOf(path, 'exercises'))
        .where('r.status', '=', 'counted')
        .orderBy('r.id')
        .executeTakeFirst()
      return row ? referenceFor(settings().SECRET, row.key) : ''
    })
  const criteria = (path: string) =>
    site.withDb(async (db) => criteriaOf(db, (await juryBySlug(db, partOf(path, 'juries')))?.id ?? ''))
  /** The names of the columns of the file of a pool, made once so that form and file say the same. */
  const columns = new Map<string, { id: string[]; home: string[] }>()
  const columnsOf = (path: string, next: Next) => {
    const fits = (text: string) => !text.includes(',')
    if (!columns.has(path)) columns.set(path, { id: next(70, fits).slice(0, 1), home: next(70, fits).slice(0, 1) })
    return columns.get(path)!
  }

  const text: Record<string, Mould<string>> = {
    'app/board/pages/desk-point.tsx evidence': ({ next }) =>
      joined(next(120, (said) => !/\s/.test(said)).slice(0, 1), '', 'https://demonstration.example/'),
    'app/engagement/pages/panel/citizens-panel-member.tsx address': postal,
    // Later than what was promised.
    ...Object.fromEntries(
      ['closesOn', 'resultsBy', 'decisionOn', 'changedBy'].map((day) => [
        `app/engagement/pages/publishing/extend.tsx ${day}-year`,
        () => only(String(new Date().getUTCFullYear() + (day === 'changedBy' ? 4 : 2))),
      ]),
    ),
    // Either one of the answers or words of one's own.
    'app/consultations/pages/answering/all-questions.tsx q-travel': () => null,
    'app/consultations/pages/answering/question.tsx q-travel': () => null,
    'app/consultations/pages/freezing/cleaning.tsx reference': async ({ form }) => only(await reference(form.path)),
    'app/consultations/pages/editions/language.tsx text-*': translation,
    'app/consultations/pages/imports/import-exchange.tsx question': async ({ form }) =>
      only((await ranked(form.path)).id),
    'app/consultations/pages/paper/paper-batch.tsx w-bus-if': short,
    'app/consultations/pages/paper/paper-batch.tsx w-park-place': short,
    'app/consultations/pages/paper/paper-batch.tsx w-travel': short,
    'app/consultations/pages/paper/paper-batches.tsx version': ({ html }) =>
      only(/Like ([^.<]+)\./.exec(html)?.[1] ?? ''),
    'app/juries/pages/letters/letters.tsx email': ({ next }) =>
      joined(next(60, (said) => !/[\s@,;<>"]/.test(said)).slice(0, 1), '', '', '@demonstration.example'),
    'app/juries/pages/seats/members.tsx list': ({ next }) => {
      const badges = Array.from({ length: 4 }, () => next(60).slice(0, 1))
      return {
        value: ['badge,area', ...badges.map((said) => `${cell(said[0]!)},Melton`)].join('\n'),
        said: badges.flat(),
      }
    },
    'app/juries/pages/pool/pool.tsx householdColumns': ({ form, next }) => joined(columnsOf(form.path, next).home),
    'app/juries/pages/pool/pool.tsx idColumn': ({ form, next }) => joined(columnsOf(form.path, next).id),
    'app/juries/pages/sessions/session.tsx agenda': agenda,
    'app/juries/pages/sessions/sessions-desk.tsx agenda': agenda,
    'app/juries/pages/targets/targets.tsx values': ({ next }) => joined(next(600), '\n'),
    'app/people/pages/complaint-entry.tsx address': postal,
    'app/people/pages/complaints.tsx address': postal,
    'app/people/pages/rights.tsx address': postal,
    'app/people/pages/rights.tsx newAddress': postal,
  }
  const files: Record<string, Mould<File> | null> = {
    'app/consultations/pages/editions/pictures.tsx file': () => ({
      value: new File([picture()], hostileName('png'), { type: 'image/png' }),
      said: [],
    }),
    'app/consultations/pages/imports/import-exchange.tsx file': async ({ form, next }) => {
      const { all } = await ranked(form.path)
      const order = Array.from({ length: all }, (_, i) => i + 1).join(',')
      const said = next(100)
      return file(
        hostileName('soc'),
        [`# TITLE: ${said.join(' ')}`, `# NUMBER ALTERNATIVES: ${all}`, `3: ${order}`],
        said,
      )
    },
    'app/consultations/pages/imports/import.tsx file': ({ next }) => {
      const said = next(95)
      return file(hostileName('csv'), ['row_id,channel,area,pick_1', `${cell(said.join(' '))},paper,,1`], said)
    },
    'app/juries/pages/letters/letters.tsx file': ({ next }) => {
      const homes = Array.from({ length: 12 }, () => next(90).slice(0, 1))
      const lines = homes.map(([said], i) => `Melton,${cell(`${i} ${said}`)}`)
      return file(hostileName('csv'), ['area,address', ...lines], homes.flat())
    },
    // It is taken before what is typed.
    'app/juries/pages/seats/members.tsx file': null,
    'app/juries/pages/pool/pool.tsx file': async ({ form, next }) => {
      const { id, home } = columnsOf(form.path, next)
      const frame = await criteria(form.path)
      const head = [...id, ...home, ...frame.map(({ name }) => name)]
      const rows = Array.from({ length: 24 }, (_, i) => {
        const said = next(90).slice(0, 1)[0]!
        return [`${i} ${said}`, `home ${i} ${said}`, ...frame.map(({ targets }) => targets[i % targets.length]!.value)]
      })
      return file(
        hostileName('csv'),
        [head, ...rows].map((cells) => cells.map(cell).join(',')),
        [],
      )
    },
    'app/juries/pages/targets/targets.tsx file': ({ next }) => {
      const begins = (text: string) => /^[<&{]/.test(text) && text.length < 60
      const said = [1, 2, 3].flatMap(() => next(60, begins).slice(0, 1))
      const lines = said.slice(1).map((value) => `${cell(said[0]!)},${cell(value)},0,6,0,6`)
      return file(hostileName('csv'), ['feature,value,min,max,min_flex,max_flex', ...lines], said)
    },
  }
  return { text: new Map(Object.entries(text)), file: new Map(Object.entries(files)) }
}

/** A black square of 72 pixels. */
function picture(): Buffer<ArrayBuffer> {
  const side = 72
  const part = (name: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), body])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(body.length)
    check.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, check])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 8
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const rows = deflateSync(Buffer.alloc(side * (side + 1)))
  return Buffer.concat([signature, part('IHDR', head), part('IDAT', rows), part('IEND', Buffer.alloc(0))])
}
