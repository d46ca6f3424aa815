// In the place of Globalize's data for fifty languages: the browser has them all.

/** @param {string} language of Web Chat's own choosing ("en") */
export default function globalize(language) {
  const numbers = new Intl.NumberFormat(language);
  const dates = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  });
  const ago = new Intl.RelativeTimeFormat(language);
  const plurals = new Intl.PluralRules(language);
  return {
    dateFormatter: () => (date) => dates.format(date),
    numberFormatter: () => (number) => numbers.format(number),
    plural: (number) => plurals.select(number),
    relativeTimeFormatter: (unit) => (count) => ago.format(count, unit),
    unitFormatter: (unit) => (number) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 0 }).format(number),
  };
}
