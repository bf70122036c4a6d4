//! A sound server that refuses everybody, as PulseAudio and PipeWire refuse a program without permission.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::thread;

/// The number of bytes of a message's length, channel, offset and flags.
const HEAD: usize = 20;
/// The place of the first message's number.
const NUMBER: std::ops::Range<usize> = 6..10;

/// Refuses all connections to this socket, until the test's program ends.
pub(super) fn begin(socket: &Path) {
    // The socket of the real server may still be there.
    let _ = fs::remove_file(socket);
    let listener = UnixListener::bind(socket).expect("the test's folder can be written");
    thread::spawn(move || listener.incoming().flatten().for_each(|caller| drop(refuse(caller))));
}

/// Reads the caller's first message, and answers "access denied".
fn refuse(mut caller: UnixStream) -> std::io::Result<()> {
    let mut head = [0; HEAD];
    caller.read_exact(&mut head)?;
    let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
    let mut question = vec![0; length as usize];
    caller.read_exact(&mut question)?;
    let number = question.get(NUMBER).unwrap_or_default();
    let answer = [b"L\0\0\0\0L".as_slice(), number, b"L\0\0\0\x01"].concat();
    caller.write_all(&(answer.len() as u32).to_be_bytes())?;
    caller.write_all(&u32::MAX.to_be_bytes())?;
    caller.write_all(&[0; HEAD - 8])?;
    caller.write_all(&answer)
}
