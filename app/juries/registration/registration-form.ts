import { type NeedKind, needKinds } from './application.ts'
import {
  type AskedBy,
  type ContactWay,
  contactWays,
  criterionOf,
  type EligibilityQuestion,
  eligibilityQuestions,
  type RegistrationAnswers,
  type RegistrationStep,
} from './registration.ts'

/** Something wrong on a page: the id of its control and the key of the words. */
export interface Trouble {
  values?: Record<string, string | number>
  field: string
  key: string
}

type Sent = Readonly<Record<string, readonly string[] | undefined>>
type Change = (answers: RegistrationAnswers) => RegistrationAnswers
const tooLong = (field: string, limit: number, { length }: string): Trouble => ({
  field,
  key: 'too_long',
  values: { limit, written: length },
})

type Read = { change: Change } | { troubles: Trouble[] }

/** What a page's form says, as a change of the answers; or what is wrong with it, each with its place. */
export function readStep(step: RegistrationStep, sent: Sent, asked: AskedBy): Read {
  if (step in eligibilityQuestions) return yesOrNo(step as EligibilityQuestion, sent)
  const criterion = criterionOf(asked, step)
  if (criterion) {
    const value = text(sent, 'value')
    if (!criterion.values.includes(value)) return { troubles: [{ field: 'value', key: 'choose' }] }
    return { change: (answers) => ({ ...answers, values: { ...answers.values, [criterion.id]: value } }) }
  }
  return readers[step as keyof typeof readers](sent, asked)
}

/** One line as somebody typed it: no control characters, no white space around it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const text = (sent: Sent, name: string): string => (sent[name]?.[0] ?? '').replace(/[\u0000-\u001f\u007f]/g, ' ').trim()

/** Several lines of an address on one. */
const address = (sent: Sent, name: string): string =>
  (sent[name]?.[0] ?? '')
    .split(/[\r\n]+/)
    .map((line) => line.trim().replace(/,$/, ''))
    .filter(Boolean)
    .join(', ')

function yesOrNo(question: EligibilityQuestion, sent: Sent): Read {
  const said = text(sent, 'answer')
  if (said !== 'yes' && said !== 'no') return { troubles: [{ field: 'answer', key: 'yes_no' }] }
  return { change: (answers) => ({ ...answers, eligible: { ...answers.eligible, [question]: said } }) }
}

const emailForm = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/
const postcodeForm = /^[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$/

const readers = {
  dates(sent: Sent, asked: AskedBy): Read {
    const days = asked.dates.filter((day) => sent.dates?.includes(day))
    if (!days.length && !sent.dates?.includes('none')) return { troubles: [{ field: 'dates', key: 'dates' }] }
    return { change: (answers) => ({ ...answers, dates: days }) }
  },
  consent(sent: Sent): Read {
    if (text(sent, 'consent') !== 'yes') return { troubles: [{ field: 'consent', key: 'consent' }] }
    return { change: (answers) => ({ ...answers, consent: true }) }
  },
  name(sent: Sent): Read {
    const name = { firstName: text(sent, 'firstName'), lastName: text(sent, 'lastName') }
    const troubles = (['firstName', 'lastName'] as const).flatMap((field) =>
      name[field] === '' ? [{ field, key: field }] : name[field].length > 80 ? [tooLong(field, 80, name[field])] : [],
    )
    return troubles.length ? { troubles } : { change: (answers) => ({ ...answers, name }) }
  },
  address(sent: Sent): Read {
    const given = {
      address: address(sent, 'address'),
      postcode: text(sent, 'postcode').toUpperCase().replace(/\s+/g, ' '),
    }
    const troubles: Trouble[] = []
    if (!given.address) troubles.push({ field: 'address', key: 'address' })
    else if (given.address.length > 300) troubles.push(tooLong('address', 300, given.address))
    if (!postcodeForm.test(given.postcode)) troubles.push({ field: 'postcode', key: 'postcode' })
    return troubles.length ? { troubles } : { change: (answers) => ({ ...answers, address: given }) }
  },
  contact(sent: Sent): Read {
    const email = text(sent, 'email')
    const phone = text(sent, 'phone')
    const prefers = contactWays.find((way) => way === text(sent, 'prefers'))
    const troubles: Trouble[] = []
    if (email && (email.length > 200 || !emailForm.test(email))) troubles.push({ field: 'email', key: 'email' })
    if (phone && !/^[+\d][\d\s()-]{5,24}$/.test(phone)) troubles.push({ field: 'phone', key: 'phone' })
    if (!prefers) troubles.push({ field: 'prefers', key: 'prefers' })
    else if (prefers === 'email' && !email) troubles.push({ field: 'email', key: 'email_needed' })
    else if (needsPhone(prefers) && !phone) troubles.push({ field: 'phone', key: 'phone_needed' })
    if (troubles.length || !prefers) return { troubles }
    return { change: (answers) => ({ ...answers, contact: { email, phone, prefers } }) }
  },
  needs(sent: Sent): Read {
    const language = text(sent, 'language')
    // Whoever names a language wants the interpreter, ticked or not.
    const kinds = needKinds.filter((kind) => sent.kinds?.includes(kind) || (kind === 'interpreter' && language))
    const other = text(sent, 'other')
    const troubles: Trouble[] = []
    if (language.length > 100) troubles.push(tooLong('language', 100, language))
    if (other.length > 600) troubles.push(tooLong('other', 600, other))
    if (kinds.includes('interpreter') && !language) troubles.push({ field: 'language', key: 'language' })
    if (troubles.length) return { troubles }
    const all: NeedKind[] = other && !kinds.includes('other') ? [...kinds, 'other'] : kinds
    return { change: (answers) => ({ ...answers, needs: { kinds: all, language, other } }) }
  },
  check(): Read {
    return { troubles: [] }
  },
}

const needsPhone = (way: ContactWay): boolean => way === 'phone' || way === 'text' || way === 'relay'
