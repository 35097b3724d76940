//! The Node and Electron addon: class `TimRender`, whose methods take and give the Electron SDK's JSON.
//!
//! Only glue lives here. An argument crosses as one JSON text, the reply as another; parsing, the engine and the store work on
//! the runtime that `client` owns.
#![allow(missing_docs, reason = "the exported names are documented in index.d.ts, which is generated")]

mod community;
mod conversation;
mod environment;
mod friendship;
mod group;
mod hear;
mod json_text;
mod listeners;
mod member;
mod message;
mod runtime;
mod signaling;
mod tim_render;
mod user;
