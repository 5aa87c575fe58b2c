import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Outlet,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import { type ReactNode, useContext } from 'react'
import { carrying, withCarried } from './consultations/answering/carried.ts'
import { type Edition, isEmbedded, languagePart } from './languages/edition.ts'
import { covers, firstLanguage, tellsRecords } from './languages/language.ts'
import { aboutTexts } from './languages/page-texts.ts'
import { ReadingContext, useLanguage, useSaid, useStandIn, useWords } from './languages/use-words.ts'
import { languages, words } from './languages/words.server.ts'
import { SignInAhead } from './people/pages/sign-in-ahead.tsx'
import { knownPartnership } from './people/partnership-store.server.ts'
import { isFresh, signInAgainPath } from './people/step-up.ts'
import { NonceContext } from './server/nonce.ts'
import { actorOfRequest } from './server/page.ts'
import deskStyles from './styles/desk.scss?url'
import { sheets } from './styles/sheets.ts'
import { ResidentPage } from './ui/page-kinds.tsx'
import { Unchecked } from './ui/paper-parts.tsx'
import { Shell } from './ui/shell.tsx'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: sheets.site },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const partnership = await knownPartnership(context.db)
  const { pathname } = new URL(request.url)
  const atDesk = pathname.startsWith('/desk')
  const actor = atDesk ? await actorOfRequest(request, context) : undefined
  return {
    partnership: partnership?.name ?? 'Folkmoot',
    demonstration: partnership?.demonstration === 1,
    wrong: words(pathname.split('/')[1] ?? '', 'shell')('error.title'),
    signedInAs: actor?.label ?? null,
    signInAgain: actor && !isFresh(actor, context.clock.now()) ? signInAgainPath(pathname) : null,
    origin: context.settings.PUBLIC_ORIGIN,
    languages: languages().map(({ code, name, direction }) => ({ code, name, dir: direction })),
    development: context.settings.NODE_ENV === 'development' && !context.settings.DEMO,
  }
}

export default function App() {
  return (
    <Document>
      <Outlet />
    </Document>
  )
}

/** What is shown when an address leads nowhere or a page fails: the same shell, so that there is a way on. */
export function ErrorBoundary() {
  const error = useRouteError()
  const t = useWords('shell')
  const kind =
    isRouteErrorResponse(error) && error.status < 500 ? (error.status === 404 ? 'not_found' : 'refused') : 'failed'
  return (
    <Document wrong>
      <ResidentPage title={t(`error.${kind}.title`)}>
        <p>{t(`error.${kind}.text`)}</p>
        <p>
          <a href="/">{t('error.home')}</a>
        </p>
      </ResidentPage>
    </Document>
  )
}

function Document({ children, wrong = false }: { children: ReactNode; wrong?: boolean }) {
  const shared = useRouteLoaderData<typeof loader>('root')
  const language = useLanguage()
  const nonce = useContext(NonceContext)
  const { pathname, search } = useLocation()
  const t = useWords('shell')
  const atDesk = pathname.startsWith('/desk')
  const l = language.code
  const spoken = languagePart(l)
  const embedded = isEmbedded(l)
  // Remix hands `meta` of the root no deeper route's data, so the title is read from the matches here.
  const page = useMatches().at(-1)
  const deepest = page?.data as { title?: string } | undefined
  const careful = (page?.handle as { careful?: boolean } | undefined)?.careful
  const said = useSaid()
  const title = wrong ? shared?.wrong : deepest?.title && said(deepest.title).body
  const pageTitle = [title, shared?.partnership].filter(Boolean).join(' – ')
  return (
    <html lang={spoken} dir={language.direction} className={`govuk-template edition-${language.edition ?? 'standard'}`}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#0b5c4d" />
        <title>{pageTitle}</title>
        <Links />
        {atDesk || pathname.startsWith(`/${l}/preview/`) ? <link rel="stylesheet" href={deskStyles} /> : null}
        {sheets.scripts[l] ? <link rel="stylesheet" href={sheets.scripts[l]} /> : null}
        {shared?.development ? <script type="module" src="/@vite/client" nonce={nonce} /> : null}
        <script type="module" src="/enhance.js" nonce={nonce} />
      </head>
      <body className="govuk-template__body">
        <Shell
          address={`${shared?.origin ?? ''}${pathname}`}
          partnership={{ name: shared?.partnership ?? 'Folkmoot', href: `/${l}` }}
          navigation={embedded ? [] : atDesk ? deskNavigation(t) : publicNavigation(t, l, pathname)}
          languages={atDesk || embedded ? [] : languageLinks(shared?.languages ?? [], l, pathname, carriedBy(search))}
          lang={spoken}
          current={l}
          dir={language.direction}
          demonstration={shared?.demonstration ?? false}
          signedInAs={shared?.signedInAs ? { text: shared.signedInAs, signOutAction: '/sign-out' } : undefined}
          help={{ href: `/${l}/help`, text: t('help') }}
          footerLinks={[
            { href: `/${l}/check`, text: t('check') },
            { href: `/${l}/accessibility`, text: t('accessibility') },
            { href: `/${l}/privacy`, text: t('privacy') },
            { href: `/${l}/complaints`, text: t('complaints') },
            { href: '/desk', text: t('desk') },
          ]}
          framed={embedded}
          footerNote={embedded ? `${t('new_tab')} ${t('footer_note')}` : t('footer_note')}
          words={{
            skipToContent: t('skip'),
            navigation: t('navigation'),
            languages: t('languages'),
            demonstrationTitle: t('demonstration.title'),
            demonstrationText: t('demonstration.text'),
            signOut: t('sign_out'),
            footer: t('footer'),
          }}
        >
          {wrong || covers(language, pathname) ? (
            <>
              {careful && shared?.signInAgain ? <SignInAhead href={shared.signInAgain} /> : null}
              <AboutTheWords data={deepest} records={tellsRecords(pathname)} />
              {children}
            </>
          ) : (
            <InFirstLanguage>{children}</InFirstLanguage>
          )}
        </Shell>
      </body>
    </html>
  )
}

