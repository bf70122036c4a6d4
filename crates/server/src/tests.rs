//! The server's promises over SQLite: full disks, read-only disks, damage, many changes at once, pages of any size.

mod damage;
mod disk;
mod statements;
