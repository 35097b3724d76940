'use strict';
// The application's own preload, of the very name that the one of opentim has.
require('electron').contextBridge.exposeInMainWorld('own', 'the preload of the application');
