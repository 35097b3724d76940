//! UserSig version 2: sign and verify
