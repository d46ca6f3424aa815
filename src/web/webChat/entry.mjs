// Web Chat as the page loads it: its own sources, and of what they need only what the page shows.

import createDirectLine from 'web-chat:botframework-webchat/src/createDirectLine.ts';
import ReactWebChat from 'web-chat:botframework-webchat/src/FullReactWebChat.tsx';
import createStore from 'web-chat:botframework-webchat-core/src/createStore.ts';
import { createElement } from 'react';
import { render } from 'react-dom';

window.WebChat = {
  createDirectLine,
  createStore,
  renderWebChat: (props, element) => render(createElement(ReactWebChat, props), element),
};
