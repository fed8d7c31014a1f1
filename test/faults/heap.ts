import type { StartHost } from '#electron/engine/threads/host-link.ts'

/** Runners with so little memory (MB) that one that eats it is soon at its end, whatever the machine has. */
export const withHeap =
  (start: StartHost, memoryMb: number): StartHost =>
  (listener) => {
    const link = start(listener)
    return {
      ...link,
      send: (message) => link.send(message.type === 'start' ? { ...message, memoryMb } : message),
    }
  }
