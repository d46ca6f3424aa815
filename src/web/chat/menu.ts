import { chatWords } from '../words.js';
import { button, element, icon } from './dom.js';
import { type Theme, themes } from './theme.js';

export interface MenuOptions {
  theme: Theme;
  choose(theme: Theme): void;
  person(): void;
  print(): void;
  save(): void;
  anew(): void;
}

/** The header's menu: a button that discloses a panel. Escape, a click elsewhere and leaving it with Tab close it. */
export function menu(options: MenuOptions): { element: HTMLElement; close(): void } {
  const panel = element('div', { id: 'menu', class: 'menu-panel', hidden: true });
  const toggle = button(
    { class: 'quiet', 'aria-expanded': 'false', 'aria-controls': 'menu', 'aria-label': chatWords.menu },
    () => open(panel.hidden !== false),
    icon('menu'),
  );
  const whole = element('div', { class: 'menu' }, toggle, panel);

  function open(opened: boolean): void {
    panel.hidden = !opened;
    toggle.setAttribute('aria-expanded', String(opened));
  }
  const item = (label: string, picture: 'person' | 'print' | 'save' | 'anew', chosen: () => void) =>
    button(
      { class: 'menu-item' },
      () => {
        open(false);
        toggle.focus();
        chosen();
      },
      icon(picture),
      label,
    );

  panel.append(
    item(chatWords.person, 'person', options.person),
    item(chatWords.print, 'print', options.print),
    item(chatWords.save, 'save', options.save),
    item(chatWords.anew, 'anew', options.anew),
    appearance(options),
  );
  whole.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || panel.hidden) return;
    event.stopPropagation();
    open(false);
    toggle.focus();
  });
  whole.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !whole.contains(relatedTarget)) open(false);
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (!panel.hidden && target instanceof Node && !whole.contains(target)) open(false);
  });
  return { element: whole, close: () => open(false) };
}

function appearance({ theme, choose }: MenuOptions): HTMLElement {
  const group = element('fieldset', { class: 'themes' }, element('legend', {}, chatWords.theme));
  for (const each of themes) {
    const radio = element('input', { type: 'radio', name: 'theme', value: each, checked: each === theme });
    radio.addEventListener('change', () => choose(each));
    group.append(element('label', {}, radio, element('span', {}, chatWords.themes[each])));
  }
  return group;
}
