//! The server's promises over SQLite: full disks, read-only disks, damage, many changes at once.

mod damage;
mod disk;
