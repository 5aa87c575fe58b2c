import { InOwnLanguage } from '../../../languages/read-text.tsx'
import type { Worded } from '../../targets/criterion-words.server.ts'

/** Words of a criterion, marked with their language where it is not the page's. */
export const InWords = ({ worded }: { worded: Worded }) =>
  typeof worded === 'string' ? worded : <InOwnLanguage text={worded} />
