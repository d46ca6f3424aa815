import type { HandOff, OpeningHours } from '../desk.js';
import type { Fault } from '../fault.js';
import type { Sheets } from '../read/sheets.js';
import { faultAt, lineOf, type Sheet } from '../sheet.js';

type DeskSheet = NonNullable<Sheets['desk']>;

/** Opening hours end after they begin and stand once; groups and canned answers can be told apart. */
export function checkHandOff(desk: DeskSheet): Fault[] {
  const { hours, groups, canned } = desk.value.handOff;
  return [
    ...hours.flatMap((row, index) => wrongEnd(desk, row, index)),
    ...overlaps(desk, hours),
    ...twice(desk, groups, (index) => `handOff.groups.${index}`),
    ...twice(
      desk,
      canned.map(({ title }) => title),
      (index) => `handOff.canned.${index}.title`,
    ),
  ];
}

function wrongEnd(desk: DeskSheet, { from, to }: OpeningHours, index: number): Fault[] {
  if (from < to) return [];
  const remedy = 'For hours over midnight write two rows: until "24:00", and on the next day from "00:00".';
  return [faultAt(desk, `handOff.hours.${index}.to`, `"${to}" is not after "${from}"`, remedy)];
}

/** Rows that share a day and a time; hours that end where others begin don't. */
function overlaps(desk: DeskSheet, hours: HandOff['hours']): Fault[] {
  return hours.flatMap((row, index) => {
    const before = hours.slice(0, index).findIndex((other) => sharedDay(row, other) !== undefined);
    if (before < 0) return [];
    const other = hours[before]!;
    const field = `handOff.hours.${index}`;
    const problem = `${sharedDay(row, other)} from "${row.from}" to "${row.to}" overlaps "${other.from}" to "${other.to}"`;
    const line = lineOf(desk, `handOff.hours.${before}`);
    return [faultAt(desk, field, `${problem} (${desk.file}:${line})`, 'Write each hour of a day once.')];
  });
}

function sharedDay(row: OpeningHours, other: OpeningHours): string | undefined {
  return row.from < other.to && other.from < row.to ? row.days.find((day) => other.days.includes(day)) : undefined;
}

/** Names that stand twice, in capitals or not. */
function twice(desk: Sheet<unknown>, names: readonly string[], fieldOf: (index: number) => string): Fault[] {
  const plain = names.map((name) => name.trim().toLowerCase());
  return names.flatMap((name, index) => {
    const before = plain.indexOf(plain[index]!);
    if (before === index) return [];
    const where = `${desk.file}:${lineOf(desk, fieldOf(before))}`;
    return [
      faultAt(desk, fieldOf(index), `"${name}" stands in ${where} already`, 'Give it another name, or remove it.'),
    ];
  });
}
