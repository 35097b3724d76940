// Bundled for the secure window, which has no `require`.
import TimRender from 'opentim/renderer';
import scenario from './scenario.js';

globalThis.scenario = (settings) => scenario(TimRender, settings);

// Listens in the way of the typings: single values, the tip as text.
const names = [];
globalThis.listen = () =>
  new TimRender().TIMSetGroupTipsEventCallback({
    callback: (tip) => names.push(JSON.parse(tip).group_tips_elem_group_change_info_array[0].group_tips_group_change_info_value),
  });
globalThis.heardNames = async (count) => {
  for (let tries = 0; names.length < count && tries < 200; tries += 1) await new Promise((later) => setTimeout(later, 50));
  return names;
};
