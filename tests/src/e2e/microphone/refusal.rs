//! A sound server that lets nobody in, as PulseAudio and PipeWire do to a program that may not.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::thread;

/// Length, channel, offset and flags of a message.
const HEAD: usize = 20;
/// Where the first message's number stands.
const NUMBER: std::ops::Range<usize> = 6..10;

/// Begins to refuse whoever comes to this socket, until the test's program ends.
pub(super) fn begin(socket: &Path) {
    // What the real one has left.
    let _ = fs::remove_file(socket);
    let listener = UnixListener::bind(socket).expect("the test's folder can be written");
    thread::spawn(move || listener.incoming().flatten().for_each(|caller| drop(refuse(caller))));
}

/// Reads who it is, and answers "access denied".
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
