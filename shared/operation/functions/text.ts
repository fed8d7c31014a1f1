import type { FunctionRow } from './define.ts'

export const TEXT = {
  toText: [
    'value',
    'A value as text; lists and records as JSON, nothing as an empty text.',
    'toText([1, "a"])',
    '[1,"a"]',
  ],
  upper: ['text', 'In capitals.', 'upper("nmr")', 'NMR'],
  lower: ['text', 'In small letters.', 'lower("NMR")', 'nmr'],
  capitalize: ['text', 'With its first letter in capitals.', 'capitalize("strain gauge")', 'Strain gauge'],
  trim: ['text', 'Without white space at its ends.', 'trim("  a b ")', 'a b'],
  split: ['text, separator', 'The parts between separators.', 'split("a;b;c", ";")', ['a', 'b', 'c']],
  join: [
    'list, separator?',
    'The items in one text, with ", " between unless told.',
    'join([1, 2, 3], " - ")',
    '1 - 2 - 3',
  ],
  lines: ['text', 'The lines of a text.', 'lines("a\\nb")', ['a', 'b']],
  words: ['text', 'The parts between white space.', 'words(" two  words ")', ['two', 'words']],
  contains: [
    'whole, part',
    'Whether a text has a part, or a list an item equal to it.',
    'contains("NaCl", "Cl")',
    true,
  ],
  startsWith: ['text, part', 'Whether a text begins so.', 'startsWith("S-12", "S-")', true],
  endsWith: ['text, part', 'Whether a text ends so.', 'endsWith("run.csv", ".csv")', true],
  replace: ['text, part, by', 'With every occurrence of a part replaced.', 'replace("1,5", ",", ".")', '1.5'],
  matches: [
    'text, pattern',
    'Whether a regular expression finds something.',
    'matches("S-12", "^S-\\\\d+$")',
    true,
  ],
  extract: [
    'text, pattern',
    'What a regular expression finds: its first group, or the whole; null if it finds nothing.',
    'extract("run 17, left", "run (\\\\d+)")',
    '17',
  ],
  extractAll: [
    'text, pattern',
    'All that a regular expression finds.',
    'extractAll("a1b22", "\\\\d+")',
    ['1', '22'],
  ],
  padStart: ['text, length, fill?', 'Filled up at the front to a length.', 'padStart("7", 3, "0")', '007'],
  padEnd: ['text, length, fill?', 'Filled up at the end to a length.', 'padEnd("a", 3, ".")', 'a..'],
  fixed: ['x, digits', 'A number with exactly so many digits after the point.', 'fixed(2.5, 2)', '2.50'],
  percent: ['x, digits?', 'A share as percent.', 'percent(0.1234, 1)', '12.3%'],
} as const satisfies Record<string, FunctionRow>
