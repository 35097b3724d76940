// The application's own preload, to see that it and the one of opentim live together.
const { contextBridge } = require('electron');

contextBridge.exposeInMainWorld('own', { sandboxed: process.sandboxed === true });
