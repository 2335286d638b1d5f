//! Wenzheng: officials answer the public, live and by letter. `docs/ARCHITECTURE.md` has the map.

pub mod app;
pub mod archive;
pub mod auth;
pub mod bus;
pub mod cli;
pub mod config;
pub mod demo;
pub mod desk;
pub mod exchange;
pub mod files;
pub mod http;
pub mod hub;
pub mod jobs;
pub mod kernel;
pub mod live;
pub mod notices;
pub mod similar;
pub mod stats;
pub mod store;
pub mod telemetry;
pub mod terms;
pub mod views;
pub mod wire;
