let latest = 0

/**
 * Begins to bring something else onto the canvas. What comes back says later whether that is still what was asked for
 * last: an answer that is late must not take the place of what somebody has turned to since.
 */
export function takeTurn(): () => boolean {
  latest += 1
  const mine = latest
  return () => mine === latest
}
