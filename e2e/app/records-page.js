'use strict';
// A page that calls what it is told to and notes what its listeners hear; `TimRender` is the class of its window. It has an
// instance of each generation.

module.exports = (TimRender, page) => {
  const instances = { present: new TimRender(), older: new TimRender({ compat: '1.x' }) };
  page.told = [];
  page.call = (method, argument, generation = 'present') => instances[generation][method](argument);
  page.listenTo = async (methods) => {
    const codes = [];
    for (const method of methods) {
      for (const [generation, tim] of Object.entries(instances)) {
        const callback = (all, ...rest) => page.told.push({ generation, method, text: String(all), all: [...all], rest });
        codes.push((await tim[method]({ callback, data: 'mine', user_data: 'mine' })).code);
      }
    }
    return codes;
  };
};
