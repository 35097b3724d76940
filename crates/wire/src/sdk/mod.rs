//! The native SDK's dialect (create_group_param_* and friends).
