// Types only: the build writes the declarations of this module from those of the package (scripts/facades.mjs).
export {};
