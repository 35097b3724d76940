'use strict';
// The application's own preload. TimMain registers the one of opentim beside it.
const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('desk', { ask: (what, value) => ipcRenderer.invoke('desk', what, value) });
