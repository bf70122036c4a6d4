//! What the server's and the device's SQLite file have in common.
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
//! No table and no statement about one stands here, nor what is one transaction: the server commits what waits as a group,
//! the device each change by itself.

pub mod connection;
pub mod health;
pub mod migrations;
pub mod readers;
pub mod values;
pub mod writer;
