import { z } from 'zod'
import { AppError } from '../base/errors.ts'
import { ParsedJson } from '../base/json.ts'

/** What a node would do to the world, worked out without doing it. */
export const Effect = z.discriminatedUnion('kind', [
  /** `body` is the JSON text that would be sent, cut where it is long; `size` is its whole length in characters. */
  z.object({
    kind: z.literal('request'),
    method: z.string(),
    url: z.string(),
    body: z.string(),
    size: z.number().int(),
  }),
  /** `path` is absolute; `what` says in words what would be in it. `exists`: there is such a file now. */
  z.object({
    kind: z.literal('file'),
    path: z.string(),
    what: z.string(),
    exists: z.boolean(),
    overwrite: z.boolean(),
  }),
  z.object({
    kind: z.literal('statement'),
    target: z.enum(['conclusion', 'annotation']),
    subject: z.string(),
    content: z.string(),
    data: ParsedJson.optional(),
  }),
  z.object({ kind: z.literal('nothing') }),
])
export type Effect = z.infer<typeof Effect>

/** The id under which an operation with effects is run for what it would do: its result is an {@link Effect}. */
export const rehearsalOf = (operationId: string): string => `rehearsal:${operationId}`

/** How long a text may be in an {@link Effect}. */
export const EFFECT_CHARACTERS = 4000

/**
 * A node with effects in a run that is to be done again.
 * - `would`: it would do this, going by the results of the past run (which may come out otherwise this time);
 * - `fails`: on those results it would fail with this error;
 * - `unknown`: what leads to it has no result in the past run, so that nothing can be said beforehand.
 */
export const PlannedEffect = z.intersection(
  z.object({ nodeId: z.string(), name: z.string(), operation: z.string() }),
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('would'), effect: Effect }),
    z.object({ state: z.literal('fails'), error: AppError }),
    z.object({ state: z.literal('unknown') }),
  ]),
)
export type PlannedEffect = z.infer<typeof PlannedEffect>

const quoted = (text: string): string => `“${text}”`

/** What would be done, in a sentence without its subject: `would send POST to https://…`. */
export function effectSentence(effect: Effect): string {
  switch (effect.kind) {
    case 'request':
      return `would send ${effect.method} to ${effect.url}`
    case 'file': {
      const over = effect.exists
        ? effect.overwrite
          ? ' over the one that is there'
          : ', but there is one already and it may not be overwritten'
        : ''
      return `would write the file ${effect.path}${over}`
    }
    case 'statement':
      return `would store ${effect.target === 'conclusion' ? 'a conclusion' : 'an annotation'} about ${quoted(effect.subject)}`
    case 'nothing':
      return 'would do nothing'
  }
}

/** The whole sentence for a node. */
export function plannedSentence(planned: PlannedEffect): string {
  switch (planned.state) {
    case 'would':
      return `${planned.name} ${effectSentence(planned.effect)}.`
    case 'fails':
      return `${planned.name} would fail: ${planned.error.message}`
    case 'unknown':
      return `${planned.name} may do something: what leads to it had no result in that run.`
  }
}
