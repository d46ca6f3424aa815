/**
 * The widget's own style sheet, kept apart from the page's by its shadow root. Of two important rules for the host the
 * shadow root's wins, so that no rule of the page hides or moves it. `all` leaves the direction out.
 */
const css = `
:host{all:initial!important;direction:ltr!important;display:block!important;position:fixed!important;
  right:0!important;bottom:0!important;z-index:2147483647!important}
*{box-sizing:border-box}
[hidden]{display:none!important}
.launcher,.panel{position:fixed;right:max(20px,env(safe-area-inset-right));
  font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
.launcher{bottom:max(20px,env(safe-area-inset-bottom));width:56px;height:56px;padding:0;border:0;
  border-radius:28px;background:#2152c8;color:#fff;cursor:pointer;display:grid;place-items:center;
  box-shadow:0 2px 6px rgb(15 23 42/25%),0 8px 28px rgb(15 23 42/25%);transition:transform .15s,background .15s}
.launcher:hover{background:#1a44a9;transform:scale(1.05)}
.launcher:focus-visible,a:focus-visible,.x:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 5px #2152c8}
.launcher svg{width:26px;height:26px;fill:none;stroke:currentColor;stroke-width:1.9;stroke-linecap:round;
  stroke-linejoin:round}
.launcher[aria-expanded=false] path+path,.launcher[aria-expanded=true] path:first-child{display:none}
.badge{position:absolute;top:-4px;right:-4px;min-width:22px;height:22px;padding:0 6px;border-radius:11px;
  background:#c4232f;color:#fff;font-size:13px;font-weight:600;line-height:22px;text-align:center;border:0}
.panel{bottom:calc(max(20px,env(safe-area-inset-bottom)) + 70px);width:400px;
  height:min(680px,calc(100vh - 110px));height:min(680px,calc(100dvh - 110px));border-radius:18px;
  overflow:hidden;background:#fff;color:#17202e;
  box-shadow:0 4px 12px rgb(15 23 42/15%),0 16px 56px rgb(15 23 42/28%)}
@media (prefers-color-scheme:dark){.panel{background:#171c26;color:#e9edf4}}
.refused{position:absolute;inset:0;padding:32px;background:inherit;display:flex;flex-direction:column;
  justify-content:center;gap:12px;text-align:center}
.refused h2{margin:0;font-size:18px}.refused p{margin:0}
.refused a{align-self:center;padding:10px 18px;border-radius:10px;background:#2152c8;color:#fff;font-weight:600;
  text-decoration:none}
.x{position:absolute;top:10px;right:10px;width:40px;height:40px;border:0;border-radius:12px;background:none;
  color:inherit;font:24px/1 system-ui;cursor:pointer}
@media (max-width:480px),(max-height:480px){.panel{inset:0;width:auto;height:auto;border-radius:0}
  .panel:not([hidden])+.launcher{display:none}}
@media (prefers-reduced-motion:reduce){.launcher{transition:none}.launcher:hover{transform:none}}
`;

/**
 * What a page's policy lets through in any case, said of each element by itself: the least with which the widget can be
 * seen and used.
 */
const plain: Record<string, string> = {
  '.launcher':
    'position:fixed;right:20px;bottom:20px;width:56px;height:56px;padding:14px;border:0;border-radius:28px;' +
    'background:#2152c8;color:#fff',
  '.launcher path': 'fill:none;stroke:currentColor;stroke-width:1.9',
  '.badge': 'position:absolute;top:-4px;right:-4px;padding:0 6px;border-radius:11px;background:#c4232f',
  '.panel':
    'position:fixed;right:20px;bottom:90px;width:min(400px,100vw - 40px);height:min(680px,100vh - 110px);' +
    'background:#fff;color:#17202e;overflow:auto',
};
const plainHost =
  'all:initial!important;display:block!important;position:fixed!important;right:0!important;bottom:0!important;' +
  'z-index:2147483647!important';

/** The frame's, which comes later, said of itself for the same reason. */
export const frameLooks = 'display:block;width:100%;height:100%;border:0;color-scheme:normal';

/** Gives the widget, once it is on the page, its looks, in the best way that the browser and the page's policy allow. */
export function dress(root: ShadowRoot): void {
  if (adopted(root)) return;
  const style = document.createElement('style');
  style.textContent = css;
  root.prepend(style);
  if (style.sheet?.cssRules.length) return;
  (root.host as HTMLElement).style.cssText = plainHost;
  for (const [selector, looks] of Object.entries(plain))
    for (const element of root.querySelectorAll<HTMLElement>(selector)) element.style.cssText = looks;
}

/** A constructed sheet needs no 'unsafe-inline' in the page's own policy. Some browsers and polyfills have none. */
function adopted(root: ShadowRoot): boolean {
  if (!('adoptedStyleSheets' in root)) return false;
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    return true;
  } catch {
    return false;
  }
}
