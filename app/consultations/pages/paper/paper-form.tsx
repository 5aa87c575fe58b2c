import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { InOwnLanguage, ProperName } from '../../../languages/read-text.tsx'
import { useLanguage, useWords } from '../../../languages/use-words.ts'
import { publicPage } from '../../../server/page.ts'
import { formatDate } from '../../../ui/dates.ts'
import { ResidentPage } from '../../../ui/page-kinds.tsx'
import { consultationOf, slugParams } from '../../answering/answering.server.ts'
import { consultationOf as asked } from '../../freezing/freeze-material-store.server.ts'
import { printedForm } from '../../paper/paper.server.ts'
import { type SheetView, sheetView } from '../../paper/sheet-view.server.ts'

/** The questions as a form to print: numbered, so that it can be keyed, and with the version that it is keyed under. */
export const loader = (args: LoaderFunctionArgs) =>
  publicPage({ params: slugParams }, async (ask) => {
    const { consultation, path } = await consultationOf(ask)
    // A form of own questions is printed as a PDF alone.
    if (consultation.template === 'form') throw redirect(`${path}/paper.pdf`, 303)
    const newest = await asked(ask.db, consultation.exerciseId)
    const printed = await printedForm(
      ask,
      newest ?? { id: consultation.id, version: 1, picks_max: consultation.picksMax },
      ask.lang,
    )
    return {
      title: ask.words('printing')('title', { title: consultation.title.body }),
      path,
      closesOn: consultation.closesOn,
      questions: printed.questions,
      options: printed.options,
      districts: printed.districts.map(({ name }) => name),
      picksMax: printed.form.picksMax,
      version: printed.version,
      about: (await sheetView(ask.db, consultation.exerciseId, ask.lang)) ?? null,
    }
  })(args)

export default function PaperForm() {
  const { title, path, closesOn, questions, options, districts, picksMax, version, about } =
    useLoaderData<typeof loader>()
  const t = useWords('printing')
  const own = useWords('consultations')
  const { locale } = useLanguage()
  return (
    <ResidentPage title={title} back={{ href: path, text: own('back') }}>
      <p>{t('lede')}</p>
      {closesOn ? <p>{t('closes', { day: formatDate(closesOn, locale) })}</p> : null}
      <p className="paper-number">{t('number')}</p>
      <h2>
        <InOwnLanguage text={questions.area.title} />
      </h2>
      <p>{t('area')}</p>
      <ol className="paper-boxes">
        {districts.map((name) => (
          <li key={name}>
            <ProperName>{name}</ProperName>
          </li>
        ))}
        <li>{t('outside')}</li>
      </ol>
      <h2>
        <InOwnLanguage text={questions.pick.title} />
      </h2>
      <p>{picksMax > 1 ? t('how.order', { most: picksMax }) : t('how.one')}</p>
      <ol className="paper-boxes">
        {options.map((option) => (
          <li key={option.id}>
            <InOwnLanguage text={option.title} />
            {option.example ? (
              <div className="govuk-hint">
                <InOwnLanguage text={option.example} />
              </div>
            ) : null}
          </li>
        ))}
      </ol>
      <ol className="paper-boxes" start={0}>
        <li>{t('none')}</li>
      </ol>
      <h2>
        <InOwnLanguage text={questions.why.title} />
      </h2>
      <p>{t('why')}</p>
      <div className="paper-lines" />
      <p>
        <bdi>{t('version', { version })}</bdi>
      </p>
      {about ? <AboutSheet about={about} /> : null}
    </ResidentPage>
  )
}

/** The detachable sheet: what people say about themselves, kept apart from the form by its own number. */
function AboutSheet({ about }: { about: SheetView }) {
  return (
    <section className="paper-sheet" lang={about.language} dir={about.direction}>
      <h2>{about.title}</h2>
      <p>{about.text}</p>
      <ul>
        {about.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p className="paper-number">{about.number}</p>
      {about.questions.map(({ step, title, hint, parts, own: label }) => (
        <section key={step}>
          <h3>{title}</h3>
          {hint ? <p>{hint}</p> : null}
          {parts.map(({ under, items }) => (
            <div key={under}>
              {under ? <p>{under}</p> : null}
              <ol className="paper-boxes" start={Number(items[0]!.number)}>
                {items.map(({ number, text }) => (
                  <li key={number}>{text}</li>
                ))}
              </ol>
            </div>
          ))}
          <ol className="paper-boxes" start={0}>
            <li>{about.unsaid}</li>
          </ol>
          {label ? (
            <>
              <p>{label}</p>
              <div className="paper-lines" />
            </>
          ) : null}
        </section>
      ))}
    </section>
  )
}
