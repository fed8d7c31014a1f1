import {
  type Icon,
  IconAlertTriangleFilled,
  IconCircleDashed,
  IconEqual,
  IconEqualNot,
} from '@tabler/icons-react'
import type { Verdict } from '#shared/run/compare.ts'

/** Each verdict has a shape and a word, so that colour only helps. */
export const VERDICTS: Readonly<
  Record<Verdict, { readonly icon: Icon; readonly color: string; readonly word: string }>
> = {
  same: { icon: IconEqual, color: 'muted', word: 'Same' },
  changed: { icon: IconEqualNot, color: 'warn', word: 'Changed' },
  failed: { icon: IconAlertTriangleFilled, color: 'bad', word: 'Failed' },
  absent: { icon: IconCircleDashed, color: 'accent', word: 'Only in one' },
}
