import { Icon } from './icon.js';
import { tell } from './notices.js';

interface Shown {
  text: string;
  /** What it is, for the button: "Copy the case number". */
  label: string;
  href?: string;
  strong?: boolean;
}

/** Something that is often wanted elsewhere. */
export function Copyable({ text, label, href, strong = false }: Shown) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      tell('Copied.');
    } catch {
      tell(`The browser doesn’t let it be copied; it is ${text}.`, 'problem');
    }
  };
  return (
    <span class="copyable">
      {href === undefined ? (
        <bdi class={strong ? 'strong' : ''}>{text}</bdi>
      ) : (
        <a href={href}>
          <bdi>{text}</bdi>
        </a>
      )}
      <button
        type="button"
        class="quiet square small"
        aria-label={`Copy ${label}`}
        title="Copy"
        onClick={() => void copy()}
      >
        <Icon name="copy" />
      </button>
    </span>
  );
}
