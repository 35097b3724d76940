//! Load, decide, commit
