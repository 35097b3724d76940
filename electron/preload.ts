// One script without imports and exports: a sandboxed preload has neither. It gives the page three functions: one hands a method
// name and JSON text to the main process, the others bring events from there; main.ts decides whether this window may call.
(() => {
  const { contextBridge, ipcRenderer } = require('electron') as typeof import('electron');
  const page = globalThis as { __opentim?: unknown; __opentimPreload?: boolean };
  // An application that names this file as its own preload as well has it loaded twice; the second would throw.
  if (page.__opentimPreload || page.__opentim) return;
  let taker: ((event: unknown, values: unknown) => void) | undefined;
  ipcRenderer.on('opentim:event', (_ipc, event: unknown, values: unknown) => taker?.(event, values));
  const bridge = {
    call: (method: string, argText: string | undefined): Promise<unknown> => ipcRenderer.invoke('opentim:call', method, argText),
    hear: (events: readonly string[]): Promise<unknown> => ipcRenderer.invoke('opentim:hear', events),
    onEvent: (next: typeof taker): void => {
      taker = next;
    },
  };
  if (process.contextIsolated) {
    Object.defineProperty(page, '__opentimPreload', { value: true });
    contextBridge.exposeInMainWorld('__opentim', bridge);
  } else {
    Object.defineProperty(page, '__opentim', { value: bridge });
  }
})();
