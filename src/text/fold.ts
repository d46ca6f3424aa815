/**
 * Lower case, width and odd spaces, dashes and quotes made plain, **unit by unit**: the result is as long as the
 * text, so that an offset in one is an offset in the other.
 */
export function fold(text: string): string {
  const plainEnough = !/[^\n\r\t -~]/.test(text);
  return plainEnough
    ? text.toLowerCase()
    : Array.from({ length: text.length }, (_, i) => plain(text[i] ?? '')).join('');
}

const arabicDigits = '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹';

function plain(unit: string): string {
  if (unit <= '\x7f') return unit.toLowerCase();
  if ('‘’‛′´ʼ'.includes(unit)) return "'";
  if ('“”„″«»'.includes(unit)) return '"';
  if ('‐‑‒–—―−'.includes(unit)) return '-';
  const digit = arabicDigits.indexOf(unit);
  if (digit >= 0) return String(digit % 10);
  const same = unit.normalize('NFKC').toLowerCase();
  return same.length === 1 ? same : unit;
}
