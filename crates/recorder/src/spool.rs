//! A take's WAV on disk: 48 kHz, mono, 16 bit. Sound is appended, made safe twice a second, and mended after
//! a crash.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use hound::{SampleFormat, WavReader, WavSpec, WavWriter};

use crate::SAMPLE_RATE;
use crate::error::RecorderError;
use crate::private::ours;

/// Bytes that hound writes before the samples of such a file.
pub(crate) const HEADER: u64 = 44;

/// Bytes of a sample.
pub(crate) const SAMPLE: u64 = 2;

/// The number of samples after which the file is made safe: half of the second that a crash may cost, the
/// rest is for sound that is under way.
const SAFE_EVERY: u64 = SAMPLE_RATE as u64 / 2;

const SPEC: WavSpec =
    WavSpec { channels: 1, sample_rate: SAMPLE_RATE, bits_per_sample: 16, sample_format: SampleFormat::Int };

/// The duration of so many samples.
pub(crate) fn ms(samples: u64) -> u64 {
    samples * 1000 / u64::from(SAMPLE_RATE)
}

/// A file that takes samples.
pub(crate) struct Spool {
    wav: WavWriter<BufWriter<File>>,
    /// A second handle to the file: hound does not give its own out, and the disk must be told to keep what
    /// was written.
    disk: File,
    samples: u64,
    safe: u64,
}

impl Spool {
    /// Makes a file; an empty take is readable from here on.
    pub(crate) fn create(path: &Path) -> Result<Self, RecorderError> {
        let disk = ours().create_new(true).open(path)?;
        let wav = WavWriter::new(BufWriter::new(disk.try_clone()?), SPEC)?;
        let mut spool = Self { wav, disk, samples: 0, safe: 0 };
        spool.make_safe()?;
        Ok(spool)
    }

    /// Opens a file at its end, to write on.
    pub(crate) fn append(path: &Path) -> Result<Self, RecorderError> {
        let samples = repair(path)?;
        let wav = WavWriter::append(path)?;
        let disk = OpenOptions::new().write(true).open(path)?;
        Ok(Self { wav, disk, samples, safe: samples })
    }

    /// The number of samples that were written.
    pub(crate) fn samples(&self) -> u64 {
        self.samples
    }

    /// Writes samples; returns how many are safe, when that changed.
    pub(crate) fn write(&mut self, samples: &[i16]) -> Result<Option<u64>, RecorderError> {
        let mut block = self.wav.get_i16_writer(samples.len() as u32);
        samples.iter().for_each(|sample| block.write_sample(*sample));
        block.flush()?;
        self.samples += samples.len() as u64;
        if self.samples - self.safe < SAFE_EVERY {
            return Ok(None);
        }
        self.make_safe().map(Some)
    }

    /// Brings everything that was written to the disk, readable; returns how many samples that are.
    pub(crate) fn make_safe(&mut self) -> Result<u64, RecorderError> {
        self.wav.flush()?;
        self.disk.sync_data()?;
        self.safe = self.samples;
        Ok(self.safe)
    }
}

/// The number of samples of a file, by its length: the header may be older than the sound.
pub(crate) fn samples(path: &Path) -> Result<u64, RecorderError> {
    let bytes = std::fs::metadata(path)?.len();
    Ok(bytes.saturating_sub(HEADER) / SAMPLE)
}

/// Makes a file readable up to its last whole sample; returns how many samples it has.
pub(crate) fn repair(path: &Path) -> Result<u64, RecorderError> {
    let samples = samples(path)?;
    let whole = WavReader::open(path).is_ok_and(|wav| wav.spec() == SPEC && u64::from(wav.len()) == samples);
    if whole || samples == 0 {
        return Ok(samples);
    }
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.set_len(HEADER + samples * SAMPLE)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&header(samples)?)?;
    file.sync_data()?;
    Ok(samples)
}

/// Makes the header of a file with so many samples.
fn header(samples: u64) -> Result<Vec<u8>, RecorderError> {
    let mut header = std::io::Cursor::new(Vec::new());
    WavWriter::new(&mut header, SPEC)?.finalize()?;
    let mut header = header.into_inner();
    let too_large = |error| std::io::Error::new(std::io::ErrorKind::FileTooLarge, error);
    let bytes = u32::try_from(samples * SAMPLE).map_err(too_large)?;
    header[4..8].copy_from_slice(&(bytes + HEADER as u32 - 8).to_le_bytes());
    header[40..44].copy_from_slice(&bytes.to_le_bytes());
    Ok(header)
}

/// Reads a take's samples in order, also while it grows.
pub(crate) struct SpoolReader {
    file: File,
    bytes: Vec<u8>,
}

impl SpoolReader {
    pub(crate) fn open(path: &Path) -> Result<Self, RecorderError> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(HEADER))?;
        Ok(Self { file, bytes: Vec::new() })
    }

    /// Reads the next samples, which must be there.
    pub(crate) fn read(&mut self, samples: &mut [i16]) -> Result<(), RecorderError> {
        self.bytes.resize(samples.len() * SAMPLE as usize, 0);
        self.file.read_exact(&mut self.bytes)?;
        for (sample, bytes) in samples.iter_mut().zip(self.bytes.chunks_exact(2)) {
            *sample = i16::from_le_bytes([bytes[0], bytes[1]]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
