/** Minutes after signing in within which somebody may take a file with people's data away or do a careful act. */
export const freshMinutes = 15

/** Where somebody who signed in longer ago is led, and which page it brings them back to. */
export const signInAgainPath = (backTo: string) => `/desk/sign-in-again?to=${encodeURIComponent(backTo)}`

/** Whether somebody has signed in so lately that nobody else can be sitting at their desk. */
export const isFresh = ({ signedInAt }: { signedInAt: string }, now: Date): boolean =>
  now.getTime() - Date.parse(signedInAt) <= freshMinutes * 60_000

/**
 * Draws, publication and changes of roles (trust section 2), each by the name that the ledger or the log of acts has for
 * it. Where two people do something, the first one's part is here beside the second's.
 */
export const carefulActs: ReadonlySet<string> = new Set([
  'jury.letters',
  'asked for a lottery',
  'started a draw first',
  'draw.announced',
  'draw.concluded',
  'draw.given_up',
  'chose alternates',
  'signed publication',
  'exercise.published',
  'exercise.questions_changed',
  'exercise.withdrawn',
  'proposed a later closing day',
  'exercise.extended',
  'signed the list as the first',
  'list.published',
  'signed the results as the first',
  'results.published',
  'signed the themes as the first',
  'themes.published',
  'codebook.published',
  'jury.announced',
  'jury.report',
  'board.paper',
  'board.remit',
  'board.remit_words',
  'board.papers',
  'position.published',
  'newsletter.sent',
  'panel.sample',
  'panel.released',
  'entered members',
  // Whoever has the address signs in as the juror.
  'jury.address_corrected',
  'joined the conference',
])
