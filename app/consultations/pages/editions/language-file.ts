import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { staffPage } from '../../../server/page.ts'
import { fileKinds, oneLanguage, translatingFor, writtenFile } from '../../editions/translating.server.ts'

const params = oneLanguage.params.extend({ file: z.enum(fileKinds.map((kind) => `texts.${kind}` as const)) })

/** An exercise's texts in a form that translators' tools open. */
export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ ...oneLanguage, params }, async (ask) => {
    const { exercise, language, texts } = await translatingFor(ask)
    const kind = fileKinds.find((one) => ask.params.file === `texts.${one}`)!
    const { type, text } = writtenFile(kind, texts, { id: exercise.slug, language: language.code })
    return new Response(text, {
      headers: {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename="${exercise.slug}-${language.code}.${kind}"`,
        'Cache-Control': 'no-store',
      },
    })
  })(args)
