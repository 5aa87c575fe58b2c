/** Minutes after signing in within which somebody may take files with people's answers away (trust section 2). */
export const freshMinutes = 15

/** Whether somebody has signed in so lately that nobody else can be sitting at their desk. */
export const isFresh = ({ signedInAt }: { signedInAt: string }, now: Date): boolean =>
  now.getTime() - Date.parse(signedInAt) <= freshMinutes * 60_000
