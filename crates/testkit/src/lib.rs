//! For tests and benches alone: everything here panics instead of answering errors.
//!
//! | module | what |
//! |---|---|
//! | [`house`] | a real server with a small school |
//! | [`device`] | a person's device: a real engine that can be killed and opened again |
//! | [`cable`] | the network between them, which can be cut, and the trouble of real networks |
//! | [`portal`] | a program between them that answers in the server's place |
//! | [`tls`], [`keyring`] | certificates that hold or not; a keyring that can be locked |
//! | [`files`] | a server that only serves files, good or bad, and profiles that know of them |
//! | [`Opening`] | a family's first message |
//! | [`views`] | conversations and entries as a server would send them |
//! | [`bulk`] | stores with very many conversations or messages |
//! | [`samples`] | files as people send them |
//! | [`logs`] | everything that is logged |

pub mod bulk;
pub mod cable;
pub mod device;
pub mod files;
pub mod house;
mod ids;
pub mod keyring;
pub mod logs;
mod opening;
pub mod portal;
pub mod samples;
pub mod tls;
pub mod views;

pub use cable::{Cable, Trouble};
pub use device::Device;
pub use house::{House, PASSWORD};
pub use ids::{fresh, installation, name};
pub use keyring::OwnKeyring;
pub use logs::Logs;
pub use opening::{Opened, Opening};
pub use portal::{Portal, Reply, Says};
