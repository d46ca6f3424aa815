import { addDays, dayFrom, easterSunday, partsOf, weekdayOfMonth } from '../../calendar.js';
import { byFirstWord, type Looking } from './dateTokens.js';

/** A day with a name of its own: the same in every year, or moving with it. */
interface Feast {
  said: string[];
  dayIn(year: number): string | null;
  /**
   * It is a name for several days, and one of them only where something is counted from it: "the Monday after
   * Easter".
   */
  loose?: 'only an anchor';
}

const fixed =
  (month: number, day: number): Feast['dayIn'] =>
  (year) =>
    dayFrom(year, month, day);
const fromEaster =
  (days: number): Feast['dayIn'] =>
  (year) =>
    addDays(easterSunday(year), days);
const nthWeekday =
  (month: number, weekday: number, nth: number, after = 0): Feast['dayIn'] =>
  (year) => {
    const day = weekdayOfMonth(year, month, weekday, nth);
    return day && addDays(day, after);
  };

/** Longer names first where one begins like another. */
const feasts: Feast[] = [
  { said: ["new year's eve", 'new years eve', 'new year eve', 'hogmanay'], dayIn: fixed(12, 31) },
  {
    said: ["new year's day", 'new years day', 'new year day', "new year's", 'new years', 'new year'],
    dayIn: fixed(1, 1),
  },
  { said: ['twelfth night'], dayIn: fixed(1, 5) },
  { said: ['burns night'], dayIn: fixed(1, 25) },
  { said: ["valentine's day", 'valentines day', "valentine's"], dayIn: fixed(2, 14) },
  { said: ['leap day', 'leap year day'], dayIn: fixed(2, 29) },
  { said: ["st david's day", 'st davids day'], dayIn: fixed(3, 1) },
  { said: ["st patrick's day", 'st patricks day', "paddy's day"], dayIn: fixed(3, 17) },
  {
    said: ["april fool's day", 'april fools day', "april fools' day", "april fool's", 'april fools'],
    dayIn: fixed(4, 1),
  },
  { said: ["st george's day", 'st georges day'], dayIn: fixed(4, 23) },
  { said: ["midsummer's day", 'midsummer day'], dayIn: fixed(6, 24) },
  { said: ['halloween', "hallowe'en"], dayIn: fixed(10, 31) },
  { said: ["all saints' day", 'all saints day'], dayIn: fixed(11, 1) },
  { said: ['bonfire night', 'guy fawkes night', 'guy fawkes day'], dayIn: fixed(11, 5) },
  { said: ['armistice day'], dayIn: fixed(11, 11) },
  { said: ["st andrew's day", 'st andrews day'], dayIn: fixed(11, 30) },
  { said: ['christmas eve', 'xmas eve'], dayIn: fixed(12, 24) },
  { said: ['christmas day', 'xmas day', 'christmas', 'xmas'], dayIn: fixed(12, 25) },
  { said: ['boxing day', "st stephen's day", 'st stephens day'], dayIn: fixed(12, 26) },
  { said: ['shrove tuesday', 'pancake day', 'pancake tuesday'], dayIn: fromEaster(-47) },
  { said: ['ash wednesday'], dayIn: fromEaster(-46) },
  { said: ['mothering sunday'], dayIn: fromEaster(-21) },
  { said: ['palm sunday'], dayIn: fromEaster(-7) },
  { said: ['maundy thursday'], dayIn: fromEaster(-3) },
  { said: ['good friday'], dayIn: fromEaster(-2) },
  { said: ['easter saturday', 'holy saturday', 'easter eve'], dayIn: fromEaster(-1) },
  { said: ['easter sunday', 'easter day'], dayIn: fromEaster(0) },
  { said: ['easter monday'], dayIn: fromEaster(1) },
  { said: ['easter'], dayIn: fromEaster(0), loose: 'only an anchor' },
  { said: ['ascension day'], dayIn: fromEaster(39) },
  { said: ['whit sunday', 'pentecost'], dayIn: fromEaster(49) },
  { said: ['whit monday'], dayIn: fromEaster(50) },
  { said: ['early may bank holiday', 'may day bank holiday', 'may day holiday'], dayIn: nthWeekday(5, 0, 1) },
  { said: ['spring bank holiday', 'late may bank holiday', 'whitsun bank holiday'], dayIn: nthWeekday(5, 0, -1) },
  { said: ['august bank holiday', 'summer bank holiday', 'late summer bank holiday'], dayIn: nthWeekday(8, 0, -1) },
  { said: ['remembrance sunday'], dayIn: nthWeekday(11, 6, 2) },
  { said: ['black friday'], dayIn: nthWeekday(11, 3, 4, 1) },
  { said: ['cyber monday'], dayIn: nthWeekday(11, 3, 4, 4) },
];
const beginnings = byFirstWord(feasts.flatMap(({ said }) => said));
/** Far enough for a leap day, over a century that has none. */
const yearsBack = 8;

export interface NamedFeast extends Pick<Feast, 'dayIn' | 'loose'> {
  /** The place after its name. */
  to: number;
}

/** The feast whose name stands here. */
export function feastNamed(look: Looking, i: number): NamedFeast | null {
  if (!beginnings.has(look.word(i))) return null;
  for (const { said, ...feast } of feasts) {
    const to = look.skip(i, said);
    if (to > i) return { ...feast, to };
  }
  return null;
}

/** The latest of a feast's days up to today. */
export function latestFeast({ dayIn }: Pick<Feast, 'dayIn'>, today: string): string | null {
  const { year } = partsOf(today);
  const days = Array.from({ length: yearsBack + 1 }, (_, back) => dayIn(year - back));
  return days.find((day) => day !== null && day <= today) ?? null;
}

/** The first of a feast's days after today. */
export function nextFeast({ dayIn }: Pick<Feast, 'dayIn'>, today: string): string | null {
  const { year } = partsOf(today);
  return [dayIn(year), dayIn(year + 1)].find((day) => day !== null && day > today) ?? null;
}
