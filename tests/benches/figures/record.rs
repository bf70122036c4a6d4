//! The recorder at a microphone: how soon it gets the first sample, whether it misses any while the processor
//! is busy, and the cost of recording and encoding.
//!
//! Ten minutes under load by default; `CONVERSAS_BENCH_RECORD_SECONDS` changes that.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use conversas_recorder::{FinishedTake, Options, Recorder, RecorderEvent, TakeId};
use uuid::Uuid;

use super::microphone::{Microphone, listen, play};
use super::process::{Process, folder};
use super::profile::Profiles;
use super::sample::Sample;
use super::table::{Table, spread};

/// The variable that marks the process that measures: ALSA reads the microphone's name from the environment.
const INSIDE: &str = "CONVERSAS_BENCH_MICROPHONE";
const SECONDS: &str = "CONVERSAS_BENCH_RECORD_SECONDS";
const STARTS: u128 = 20;
/// The goal for the bytes: the result of 24 kbit/s.
const BYTES_GOAL: u64 = 190;
const TEXT: &str = "Bom dia! O meu filho não vai à escola hoje, porque está com febre desde ontem à noite. \
    Vocês podem me dizer qual é a lição de casa, e até que dia ela pode ser entregue? Muito obrigada. ";

/// Runs the benchmark `record`: starts a microphone, and this program again in front of it.
pub(super) fn run(_: &Profiles, _: &Table) {
    let microphone = Microphone::start();
    let mut inside = Command::new(std::env::current_exe().expect("this program"));
    microphone.place(&mut inside);
    let done = inside.env(INSIDE, "1").stderr(Stdio::null()).status().expect("it starts");
    assert!(done.success(), "recording could not be measured");
}

/// Answers whether this is the process that measures.
pub(super) fn is_in_front_of_its_microphone() -> bool {
    std::env::var_os(INSIDE).is_some()
}

/// Measures starts, speech and gaps.
pub(super) fn measure(table: &Table) {
    starts(table);
    speech(table);
    gaps(table);
}

struct Stage {
    recorder: Recorder,
    events: Receiver<(Instant, RecorderEvent)>,
    _folder: tempfile::TempDir,
}

fn stage() -> Stage {
    let folder = folder();
    let (told, events) = channel();
    let told = Mutex::new(told);
    let listener = move |event| {
        let told = told.lock().expect("nothing panics while it is held");
        // Ignored: the receiver of the events may be gone.
        let _ = told.send((Instant::now(), event));
    };
    let takes = folder.path().join("takes");
    let recorder = Recorder::start_service(takes, listener, Options::default()).expect("a recorder");
    Stage { recorder, events, _folder: folder }
}

fn take(number: u128) -> TakeId {
    TakeId::from_uuid(Uuid::from_u128(number))
}

/// Measures the time from the press to the first sample on the disk, against a listener of PulseAudio's own.
fn starts(table: &Table) {
    let stage = stage();
    let (mut ours, mut theirs) = (Sample::default(), Sample::default());
    for number in 0..STARTS {
        ours.time(|| stage.recorder.start(take(number)).expect("there is a microphone"));
        stage.recorder.discard(take(number)).expect("it records");
        drop(theirs.time(listen));
    }
    let against = format!("parec {:.0} ms", theirs.p50());
    table.goal("press → first sample kept", spread(&ours), &against, "≤ 50 ms", ours.p50() <= 50.0);
}

/// Measures the cost of a minute of speech, against opusenc with the same sound.
fn speech(table: &Table) {
    let length = seconds().min(Duration::from_secs(60));
    let folder = folder();
    let wav = folder.path().join("speech.wav");
    let said = Command::new("espeak-ng").args(["-v", "pt-br", "-w"]).arg(&wav).arg(TEXT.repeat(8)).status();
    assert!(said.is_ok_and(|said| said.success()), "espeak-ng is not installed");
    let stage = stage();
    let _voice = play(&wav);
    stage.recorder.start(take(1)).expect("there is a microphone");
    let (began, before) = (Instant::now(), processor());
    std::thread::sleep(length);
    let share = (processor() - before).as_secs_f64() / began.elapsed().as_secs_f64();
    let mut ending = Sample::default();
    let finished = ending.time(|| stage.recorder.finish(take(1)).expect("it is long enough"));
    let peer = opusenc(&finished, folder.path());
    let told = format!("{:.2} %", share * 100.0);
    table.goal("recording and encoding: share of one core", told, "", "≤ 3 %", share <= 0.03);
    let minutes = finished.duration_ms as f64 / 60_000.0;
    let kilobytes = |bytes: u64| (bytes as f64 / 1000.0 / minutes).round() as u64;
    let (ours, theirs) = (kilobytes(finished.bytes), kilobytes(peer));
    let against = format!("opusenc {theirs} kB");
    let goal = format!("≤ {BYTES_GOAL} kB");
    table.goal("speech: a minute", format!("{ours} kB"), &against, &goal, ours <= BYTES_GOAL);
    let waits = ending.p50();
    let what = format!("finish after {:.0} s → file complete", length.as_secs_f64());
    table.goal(&what, format!("{waits:.1} ms"), "", "≤ 200 ms", waits <= 200.0);
}

