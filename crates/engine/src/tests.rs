//! Engine tests on the memory store.
