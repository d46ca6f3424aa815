import { type SaidByPress, saidByPress } from '../bot/press.js';
import { badArgument } from '../refusal.js';

/**
 * The button that was pressed, whichever channel it came by: its words stand for the message.
 * @returns null where the activity's value is no press of a button of ours
 * @throws {Refusal} 400 where a day was picked that is none
 */
export function pressedOn(value: unknown): SaidByPress | null {
  const press = saidByPress(value);
  if (press && 'problem' in press) throw badArgument(`value.date: ${press.problem}`);
  return press;
}
