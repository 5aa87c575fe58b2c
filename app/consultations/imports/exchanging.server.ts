import type { Handle } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { notFound, type StaffAsk } from '../../server/page.ts'
import type { Form, FormQuestion } from '../form.ts'
import { formOf, formTexts } from '../form-store.server.ts'
import { kindNamed } from '../kinds/kinds.ts'
import { aboutLabels } from './about-labels.ts'
import { type AboutReading, aboutVoter } from './exchange-about.ts'
import { exchangeFormatOf } from './exchange-answers.ts'
import type { ImportRow } from './import.ts'
import { importCodes } from './import-store.server.ts'
import { importReady } from './importing.server.ts'
import type { AboutVoter } from './pabulib-file.ts'
import type { ExchangeUpload } from './survey-upload-store.server.ts'

/** An exercise with a form of its own, and those of its questions that another program's file can answer. */
export async function exchangeReady(ask: StaffAsk<{ id: string }>, db: Handle = ask.db) {
  const ready = await importReady(ask, db)
  const form =
    ready.consultation.template === 'form' ? await formOf(db, ready.consultation.id, londonDay(ask.now)) : undefined
  const questions = (form?.questions ?? []).filter(({ kind }) => exchangeFormatOf(kind))
  if (!form || !questions.length) throw notFound()
  const texts = await formTexts(db, form.questions, 'en')
  const titles = Object.fromEntries([...texts].map(([id, { body }]) => [id, body]))
  const reading: AboutReading = {
    codes: await importCodes(db, ready.consultation.id, ask.now),
    labels: aboutLabels(ask.words),
  }
  return { ...ready, form, questions, texts, titles, reading }
}

/** True while every answer of a kept file still belongs to its question: the form may have changed since it was read. */
export function stillFits(question: FormQuestion | undefined, { people }: ExchangeUpload): question is FormQuestion {
  if (!question) return false
  const kind = kindNamed(question.kind)
  return people.every(({ value }) => kind.value.safeParse(value).success && kind.fits(value, question.config))
}

/** The people of a file as rows that can be loaded: one answer each, with what the file says of them and is known here. */
export const rowsOf = (
  { people, questionId, channel }: Omit<ExchangeUpload, 'sent' | 'notes'>,
  form: Form,
  reading: AboutReading,
): ImportRow[] =>
  people.map(({ row, value, about }, i) => ({
    line: i + 1,
    rowId: row,
    channel,
    ...personIn(about, reading),
    form: { version: form.version, answers: { [questionId]: { value, text: '' } } },
  }))

function personIn(about: AboutVoter | undefined, reading: AboutReading): Pick<ImportRow, 'answers' | 'monitoring'> {
  const { unread: _, ...person } = aboutVoter(about, reading)
  return person
}
