import { stem } from '../../src/text/stem.js';

test.each([
  ['keys', 'key'],
  ['copies', 'copy'],
  ['crashes', 'crash'],
  ['deleted', 'delet'],
  ['deleting', 'delet'],
  ['delete', 'delet'],
  ['stopped', 'stop'],
  ['noted', 'noted'],
  ['not', 'not'],
  ['this', 'this'],
  ['as', 'as'],
])('the stem of "%s" is "%s"', (word, left) => expect(stem(word)).toBe(left));