/** What a reader is told of the page's words: which of them nobody has checked, and that some stand in English. */
function AboutTheWords({ data, records }: { data: unknown; records: boolean }) {
  const t = useWords('shell')
  const { code, checked, edition } = useLanguage()
  if (code === firstLanguage) return null
  if (edition) return <AboutTheEdition data={data} edition={edition} />
  const texts = aboutTexts(data, code)
  const lacking = texts.lacking || records
  if (checked && !lacking) return null
  return (
    <div className="wrap">
      {checked ? null : <Unchecked>{t(texts.checked ? 'unchecked_around' : 'unchecked')}</Unchecked>}
      {lacking ? <p className="stand-in">{t('partly_english')}</p> : null}
    </div>
  )
}

/** The same for an edition: that nobody it is made for has tried it, and that some of the page is in other words. */
function AboutTheEdition({ data, edition }: { data: unknown; edition: Edition }) {
  const t = useWords('editions')
  const texts = aboutTexts(data, firstLanguage, edition)
  return (
    <div className="wrap">
      {texts.untried ? <Unchecked>{t(`untried.${edition}`)}</Unchecked> : null}
      {texts.lacking ? <p className="stand-in">{t(`lacking.${edition}`)}</p> : null}
    </div>
  )
}

/** A page that the reader's language does not have yet: said in that language, then read in English, left to right. */
function InFirstLanguage({ children }: { children: ReactNode }) {
  const t = useWords('shell')
  const standIn = useStandIn()
  return (
    <>
      <p className="wrap stand-in">{t('not_in_your_language')}</p>
      <div lang={standIn.language.code} dir={standIn.language.direction}>
        <ReadingContext.Provider value={standIn}>{children}</ReadingContext.Provider>
      </div>
    </>
  )
}

type Words = ReturnType<typeof useWords>

function publicNavigation(t: Words, l: string, pathname: string) {
  return ['consultations', 'juries', 'board', 'conference', 'what-changed'].map((place) => ({
    href: `/${l}/${place}`,
    text: t(`places.${place}`),
    current: pathname.startsWith(`/${l}/${place}`),
  }))
}

const deskNavigation = (t: Words) => [
  { href: '/desk', text: t('places.desk') },
  { href: '/en/consultations', text: t('places.public') },
]

/** Answers on their way that the address carries stay with their reader in every language. */
const carriedBy = (search: string) => new URLSearchParams(search).get(carrying)

/** The same page in each language: the address differs in its first word only. */
function languageLinks(
  offered: { code: string; name: string; dir: 'ltr' | 'rtl' }[],
  l: string,
  pathname: string,
  carried: string | null,
) {
  const rest = pathname.startsWith(`/${l}`) ? pathname.slice(l.length + 1) : ''
  return offered.map(({ code, name, dir }) => ({ code, name, dir, href: withCarried(`/${code}${rest}`, carried) }))
}
