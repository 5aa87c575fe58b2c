/** Minutes after signing in within which somebody may take a file with people's data away (trust section 2). */
export const freshMinutes = 15

/** Where somebody who signed in longer ago is led, and which page it brings them back to. */
export const signInAgainPath = (backTo: string) => `/desk/sign-in-again?to=${encodeURIComponent(backTo)}`

/** Whether somebody has signed in so lately that nobody else can be sitting at their desk. */
export const isFresh = ({ signedInAt }: { signedInAt: string }, now: Date): boolean =>
  now.getTime() - Date.parse(signedInAt) <= freshMinutes * 60_000