/// Records sound in which every sample is one more than the sample before; while all cores are busy, no
/// sample may be missing.
fn gaps(table: &Table) {
    let length = seconds();
    let folder = folder();
    let wav = folder.path().join("counting.wav");
    count(&wav, length + Duration::from_secs(30));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let _load: Vec<Process> = (0..cores).map(|_| busy()).collect();
    let stage = stage();
    let _voice = play(&wav);
    stage.recorder.start(take(1)).expect("there is a microphone");
    std::thread::sleep(length);
    let taken = stage.recorder.pause(take(1)).expect("it records");
    let (breaks, missing) = breaks(&taken.path);
    let (mut told, mut pause, mut last) = (0, Sample::default(), None);
    for (at, event) in stage.events.try_iter() {
        match event {
            RecorderEvent::Gap { .. } => told += 1,
            RecorderEvent::Level { .. } => pause.add(at - last.replace(at).unwrap_or(at)),
            _ => {}
        }
    }
    let what = format!("{:.0} s under load of {cores} cores: gaps", taken.duration_ms as f64 / 1000.0);
    table.goal(
        &what,
        format!("{breaks} in the sound ({missing} ms), {told} told"),
        "",
        "0",
        breaks + told == 0,
    );
    table.note(
        "under load: from level to level",
        format!("{}  worst {:.0} ms", spread(&pause), pause.worst()),
    );
}

fn seconds() -> Duration {
    let asked = std::env::var(SECONDS).ok().and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(asked.unwrap_or(600))
}

fn busy() -> Process {
    Process::start(Command::new("sh").args(["-c", "while :; do :; done"]), Path::new("/dev/null"))
}

/// Answers how long this process has used the processor, to 10 ms.
fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux tells");
    let after_name = stat.rsplit(')').next().expect("a name in brackets");
    let ticks: u64 =
        after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// Answers the number of bytes that opusenc makes of the same sound.
fn opusenc(finished: &FinishedTake, folder: &Path) -> u64 {
    let ogg = folder.join("opusenc.ogg");
    let mut opusenc = Command::new("opusenc");
    opusenc
        .args(["--quiet", "--bitrate", "24", "--vbr", "--speech"])
        .arg(finished.path.with_extension("wav"));
    let done = opusenc.arg(&ogg).stderr(Stdio::null()).status();
    assert!(done.is_ok_and(|done| done.success()), "opusenc is not installed");
    std::fs::metadata(ogg).expect("it was made").len()
}

/// The value at which the count begins again.
const COUNT: i32 = 60_000;

/// Writes sound in which every sample is one more than the one before.
fn count(wav: &Path, length: Duration) {
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 48_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut file = hound::WavWriter::create(wav, spec).expect("the bench's folder can be written");
    for at in 0..length.as_secs() * 48_000 {
        file.write_sample((at % COUNT as u64) as i32 - COUNT / 2).expect("there is room");
    }
    file.finalize().expect("there is room");
}

/// Answers how often the count breaks after it began, and how many milliseconds are missing there.
fn breaks(wav: &Path) -> (usize, i64) {
    let samples = hound::WavReader::open(wav).expect("a take").into_samples::<i32>();
    let sound: Vec<i32> =
        samples.map(|sample| sample.expect("16 bit")).skip_while(|sample| *sample == 0).collect();
    let steps = sound.windows(2).map(|pair| (pair[1] - pair[0]).rem_euclid(COUNT)).filter(|step| *step != 1);
    let lost: Vec<i64> = steps.map(|step| i64::from(step) - 1).collect();
    (lost.len(), lost.iter().sum::<i64>() / 48)
}
