//! The dialects: the only crate that knows a field name
