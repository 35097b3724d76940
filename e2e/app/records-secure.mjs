// Bundled for secure windows, which have no `require`.
import TimRender from 'opentim/renderer';
import page from './records-page.js';

page(TimRender, globalThis);
