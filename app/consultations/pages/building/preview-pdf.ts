import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { staffPage } from '../../../server/page.ts'
import { pdfAnswer } from '../../../server/pdf-answer.ts'
import { formPdf } from '../../../server/pdf-form.server.ts'
import { previewFor } from '../../building/previewing.server.ts'
import { formSheet } from '../../paper/printing.server.ts'
import { sheetView } from '../../paper/sheet-view.server.ts'

/** What is being written as it would be printed: marked as a draft, so that nobody keys it. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage(
    { params: z.object({ id: z.string().max(100), l: z.string() }), permission: 'exercise.plan' },
    async (ask) => {
      const { exercise, form, texts, title, lead } = await previewFor(ask)
      const heading = { title: title.body, lead: lead.body, closesOn: exercise.closesOn, version: null }
      const about = await sheetView(ask.db, exercise.id, ask.lang)
      return pdfAnswer(await formPdf(await formSheet(ask, heading, form, texts, about)), `${exercise.slug}-draft.pdf`)
    },
  )(args)
