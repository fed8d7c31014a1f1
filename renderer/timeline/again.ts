/** An attempt that has just been told of may not be written yet: it is asked for again after so long (ms). */
const AGAIN_MS = 200
/** In a run that has ended, what is not there after so many answers does not come any more. */
const MOST_ANSWERS = 25

interface Asked {
  /** How many attempts the answer has; null before there is one. */
  readonly known: number | null
  /** How many the run has told of. */
  readonly told: number
  readonly running: boolean
  readonly answers: number
  readonly failed: boolean
}

/** After how long failed attempts are asked for again (ms); false where there is no use in it. */
export function askAgain({ known, told, running, answers, failed }: Asked): number | false {
  if (failed || (known ?? told) >= told) return false
  return running || answers < MOST_ANSWERS ? AGAIN_MS : false
}
