//! The common ground of the server's and the device's SQLite file.
//!
//! | module | what |
//! |---|---|
//! | [`connection`] | the settings of a connection; a commit is on the disk when it answers |
//! | [`migrations`] | brings a file to a version |
//! | [`values`] | how the domain's types stand in columns |
//! | [`readers`] | connections that read beside the writer, each read on one snapshot |
//! | [`writer`] | the one thread that writes |
//! | [`health`] | whether a file is whole; kinds of failures |
//!
//! Not here: tables and statements about them, and the extent of a transaction. The server commits waiting
//! changes as a group, the device commits each change by itself.

pub mod connection;
pub mod health;
pub mod migrations;
pub mod readers;
pub mod values;
pub mod writer;
