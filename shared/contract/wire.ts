/** Where the browser shell answers WebSockets. */
export const SOCKET_PATH = '/rpc'

/** The message with which the desktop shell's preload hands the window its port. */
export const PORT_MESSAGE = 'ergo:port'
