import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useWords } from '../../../languages/use-words.ts'
import { type Refused, typedIn } from '../../../server/form.ts'
import { staffPage } from '../../../server/page.ts'
import { FormErrors } from '../../../ui/errors.tsx'
import { DeskPage, DeskSection } from '../../../ui/page-kinds.tsx'
import { actOnDraw } from '../../draw/draw-desk.server.ts'
import { type DrawDesk, drawDeskView } from '../../draw/draw-desk-view.server.ts'
import { sourceKinds } from '../../draw/draw-form.ts'
import { slugParams } from '../../jury-access.server.ts'
import { Done } from '../done.tsx'
import { Concluding, Drawn, GiveUp, Waiting } from './draw-desk-later.tsx'
import { How, isPast, Making, Ready, Second, StartBy } from './draw-desk-start.tsx'
import { LotteryProgress, lookAgain } from './lottery-progress.tsx'

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders

export const handle = { careful: true }

export const loader = (args: LoaderFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.draw' }, async (ask) => {
    const desk = await drawDeskView(ask)
    return data(desk, { headers: lookAgain(ask.request, desk.making?.running != null) })
  })(args)

export const action = (args: ActionFunctionArgs) =>
  staffPage({ params: slugParams, permission: 'jury.draw' }, async (ask) => actOnDraw(ask, await typedIn(ask.request)))(
    args,
  )

export default function DrawDeskPage() {
  const desk = useLoaderData<typeof loader>()
  const back = useActionData<Refused>()
  const t = useWords('drawing-desk')
  const { draw, making } = desk
  const by = sourceKinds.find((kind) => kind === (back?.typed.kind?.[0] ?? desk.by))
  return (
    <DeskPage
      title={desk.title}
      where={draw ? t(`desk.state.${draw.state}`) : undefined}
      back={desk.manages ? { href: desk.home, text: desk.publicName } : { href: '/desk', text: desk.publicName }}
      errors={<FormErrors title={t('error_title')} errors={back?.errors} />}
      notice={<Done words="drawing-desk" done={desk.done} />}
    >
      {making?.running ? (
        <LotteryProgress progress={making.running} home={`${desk.home}/draw`} still={desk.still} />
      ) : making?.open ? (
        <Making making={making} home={desk.home} />
      ) : null}
      {draw?.state === 'ready' && !making?.running ? (
        by ? (
          <StartBy kind={by} desk={desk} draw={draw} back={back} />
        ) : (
          <Ready draw={draw} back={back} />
        )
      ) : null}
      {draw?.state === 'starting' ? <Second desk={desk} draw={draw} /> : null}
      {draw?.state === 'announced' && !desk.mayConclude ? <Waiting desk={desk} draw={draw} /> : null}
      {draw?.state === 'announced' && desk.mayConclude ? <Concluding desk={desk} draw={draw} back={back} /> : null}
      {draw?.state === 'concluded' ? <Drawn desk={desk} draw={draw} /> : null}
      {desk.manages && !desk.stands && (draw?.state === 'announced' || draw?.state === 'concluded') ? (
        <GiveUp back={back} />
      ) : null}
      {desk.earlier.length ? <Earlier desk={desk} /> : null}
      {making?.open && !making.troubles.some(isPast) ? <How /> : null}
    </DeskPage>
  )
}

function Earlier({ desk }: { desk: DrawDesk }) {
  const t = useWords('drawing-desk')
  return (
    <DeskSection title={t('desk.earlier')} id="earlier">
      <ul>
        {desk.earlier.map(({ number, state }) => (
          <li key={number}>
            <a href={`/en/juries/${desk.slug}/draw?number=${number}`}>
              {t('desk.earlier_line', { number, state: t(`desk.state.${state}`) })}
            </a>
          </li>
        ))}
      </ul>
    </DeskSection>
  )
}
