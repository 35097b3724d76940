//! The storage interface, the memory store and the conformance suite
