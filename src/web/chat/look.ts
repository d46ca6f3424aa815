// Colours are the style sheet's variables, so that light and dark need no new rendering.
const font = 'var(--font)';

/** Web Chat's style options. */
export const styleOptions = {
  accent: 'var(--accent)',
  backgroundColor: 'transparent',
  subtle: 'var(--text-soft)',
  primaryFont: font,
  monospaceFont: 'var(--mono)',
  fontSizeSmall: '0.8125rem',
  paddingRegular: 12,
  paddingWide: 16,
  rootHeight: '100%',

  bubbleBackground: 'var(--bubble)',
  bubbleBorderWidth: 0,
  bubbleBorderRadius: 16,
  bubbleTextColor: 'var(--text)',
  bubbleMaxWidth: 560,
  bubbleMinWidth: 0,
  bubbleMinHeight: 36,
  bubbleFromUserBackground: 'var(--accent-strong)',
  bubbleFromUserBorderWidth: 0,
  bubbleFromUserBorderRadius: 16,
  bubbleFromUserTextColor: '#ffffff',
  messageActivityWordBreak: 'break-word',
  markdownRenderHTML: false,

  // The box and the suggested answers are the page's own: they are there before Web Chat is.
  hideSendBox: true,
  hideUploadButton: true,
  hideToaster: true,
  // Messages wait for the service as long as it takes; the outbox says what is refused.
  sendTimeout: 300_000,
  groupTimestamp: 60_000,
  timestampColor: 'var(--text-soft)',
  timestampFormat: 'relative',
  // A long reply is shown from its beginning.
  autoScrollSnapOnPage: true,
  // The page has its own, with a count.
  scrollToEndButtonBehavior: false,
  transcriptActivityVisualKeyboardIndicatorColor: 'var(--focus)',
  transcriptVisualKeyboardIndicatorColor: 'var(--focus)',
  typingAnimationBackgroundImage: 'none',

  cardEmphasisBackgroundColor: 'var(--emphasis)',
  cardPushButtonBackgroundColor: 'var(--accent-strong)',
  cardPushButtonTextColor: '#ffffff',
};

const colour = (name: string) => ({ default: `var(--${name})`, subtle: 'var(--text-soft)' });
const colours = {
  default: colour('text'),
  dark: colour('text'),
  light: { default: '#ffffff', subtle: '#ffffff' },
  accent: colour('accent'),
  good: colour('good'),
  warning: colour('warning'),
  attention: colour('attention'),
};
const container = (background: string) => ({
  backgroundColor: `var(--${background})`,
  borderColor: 'transparent',
  foregroundColors: colours,
});

/** Adaptive Cards' host configuration (1.5). */
export const adaptiveCardsHostConfig = {
  supportsInteractivity: true,
  fontFamily: font,
  fontTypes: {
    default: { fontFamily: font, fontSizes: { small: 13, default: 15, medium: 16, large: 18, extraLarge: 21 } },
    monospace: {
      fontFamily: 'var(--mono)',
      fontSizes: { small: 12, default: 13, medium: 14, large: 16, extraLarge: 18 },
    },
  },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 18, default: 22, medium: 23, large: 25, extraLarge: 28 },
  spacing: { small: 6, default: 10, medium: 14, large: 18, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  imageSizes: { small: 40, medium: 80, large: 160 },
  containerStyles: {
    default: container('bubble'),
    emphasis: container('emphasis'),
    accent: container('accent-wash'),
    good: container('good-wash'),
    warning: container('warning-wash'),
    attention: container('attention-wash'),
  },
  actions: {
    maxActions: 20,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 10, style: 'emphasis' },
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { color: 'default', isSubtle: true, size: 'small', weight: 'default' },
    },
    errorMessage: { color: 'attention', size: 'small', spacing: 'small', weight: 'default' },
  },
  // The page's only heading of level 1 is the desk's name.
  textBlock: { headingLevel: 2 },
  adaptiveCard: { allowCustomStyle: false },
  factSet: {
    title: { color: 'default', size: 'default', isSubtle: true, weight: 'default', wrap: true, maxWidth: 150 },
    value: { color: 'default', size: 'default', isSubtle: false, weight: 'bolder', wrap: true },
    spacing: 14,
  },
};
