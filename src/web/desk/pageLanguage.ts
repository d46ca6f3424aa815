/**
 * The page is English whatever its browser is. uPlot writes numbers by the browser's language when it is loaded, and
 * can't be loaded with one that Intl doesn't know: Chromium under a POSIX locale says "en-US@posix".
 */
Object.defineProperty(navigator, 'language', { value: 'en-GB', configurable: true });
