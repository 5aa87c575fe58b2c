import { Form } from '@remix-run/react'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { Button } from '../../../ui/button.tsx'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FileUpload } from '../../../ui/file-upload.tsx'
import { Input } from '../../../ui/input.tsx'
import { formatNumber, formatPerMille } from '../../../ui/numbers.ts'
import { DeskSection } from '../../../ui/page-kinds.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { Table } from '../../../ui/table.tsx'
import type { sourcesOf } from '../../imports/source-store.server.ts'

type Source = Awaited<ReturnType<typeof sourcesOf>>[number]

/** What is declared so far, each with its share of the whole. */
export function Declared({ sources, frozen, least }: { sources: Source[]; frozen: boolean; least: number }) {
  const t = useWords('sources')
  const { locale } = useLanguage()
  const total = sources.reduce((sum, source) => sum + source.weight, 0)
  return (
    <DeskSection title={t('declared')} id="declared">
      <p>{sources.length === 0 ? t('none') : t('enough', { count: sources.length })}</p>
      {sources.length ? (
        <Table
          firstCellIsHeader
          narrow="stack"
          head={[
            t('name'),
            t('takes'),
            { text: t('weight'), format: 'numeric' },
            { text: t('share'), format: 'numeric' },
            { text: t('people'), format: 'numeric' },
            ...(frozen ? [] : [{ text: t('drop') }]),
          ]}
          rows={sources.map(({ id, name, takes, weight, ballots }) => [
            name,
            t(`takes_kinds.${takes}`),
            { text: formatNumber(weight, locale), format: 'numeric' as const },
            {
              text: total ? formatPerMille((1000 * weight) / total, locale) : '–',
              format: 'numeric' as const,
            },
            { text: takes === 'ballots' ? formatNumber(ballots, locale) : '–', format: 'numeric' as const },
            ...(frozen
              ? []
              : [
                  {
                    text: (
                      <Form method="post">
                        <input type="hidden" name="source" value={id} />
                        <Button name="intent" value="drop" classes="govuk-button--secondary">
                          {t('take_back', { name })}
                        </Button>
                      </Form>
                    ),
                  },
                ]),
          ])}
        />
      ) : null}
      <p className="meta read">{t('few', { least })}</p>
    </DeskSection>
  )
}

export function Declare({ back, columns, codes }: { back: Refused | undefined; columns: string; codes: string }) {
  const t = useWords('sources')
  const errorOf = fieldErrors(back?.errors, t('error_title'))
  return (
    <DeskSection title={t('declare')} id="declare">
      <p>
        <a href={codes}>{t('codes')}</a>
      </p>
      <Form method="post" encType="multipart/form-data" noValidate>
        <Radios
          name="takes"
          fieldset={{ legend: { text: t('what') } }}
          items={(['answers', 'events', 'ballots'] as const).map((value) => ({
            value,
            text: t(`takes_kinds.${value}`),
            hint: t(`hints.${value}`),
          }))}
          value={shown(back, 'takes')}
          error={errorOf('takes')}
        />
        <Input
          name="name"
          label={{ text: t('name_label') }}
          hint={{ text: t('name_hint') }}
          value={shown(back, 'name')}
          error={errorOf('name')}
        />
        <Input
          name="weight"
          inputmode="numeric"
          classes="govuk-input--width-4"
          label={{ text: t('weight_label') }}
          hint={{ text: t('weight_hint') }}
          value={shown(back, 'weight', '1')}
          error={errorOf('weight')}
        />
        <FileUpload
          name="file"
          label={{ text: t('file') }}
          hint={{ text: t('file_hint', { columns }) }}
          error={errorOf('file')}
        />
        <Button name="intent" value="declare">
          {t('button')}
        </Button>
      </Form>
    </DeskSection>
  )
}
