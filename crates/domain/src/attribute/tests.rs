//! Rule tests of attributes.
