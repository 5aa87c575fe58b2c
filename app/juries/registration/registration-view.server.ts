import { isolated } from '../../languages/isolated.ts'
import { languageOf } from '../../languages/words.server.ts'
import type { Ask } from '../../server/page.ts'
import { bodyOf, type Worded, wordsOr } from '../targets/criterion-words.server.ts'
import { isSensitive } from '../targets/target.ts'
import { registrationHash } from './application-body.ts'
import { mayGoOn, type RegisteringFor, registrationFrom } from './registering.server.ts'
import {
  contactWays,
  criterionOf,
  type EligibilityQuestion,
  eligibilityQuestions,
  type RegistrationStep,
} from './registration.ts'
import type { RegistrationDraft } from './registration-draft-store.server.ts'

/** A value of a criterion, and what it is called. */
interface Choice {
  value: string
  text: Worded
}

/** What one page shows. `heading` is the page's heading where no legend or label is. */
export type StepView = { title: string; heading: string | null } & (
  | { step: 'eligibility'; question: EligibilityQuestion; hint: string; said: string }
  | { step: 'dates'; dates: readonly string[]; said: string[] | null }
  | { step: 'consent'; asked: Worded[]; sensitive: boolean; said: boolean }
  | { step: 'about'; question: Worded; hint: Worded; choices: Choice[]; said: string }
  | { step: 'name'; firstName: string; lastName: string }
  | { step: 'address'; address: string; postcode: string }
  | { step: 'contact'; email: string; phone: string; prefers: string; ways: readonly string[] }
  | { step: 'needs'; kinds: string[]; language: string; other: string; age: number }
  | CheckView
)

export interface CheckView {
  step: 'check'
  dates: readonly string[]
  about: { step: string; name: Worded; value: Worded }[]
  name: string
  address: string
  contact: { email: string; phone: string; prefers: string }
  needs: { kinds: string[]; language: string; other: string }
  submissionKey: string
  /** What is shown here as one hash: what is sent must be what was seen. */
  hash: string
  open: boolean
  closesOn: string | null
}

export function stepView(
  step: RegistrationStep,
  draft: RegistrationDraft,
  all: RegisteringFor,
  { words, lang }: Ask<unknown>,
): StepView {
  const t = words('registration')
  const { answers } = draft
  const { asked, criteria, recruitment, areaName } = all
  const title = (key: string, values = {}) => t(`${key}.title`, values)
  if (step in eligibilityQuestions) {
    const question = step as EligibilityQuestion
    const values = {
      age: recruitment.leastAge,
      area: areaName ? isolated(areaName, languageOf(lang)!) : t('eligibility.this_area'),
    }
    return {
      step: 'eligibility',
      title: title(`eligibility.${question}`, values),
      heading: null,
      question,
      hint: wordsOr(t, `eligibility.${question}.hint`, '', values),
      said: answers.eligible[question] ?? '',
    }
  }
  if (criterionOf(asked, step)) {
    const criterion = criteria[Number(step.slice(6)) - 1]!
    const question = criterion.asked.title
    return {
      step: 'about',
      title: bodyOf(question),
      heading: null,
      question,
      hint: criterion.asked.hint,
      choices: criterion.targets.map(({ value }) => ({ value, text: criterion.asked.value(value) })),
      said: answers.values[criterion.id] ?? '',
    }
  }
  switch (step) {
    case 'dates':
      return { step, title: title('dates'), heading: null, dates: asked.dates, said: answers.dates }
    case 'consent':
      return {
        step,
        title: title('consent'),
        heading: title('consent'),
        asked: criteria.map((criterion) => criterion.asked.short),
        sensitive: criteria.some(({ dimension }) => isSensitive(dimension)),
        said: answers.consent,
      }
    case 'name':
      return {
        step,
        title: title('name'),
        heading: title('name'),
        ...(answers.name ?? { firstName: '', lastName: '' }),
      }
    case 'address': {
      const said = answers.address ?? { address: '', postcode: '' }
      return { step, title: title('address'), heading: title('address'), ...said }
    }
    case 'contact': {
      const said = answers.contact ?? { email: '', phone: '', prefers: '' }
      return { step, title: title('contact'), heading: title('contact'), ways: contactWays, ...said }
    }
    case 'needs': {
      const said = answers.needs ?? { kinds: [], language: '', other: '' }
      return { step, title: title('needs'), heading: title('needs'), age: recruitment.leastAge, ...said }
    }
    default: {
      const registration = registrationFrom(draft, asked, lang)
      return {
        step: 'check',
        title: title('check'),
        heading: null,
        dates: registration.dates,
        about: criteria.map(({ id, asked: own }, i) => ({
          step: `about-${i + 1}`,
          name: own.short,
          value: own.value(registration.values[id] ?? ''),
        })),
        name: `${registration.contact.firstName} ${registration.contact.lastName}`,
        address: [registration.contact.address, registration.contact.postcode].join(', '),
        contact: registration.contact,
        needs: answers.needs ?? { kinds: [], language: '', other: '' },
        submissionKey: draft.submissionKey,
        hash: registrationHash(registration),
        open: mayGoOn(draft, all),
        closesOn: recruitment.closesOn,
      }
    }
  }
}
