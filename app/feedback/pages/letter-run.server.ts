import { languageOf, words } from '../../languages/words.server.ts'
import { pdfAnswer } from '../../server/pdf-answer.ts'
import { lettersPdf } from '../../server/pdf-letter.server.ts'
import { formatDate } from '../../ui/dates.ts'

interface WaitingLetter {
  to: string
  language: string
  subject: string
  body: string
}

/** A print run as a file: a letter to each, in their language, ready to be folded into window envelopes. */
export async function letterRunPdf(letters: readonly WaitingLetter[], now: Date, title: string, file: string) {
  const printed = letters.map(({ to, language, subject, body }) => {
    const { direction = 'ltr', locale = 'en-GB' } = languageOf(language) ?? {}
    const day = formatDate(now.toISOString(), locale)
    // The post reads English, whatever the letter is written in.
    return { to: `${words('en', 'messages')('letter.to')}\n${to}`, language, direction, date: day, subject, body }
  })
  return pdfAnswer(await lettersPdf(printed, title), file)
}
