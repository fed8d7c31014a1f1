/**
 * The place of a module as a plain file. In a package our code lies beside the archive that also lists it: threads and
 * other processes load it there without Electron's ways into archives.
 */
export const unpacked = (place: string): string =>
  place.replace(/([\\/])app\.asar([\\/])/, '$1app.asar.unpacked$2')
