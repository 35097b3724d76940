// Bundled for the secure window, which has no `require`.
import TimRender from 'opentim/renderer';
import scenario from './scenario.js';

globalThis.scenario = (settings) => scenario(TimRender, settings);
