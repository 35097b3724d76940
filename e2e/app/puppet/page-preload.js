'use strict';
// The page's own way to the main process, beside that of opentim: what its listeners heard.
const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('pass', (what, text) => ipcRenderer.send('heard', what, text));
