/** What a drag from the palette carries: the id of an operation. */
export const OPERATION_TYPE = 'application/x-ergo-operation'
