/**
 * Adaptive Cards says on the part that a button folds, where ARIA has no place for it, whether it is unfolded: that
 * belongs on the button (ARIA 1.2, aria-expanded).
 */
export function mendFoldings(chat: HTMLElement): void {
  const mend = (part: Element) => {
    const unfolded = part.getAttribute('aria-expanded');
    if (unfolded === null || part instanceof HTMLButtonElement) return;
    part.removeAttribute('aria-expanded');
    for (const button of chat.querySelectorAll(`button[aria-controls~="${CSS.escape(part.id)}"]`))
      button.setAttribute('aria-expanded', unfolded);
  };
  new MutationObserver((changes) => {
    for (const { target } of changes) if (target instanceof Element) mend(target);
  }).observe(chat, { subtree: true, attributeFilter: ['aria-expanded'] });
}
