import { errorOf } from '../../api.ts'
import { toast } from '../../ui/toast.ts'

/** Does something; where it fails, says what could not be done and why. */
export async function attempt(what: string, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (thrown) {
    toast(`${what} ${errorOf(thrown).message}`, 'bad')
  }
}
