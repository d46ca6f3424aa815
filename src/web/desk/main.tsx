import { render } from 'preact';
import { App } from './app.js';
import { start } from './live.js';
import { followShortcuts } from './shortcuts.js';

const page = document.getElementById('desk');
if (page) {
  page.replaceChildren();
  render(<App />, page);
  followShortcuts();
  void start();
}
