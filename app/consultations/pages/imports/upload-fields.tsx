import type { ReactNode } from 'react'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, shown } from '../../../server/form.ts'
import { fieldErrors } from '../../../ui/errors.tsx'
import { FileUpload } from '../../../ui/file-upload.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { Radios } from '../../../ui/radios.tsx'
import { answerStatuses } from '../../imports/import.ts'

/** Where a file of answers comes from, whose answers they are, and the file: asked alike whatever form the file has. */
export function UploadFields({
  back,
  sourceHint,
  fileHint,
  kept,
}: {
  back: Refused | undefined
  sourceHint: string
  fileHint?: string
  /** What is said of a file that was sent already. */
  kept?: ReactNode
}) {
  const t = useWords('engagement')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  return (
    <>
      <Input
        name="source"
        label={{ text: t('import.source') }}
        hint={{ text: sourceHint }}
        value={shown(back, 'source')}
        error={errorOf('source')}
      />
      <Radios
        name="status"
        fieldset={{ legend: { text: t('import.status') } }}
        items={answerStatuses.map((value) => ({ value, text: t(`import.statuses.${value}`) }))}
        value={shown(back, 'status', 'counted')}
        error={errorOf('status')}
      />
      {kept}
      <FileUpload
        name="file"
        label={{ text: t('import.file') }}
        hint={{ text: fileHint ?? t('import.file_hint') }}
        error={errorOf('file')}
      />
    </>
  )
}

/** A file that came with a form that could not be taken: it need not be chosen again. */
export function KeptFile({ back }: { back: Refused | undefined }) {
  const id = shown(back, 'kept')
  if (!id) return null
  return (
    <>
      <input type="hidden" name="kept" value={id} />
      <KeptName back={back} name="kept-name" />
    </>
  )
}

/** The name of a file that is kept, by the field that tells it. */
export function KeptName({ back, name }: { back: Refused | undefined; name: string }) {
  const t = useWords('exchange')
  const file = shown(back, name)
  return file ? <InsetText>{t('survey.kept', { file })}</InsetText> : null
}
