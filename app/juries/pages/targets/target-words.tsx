import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, refused, shown, typedIn } from '../../../server/form.ts'
import { notFound, staffPage } from '../../../server/page.ts'
import { Button } from '../../../ui/button.tsx'
import { FormErrors, fieldErrors } from '../../../ui/errors.tsx'
import { Input } from '../../../ui/input.tsx'
import { InsetText } from '../../../ui/inset-text.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { Textarea } from '../../../ui/textarea.tsx'
import { deskPath, juryFor, slugParams } from '../../jury-access.server.ts'
import { one } from '../../posted.server.ts'
import { saveWording, wordsField } from '../../targets/criterion-wording.server.ts'
import { furtherLanguages, lackingLanguages, typedTexts } from '../../targets/criterion-words.server.ts'
import { criterionWordsOf } from '../../targets/criterion-words-store.server.ts'
import { criteriaOf } from '../../targets/target-store.server.ts'
import { Done } from '../done.tsx'

const params = slugParams.extend({ criterion: z.string().max(100) })

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params, permission: 'jury.manage' }, async (ask) => {
    const jury = await juryFor(ask, 'jury.manage')
    const criterion = (await criteriaOf(ask.db, jury.id)).find(({ id }) => id === ask.params.criterion)
    if (!criterion) throw notFound()
    const typed = await criterionWordsOf(ask.db, jury.id)
    const texts = typedTexts(criterion)
    return {
      title: ask.words('recruitment')('words.title', { criterion: criterion.name }),
      publicName: jury.publicName,
      home: deskPath(jury.slug, '/targets'),
      nothing: texts.length === 0,
      lacking: lackingLanguages(criterion, typed).map(({ name }) => name),
      languages: furtherLanguages().map(({ code, name, direction }) => ({
        code,
        name,
        direction,
        texts: texts.map((text) => ({
          text,
          field: wordsField(code, text),
          long: text === criterion.reason,
          said: typed.get(code)?.get(criterion.id)?.get(text) ?? '',
        })),
      })),
      done: new URL(ask.request.url).searchParams.get('done'),
    }
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params, permission: 'jury.manage' }, async (ask) => {
    const typed = await typedIn(ask.request)
    const errors = await saveWording(ask, ask.params.criterion, typed)
    if (errors.length) return refused(errors, typed)
    const to = `/targets/${encodeURIComponent(ask.params.criterion)}/words?done=words`
    throw redirect(deskPath(ask.params.slug, `${to}#in-${one(typed, 'language')}`), 303)
  })(args)

type Shown = ReturnType<typeof useLoaderData<typeof loader>>

/** What people are asked about themselves, in each language of the product: typed where the product has no words. */
export default function TargetWords() {
  const page = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('recruitment')
  return (
    <DeskPage
      title={page.title}
      where={page.publicName}
      back={{ href: page.home, text: t('targets.back') }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="recruitment" done={page.done} />}
    >
      <div id="words">
        {page.nothing ? (
          <InsetText>{t('words.nothing')}</InsetText>
        ) : (
          <>
            <p className="read">{t('words.text')}</p>
            {page.lacking.length ? (
              <InsetText>{t('words.lacking', { languages: page.lacking.join(', ') })}</InsetText>
            ) : (
              <p className="read">{t('words.whole')}</p>
            )}
          </>
        )}
      </div>
      {page.nothing ? null : page.languages.map((one) => <InLanguage key={one.code} language={one} back={back} />)}
    </DeskPage>
  )
}

function InLanguage({ language, back }: { language: Shown['languages'][number]; back?: Refused }) {
  const t = useWords('recruitment')
  const errorOf = fieldErrors(back?.errors, t('error_prefix'))
  const mine = back?.typed.language?.[0] === language.code ? back : undefined
  const missing = language.texts.filter(({ said }) => !said).length
  const attributes = { lang: language.code, dir: language.direction }
  return (
    <DeskSection
      title={
        <>
          <bdi lang={language.code}>{language.name}</bdi>
          {missing ? ` (${t('words.missing', { count: missing })})` : ''}
        </>
      }
      id={`in-${language.code}`}
    >
      <Form method="post" noValidate>
        <input type="hidden" name="language" value={language.code} />
        {language.texts.map(({ text, field, long, said }) => {
          const own = {
            name: field,
            label: { text },
            value: shown(mine, field, said),
            error: errorOf(field),
            attributes,
          }
          return long ? <Textarea key={field} {...own} rows={3} /> : <Input key={field} {...own} />
        })}
        <Button classes="govuk-button--secondary">{t('words.save', { language: language.name })}</Button>
      </Form>
    </DeskSection>
  )
}
