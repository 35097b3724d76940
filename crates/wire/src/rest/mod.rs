//! The REST dialect (rule book 4).
