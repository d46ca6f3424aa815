import { mayImply, tellable, withImplied, withoutImplied } from '../../src/forms/implied.js';
import { replacement, today } from './desk.js';

const renamed = { commonName: 'a.com', newCommonName: 'b.com' };

test('another name changes the details, whatever was said of them', () => {
  expect(withImplied(replacement, renamed, today).dnChanges).toBe(true);
  expect(withImplied(replacement, { ...renamed, dnChanges: false }, today).dnChanges).toBe(true);
  expect(withImplied(replacement, { ...renamed, newCommonName: 'a.com' }, today)).not.toHaveProperty('dnChanges');
});

test('what merely follows is taken off again, what was said otherwise stays', () => {
  expect(withoutImplied(replacement, { ...renamed, dnChanges: true }, today)).toEqual(renamed);
  expect(withoutImplied(replacement, { ...renamed, dnChanges: false }, today)).toEqual({
    ...renamed,
    dnChanges: false,
  });
});

test('what might follow from a name that nobody knows cannot be told', () => {
  expect(
    tellable(replacement, { commonName: null, newCommonName: 'b.com', dnChanges: false }, today).dnChanges,
  ).toBeNull();
  expect(tellable(replacement, { commonName: null, newCommonName: 'b.com', dnChanges: true }, today).dnChanges).toBe(
    true,
  );
});

test('a name may still settle details that the customer could not give', () => {
  expect(mayImply(replacement, 'dnChanges', { commonName: 'a.com' }, today)).toEqual(['newCommonName']);
  expect(mayImply(replacement, 'dnChanges', renamed, today)).toEqual([]);
  expect(mayImply(replacement, 'product', {}, today)).toEqual([]);
});
