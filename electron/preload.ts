// One script without imports and exports: a sandboxed preload has neither. It gives the page one function, which hands a
// method name and JSON text to the main process; main.ts decides whether this window may call.
(() => {
  const { contextBridge, ipcRenderer } = require('electron') as typeof import('electron');
  const page = globalThis as { __opentim?: unknown; __opentimPreload?: boolean };
  // An application that names this file as its own preload as well has it loaded twice; the second would throw.
  if (page.__opentimPreload || page.__opentim) return;
  const bridge = {
    call: (method: string, argText: string | undefined): Promise<unknown> => ipcRenderer.invoke('opentim:call', method, argText),
  };
  if (process.contextIsolated) {
    Object.defineProperty(page, '__opentimPreload', { value: true });
    contextBridge.exposeInMainWorld('__opentim', bridge);
  } else {
    Object.defineProperty(page, '__opentim', { value: bridge });
  }
})();
