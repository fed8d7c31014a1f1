import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 bits, so that guessing is hopeless however often it is tried. */
const secret = (): string => randomBytes(32).toString('base64url')

/** Equal in a time that does not tell where two texts differ; hashing makes them the same length. */
function sameSecret(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest())
  return left !== undefined && right !== undefined && timingSafeEqual(left, right)
}

/** Who may use the window: those who bring the token of a printed address, once, and then the cookie they get for it. */
export class Sessions {
  readonly cookieName: string
  private tokens: string[] = []
  private readonly cookies: string[] = []

  /** Cookies don't know ports: each server on this machine needs a name of its own. */
  constructor(port: number) {
    this.cookieName = `ergo_session_${port}`
  }

  /** A token that opens one session. Those issued before and not used are void. */
  issue(): string {
    const token = secret()
    this.tokens = [token]
    return token
  }

  /** The `Set-Cookie` header of a new session, or null for a token that is wrong or used. */
  redeem(token: string): string | null {
    const valid = this.tokens.some((known) => sameSecret(known, token))
    if (!valid) return null
    this.tokens = []
    const cookie = secret()
    this.cookies.push(cookie)
    return `${this.cookieName}=${cookie}; HttpOnly; SameSite=Strict; Path=/`
  }

  /** Whether a `Cookie` header holds a session of ours. */
  admits(header: string | undefined): boolean {
    const given = (header ?? '')
      .split(';')
      .map((part) => part.trim())
      .filter((part) => part.startsWith(`${this.cookieName}=`))
      .map((part) => part.slice(this.cookieName.length + 1))
    return given.some((cookie) => this.cookies.some((known) => sameSecret(known, cookie)))
  }
}
