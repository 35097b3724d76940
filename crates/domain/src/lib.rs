//! The rules of groups: pure, without I/O
