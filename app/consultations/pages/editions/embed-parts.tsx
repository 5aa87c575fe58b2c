import { Form } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import type { EditionView } from '../../editions/edition-view.server.ts'

/** On which sites' pages the youth edition may stand, and what such a page needs. */
export function EditionEmbedding({ view, back }: { view: EditionView; back: Refused | undefined }) {
  const t = useWords('editions')
  const { embed } = view
  if (!embed) return null
  const own = back?.typed.intent?.[0] === 'embed' ? back : undefined
  return (
    <DeskSection title={t('embed.title')} id="embed">
      <p className="read">{t('embed.text')}</p>
      <Form method="post" noValidate>
        <Textarea
          name="origins"
          rows={4}
          label={{ text: t('embed.origins') }}
          hint={{ text: t('embed.hint') }}
          value={shown(own, 'origins', embed.sites)}
          error={fieldErrors(own?.errors, t('error_prefix'))('origins')}
          spellcheck={false}
        />
        <Button name="intent" value="embed" classes="govuk-button--secondary">
          {t('embed.button')}
        </Button>
      </Form>
      {embed.snippet ? (
        <>
          <h3>{t('embed.snippet')}</h3>
          <p className="read">{t('embed.snippet_text')}</p>
          <pre className="snippet">
            <code>{embed.snippet}</code>
          </pre>
        </>
      ) : null}
    </DeskSection>
  )
}
