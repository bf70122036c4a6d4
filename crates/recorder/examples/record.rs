//! Records with the system's microphone and says what happens: `cargo run -p conversas-recorder --example record -- FOLDER SECONDS…`
//!
//! With several durations it pauses between them. Ends with the small file's path, length and waveform.

use std::error::Error;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use conversas_recorder::{Options, Recorder, RecorderEvent, TakeId};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let recorder = Recorder::start_service(folder, say, Options::default())?;
    for microphone in recorder.microphones()? {
        let mark = if microphone.is_default { '*' } else { ' ' };
        println!("{mark} {} ({})", microphone.name, microphone.id);
    }
    let take = TakeId::from_uuid(uuid::Uuid::from_u128(std::process::id().into()));
    let mut seconds = arguments.map(|seconds| seconds.parse().map(Duration::from_secs_f32));
    let pressed = Instant::now();
    recorder.start(take)?;
    println!("first sound after {:?}", pressed.elapsed());
    thread::sleep(seconds.next().ok_or("how long?")??);
    for duration in seconds {
        println!("paused: {:?}", recorder.pause(take)?);
        recorder.resume(take)?;
        thread::sleep(duration?);
    }
    let pressed = Instant::now();
    let finished = recorder.finish(take)?;
    println!("finished in {:?}: {finished:?}", pressed.elapsed());
    Ok(())
}

fn say(event: RecorderEvent) {
    match event {
        RecorderEvent::Level { peak, at_ms, .. } => {
            println!("{at_ms:6} ms {}", "#".repeat((peak * 60.0) as usize))
        }
        other => println!("{other:?}"),
    }
}
