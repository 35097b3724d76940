//! The REST server
