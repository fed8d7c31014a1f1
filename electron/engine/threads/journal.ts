import { itemAt } from '#shared/base/item.ts'

/**
 * Events that a runner has not sent yet, mirrored in shared memory: what a thread that is ended had finished is read
 * from here. Layout: int32 batches sent before this content, int32 length, then that many bytes of UTF-8.
 */
const HEADER_BYTES = 8
export const JOURNAL_BYTES = 512 * 1024

export class Journal {
  readonly memory: SharedArrayBuffer
  private readonly header: Int32Array
  private readonly bytes: Buffer

  constructor(memory = new SharedArrayBuffer(HEADER_BYTES + JOURNAL_BYTES)) {
    this.memory = memory
    this.header = new Int32Array(memory, 0, 2)
    this.bytes = Buffer.from(memory, HEADER_BYTES)
  }

  /** Appends text; false where it does not fit, and nothing has been written. The length is published last. */
  append(text: string): boolean {
    const length = itemAt(this.header, 1)
    // UTF-8 takes at most three bytes for a UTF-16 unit.
    if (text.length * 3 > this.bytes.length - length) return false
    const written = this.bytes.write(text, length)
    Atomics.store(this.header, 1, length + written)
    return true
  }

  /** The content has been sent as the batch with this number (from 1). */
  sent(batch: number): void {
    Atomics.store(this.header, 1, 0)
    Atomics.store(this.header, 0, batch)
  }

  /**
   * What has not been sent, and the number of batches before it. The number is read again last, and all again where the
   * writer has just sent it: text is only overwritten once that has changed.
   */
  read(): { readonly sent: number; readonly text: string } {
    let sent: number
    let text: string
    do {
      sent = Atomics.load(this.header, 0)
      text = this.bytes.toString('utf8', 0, Atomics.load(this.header, 1))
    } while (Atomics.load(this.header, 0) !== sent)
    return { sent, text }
  }
}
