/** Ends a command with what its work says; what goes wrong on the way is said in a line and not as a stack of calls. */
export async function asCommand(work: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await work()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
