/** Where the pointer last was over the canvas, in the window's pixels. No React: it changes with every move. */
let last: { readonly x: number; readonly y: number } | undefined

export function notePointer(point: typeof last): void {
  last = point
}

export const lastPointer = (): typeof last => last
