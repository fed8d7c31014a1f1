import { z } from 'zod'
import { defineOperation, NO_INPUTS, oneOutput } from '../define.ts'
import { field } from '../field.ts'
import { formatField } from '../file-formats.ts'
import { bodyField, headersField, requestTimeoutField, secretHeadersField, whyNoAddress } from '../http.ts'

const config = z
  .object({
    url: field(z.string('Write the address to ask.'), {
      label: 'Address',
      help: "Of http or https. {{expressions}} with the run's inputs, such as {{params.batch}}, are filled in.",
      placeholder: 'https://example.org/api/samples',
      widget: 'template',
    }),
    method: field(z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'), {
      label: 'Method',
      help: 'Get asks for data; some services want to be asked by post.',
    }),
    query: field(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}), {
      label: 'Query',
      help: 'Added to the address after a question mark. {{expressions}} are filled in.',
    }),
    headers: headersField(),
    secretHeaders: secretHeadersField(),
    body: bodyField('Sent as JSON. {{expressions}} in texts are filled in.', {
      key: 'method',
      is: ['POST', 'PUT', 'PATCH', 'DELETE'],
    }),
    response: field(z.enum(['json', 'text', 'table']).default('json'), {
      label: 'Response',
      help: 'What the answer is to be.',
      options: { json: 'JSON', text: 'Text', table: 'Table' },
    }),
    format: formatField(z.enum(['auto', 'json', 'ndjson', 'csv', 'tsv', 'parquet']).default('auto'), {
      help: "Auto goes by the answer's content type, then by the address.",
      options: { json: 'JSON list of records' },
      when: { key: 'response', is: ['table'] },
    }),
    timeoutMs: requestTimeoutField(),
  })
  .superRefine(({ url, method, body }, context) => {
    const why = whyNoAddress(url)
    if (why !== null) context.addIssue({ code: 'custom', path: ['url'], message: why })
    if (method === 'GET' && body !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['body'],
        message: 'A GET request has no body: use another method.',
      })
    }
  })

export const http = defineOperation({
  id: 'data_input.http',
  type: 'DATA_INPUT',
  version: 1,
  title: 'HTTP',
  summary: 'Asks a web service for data.',
  keywords: ['api', 'web', 'url', 'rest', 'request', 'download', 'fetch', 'json'],
  icon: 'world-download',
  config,
  inputs: NO_INPUTS,
  outputs: ({ response }) =>
    oneOutput(response === 'table' ? 'table' : response === 'text' ? 'text' : 'json'),
  // Another day, another answer.
  traits: {},
  examples: [
    {
      title: 'Samples of a batch as a table',
      config: {
        url: 'https://lims.example.org/samples',
        query: { batch: '{{params.batch}}' },
        response: 'table',
      },
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
    not_json: 'The answer is not JSON.',
    not_text: 'The answer is not text in the charset that it names.',
    not_a_table: 'A table is asked for, but the JSON of the answer is not a list of records.',
    file_unreadable: 'A table is asked for, but the answer is not what its format says.',
    file_empty: 'A table is asked for, but the answer is empty.',
    expression_failed: 'An expression in a template does not parse or throws.',
    template_unclosed: 'A template opens an expression with {{ and does not close it.',
  },
  describe: ({ method, url }) => (method === 'GET' ? url : `${method} ${url}`),
})
