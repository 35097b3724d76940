//! The SDK runtime behind the addon and the C library
