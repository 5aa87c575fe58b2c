import type { OtherFolder } from './case.ts'

/** Runs what a folder of another kind holds; its results are counted like cases. */
export interface FolderHandler {
  readonly accepts: (folder: OtherFolder) => boolean
  readonly run: (
    folder: OtherFolder,
  ) => Promise<readonly { readonly id: string; readonly failures: readonly string[] }[]>
}

/** Folders that are not cases of priority methods, by who knows them (selection pools belong to the juries). */
export const folderHandlers: readonly FolderHandler[] = []
