/** The same as `renderer`, under the name that some documentation gives it. */
import TimRender = require('./renderer.js');

export = TimRender;
