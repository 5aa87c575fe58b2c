import type { LoaderFunctionArgs } from '@remix-run/node'
import { remembered } from '../../../../db/remembered.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { publicPage } from '../../../server/page.ts'
import { pdfAnswer } from '../../../server/pdf-answer.ts'
import { formPdf, type PrintedSheet } from '../../../server/pdf-form.server.ts'
import { consultationOf, slugParams } from '../../answering/answering.server.ts'
import { formFacts } from '../../answering/form-view.server.ts'
import { districtsOn } from '../../area-store.server.ts'
import { consultationOf as asked } from '../../freezing/freeze-material-store.server.ts'
import { printedForm } from '../../paper/paper.server.ts'
import { formPaperVersion } from '../../paper/paper-form-entry.ts'
import { flagshipSheet, formSheet } from '../../paper/printing.server.ts'
import { sheetView } from '../../paper/sheet-view.server.ts'

/** The questions as a tagged PDF to print and fill in by hand, with the version that it is keyed under. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation } = await consultationOf(ask)
    const { title, lead, closesOn, template, id, picksMax } = consultation
    const heading = { title: title.body, lead: lead.body, closesOn }
    const about = () => sheetView(ask.db, consultation.exerciseId, ask.lang)
    const name = `${consultation.slug}-${ask.lang}.pdf`
    const day = londonDay(ask.now)
    // Letters that join are slow to set; the form is the same for everybody.
    const kept = (sheet: () => Promise<PrintedSheet>) =>
      remembered(ask.db, `paper ${ask.lang} ${day} ${id}`, async () => formPdf(await sheet()))
    if (template === 'form') {
      const { form, texts } = await formFacts(ask, consultation)
      const version = formPaperVersion(form, await districtsOn(ask.db, day))
      return pdfAnswer(
        await kept(async () => formSheet(ask, { ...heading, version }, form, texts, await about())),
        name,
      )
    }
    const newest = (await asked(ask.db, consultation.exerciseId)) ?? { id, version: 1, picks_max: picksMax }
    const printed = await printedForm(ask, newest, ask.lang)
    return pdfAnswer(await kept(async () => flagshipSheet(ask.lang, heading, printed, await about())), name)
  })(args)
