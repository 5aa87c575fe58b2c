import type { LoaderFunctionArgs } from '@remix-run/node'
import { staffPage } from '../../../server/page.ts'
import { pdfAnswer } from '../../../server/pdf-answer.ts'
import { slugParams } from '../../jury-access.server.ts'
import { badgesFor } from '../../sessions/badge-facts.server.ts'
import { printBadges } from '../../sessions/print-badges.ts'

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.see' }, async (ask) => {
    const { jury, safeguarding, badges } = await badgesFor(ask)
    const t = ask.words('seating')
    const words = {
      lang: ask.lang,
      title: t('badges.title', { title: jury.publicName }),
      jury: jury.publicName,
      juror: t('badges.juror'),
      contact: safeguarding && t('badges.contact', { contact: safeguarding }),
    }
    return pdfAnswer(await printBadges(words, badges), `${jury.slug}-badges.pdf`)
  })(args)
