import type { CaseLine } from '../../desk/wire.js';
import { Icon } from './icon.js';
import { reasonWords } from './words.js';

/** Says why a case goes before all others. */
export function UrgentMark({ line: { reason } }: { line: CaseLine }) {
  return (
    <span class="urgent-mark">
      <Icon name="alert" />
      {reasonWords[reason]}
    </span>
  );
}
