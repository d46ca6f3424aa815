import { Dialog } from './dialog.js';
import { shortcutsOn, shortcutsShown, switchShortcuts } from './shortcuts.js';
import { shortcutWords } from './words.js';

/** What the keys do. */
export function ShortcutsDialog() {
  if (!shortcutsShown.value) return null;
  const close = () => {
    shortcutsShown.value = false;
  };
  return (
    <Dialog title="Keyboard shortcuts" onClose={close}>
      <dl class="keys">
        {shortcutWords.map(({ keys, does }) => (
          <div key={does}>
            <dt>{keys.map((key) => (key === '–' ? ' to ' : <kbd key={key}>{key}</kbd>))}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={shortcutsOn.value}
          onChange={({ currentTarget }) => switchShortcuts(currentTarget.checked)}
        />
        Single keys are shortcuts
      </label>
    </Dialog>
  );
}
