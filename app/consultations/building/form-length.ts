import { kindNamed } from '../kinds/kinds.ts'
import { readConfig, type WorkingForm } from './working-form.ts'

/** Where one lives is asked in every form; the check page is read. */
const besides = 30
const incomplete = 10

/** A form above either of these is warned about (rule G-7). */
const lengthLimits = { questions: 12, minutes: 8 } as const

/** How many questions somebody meets who is led to all of them, and how many minutes that takes, to a half. */
export function lengthOf({ questions }: WorkingForm): { questions: number; minutes: number; isLong: boolean } {
  const seconds = questions.reduce((sum, question) => {
    const read = readConfig(question)
    return sum + (read.success ? kindNamed(question.kind).seconds(read.data) : incomplete)
  }, besides)
  const minutes = Math.round(seconds / 30) / 2
  const count = questions.length + 1
  return {
    questions: count,
    minutes,
    isLong: count > lengthLimits.questions || minutes > lengthLimits.minutes,
  }
}

/** What residents are told that it takes: whole minutes, and never none. */
export const minutesToTell = (form: WorkingForm): number => Math.max(1, Math.round(lengthOf(form).minutes))
