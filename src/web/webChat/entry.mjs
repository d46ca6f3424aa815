// Web Chat as the page loads it: its own sources, and of what they need only what the page shows.
import { createElement } from 'react';
import { render } from 'react-dom';
import ReactWebChat from 'web-chat:botframework-webchat/src/FullReactWebChat.tsx';
import createDirectLine from 'web-chat:botframework-webchat/src/createDirectLine.ts';
import createStore from 'web-chat:botframework-webchat-core/src/createStore.ts';

window.WebChat = {
  createDirectLine,
  createStore,
  renderWebChat: (props, element) => render(createElement(ReactWebChat, props), element),
};
