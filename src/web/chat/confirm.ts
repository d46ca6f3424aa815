import { chatWords } from '../words.js';
import { button, element } from './dom.js';

/** Asks in a dialog of the page's whether a new conversation should begin; `yes` runs when it should. */
export function confirmAnew(yes: () => void): void {
  const dialog = element('dialog', {
    class: 'dialog',
    'aria-labelledby': 'anew-title',
    'aria-describedby': 'anew-detail',
  });
  dialog.append(
    element('h2', { id: 'anew-title' }, chatWords.anewQuestion),
    element('p', { id: 'anew-detail' }, chatWords.anewDetail),
    element(
      'div',
      { class: 'dialog-buttons' },
      button({ class: 'secondary' }, () => dialog.close(), chatWords.anewCancel),
      button(
        { class: 'primary' },
        () => {
          dialog.close();
          yes();
        },
        chatWords.anewConfirm,
      ),
    ),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
