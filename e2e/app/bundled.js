'use strict';
// Bundled and run by Node.
const TimRender = require('opentim');

new TimRender().TIMGetSDKVersion().then((version) => console.log(version));
