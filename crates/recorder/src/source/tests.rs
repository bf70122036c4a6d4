use std::sync::mpsc::sync_channel;

use super::*;
use crate::recorder::Message;

#[test]
fn what_finds_no_room_is_counted_and_told_with_the_next_sound() {
    let (messages, inbox) = sync_channel(1);
    let mut sink = Sink::new(messages, 7);
    for length in [10, 20, 30] {
        sink.sound(vec![0.0; length]);
    }
    let heard = || match inbox.recv().expect("a message") {
        Message::Stream(stream, StreamNews::Sound { samples, lost }) => (stream, samples.len(), lost),
        _ => panic!("only sound was sent"),
    };
    assert_eq!(heard(), (7, 10, 0));
    sink.sound(vec![0.0; 40]);
    assert_eq!(heard(), (7, 40, 50));
    sink.sound(vec![0.0; 50]);
    assert_eq!(heard(), (7, 50, 0));
}

#[test]
fn a_sink_of_a_recorder_that_has_ended_takes_everything() {
    let (messages, inbox) = sync_channel(1);
    drop(inbox);
    let mut sink = Sink::new(messages, 7);
    sink.sound(vec![0.0; 10]);
    sink.trouble(Trouble::Lost);
}
