//! Stories across a real server and real clients, over a network that can be cut. One file per kind of trouble.

mod stories {
    mod everyday;
}
