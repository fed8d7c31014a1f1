import { z } from 'zod'
import { defineOperation, manyInputs, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { bodyField, headersField, requestTimeoutField, secretHeadersField, whyNoAddress } from '../http.ts'

const config = z
  .object({
    url: field(z.string().optional(), {
      label: 'Address',
      help: 'Of http or https; {{expressions}} are filled in.',
      placeholder: 'https://example.org/api/results',
      widget: 'template',
    }),
    method: field(z.enum(['POST', 'PUT', 'PATCH', 'DELETE']).default('POST'), {
      label: 'Method',
      help: 'Post adds, put and patch change, delete removes.',
    }),
    headers: headersField(),
    secretHeaders: secretHeadersField(),
    body: bodyField(
      'Sent as JSON; {{expressions}} in texts are filled in. Empty: a record of the inputs by node id.',
    ),
    timeoutMs: requestTimeoutField(),
    mayDoNothing: field(z.boolean().default(false), {
      label: 'May do nothing',
      help: 'Without an address, complete with a warning, as the predecessor did.',
      advanced: true,
    }),
  })
  .superRefine(({ url, mayDoNothing }, context) => {
    const why = url ? whyNoAddress(url) : mayDoNothing ? null : 'Write the address to send to.'
    if (why !== null) context.addIssue({ code: 'custom', path: ['url'], message: why })
  })

export const send = defineOperation({
  id: 'output.send',
  type: 'OUTPUT',
  version: 1,
  title: 'Send',
  summary: 'Sends its inputs to a web service.',
  keywords: ['api', 'web', 'http', 'post', 'webhook', 'upload', 'notify'],
  icon: 'send',
  config,
  inputs: manyInputs('any'),
  outputs: oneOutput('record'),
  traits: { effect: true },
  examples: [
    {
      title: 'A result for a lab system',
      config: {
        url: 'https://lims.example.org/results',
        body: { batch: '{{sample.batch}}', strain: '{{sample.strain}}' },
      },
      inputs: { sample: { batch: 'A-1', strain: 4.2 } },
    },
    {
      title: 'Nowhere yet',
      config: { mayDoNothing: true },
      inputs: { total: 4 },
      output: { sent: false },
    },
  ],
  errors: {
    bad_address: 'The address, or one that it redirects to, is not of http or https.',
    bad_header: 'A header has a name or a value that headers cannot have.',
    variable_missing: 'The environment variable of a secret header is not set.',
    unreachable: 'The service cannot be reached, or the connection broke.',
    request_timeout: 'The whole answer did not come in time.',
    too_many_redirects: 'The service redirects more than five times.',
    answer_too_large: 'The answer is larger than 50 MB.',
    http_status: 'The service answered with a status other than 2xx; the error has the status and the body.',
    not_text: 'The answer is not text in the charset that it names.',
    expression_failed: 'An expression in a template does not parse or throws.',
    template_unclosed: 'A template opens an expression with {{ and does not close it.',
    table_too_large: 'An input is a table with too many rows to be sent as a list.',
  },
  describe: ({ method, url }) => (url ? `${method} ${url}` : ''),
})
