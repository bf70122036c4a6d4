//! The only use of the codec's crate. `opus-pure` is young: to replace it, write this file again and nothing
//! else.

use std::io::{BufReader, Read, Write};

use opus_pure::{
    Application, MAX_PACKET_BYTES, MAX_PACKET_SAMPLES, OggOpusReader, OggOpusWriter, OggPacket, OpusDecoder,
    OpusEncoder, OpusHead, RateControl, Trim,
};

use crate::{SAMPLE_RATE, VoiceError};

/// The number of samples in a frame: 20 ms at 48 kHz.
pub const FRAME: usize = 960;

/// The bit rate of speech, in bit/s: 183 kB a minute, as good to the ear as libopus (PESQ-wb 3.88 against
/// 3.87).
const BITRATE: i32 = 24_000;

/// The number of bytes on a page: about a second of speech.
const PAGE: usize = 3_000;

/// A codec, which makes voice files and reads them.
pub(crate) trait VoiceCodec {
    /// Begins a file.
    fn encoder<'a>(&self, sink: Box<dyn Write + Send + 'a>)
    -> Result<Box<dyn VoiceEncoder + 'a>, VoiceError>;

    /// Opens a file; the decoded sound is mono, with `rate` samples a second.
    fn decoder<'a>(
        &self,
        source: Box<dyn Read + 'a>,
        rate: u32,
    ) -> Result<Box<dyn VoiceDecoder + 'a>, VoiceError>;
}

/// An encoder, which makes one file.
pub trait VoiceEncoder: Send {
    /// Takes the next [`FRAME`] samples, all of them sound.
    fn frame(&mut self, samples: &[i16]) -> Result<(), VoiceError>;

    /// Takes the last samples, fewer than a frame, and ends the file exactly after them.
    fn finish(self: Box<Self>, rest: &[i16]) -> Result<(), VoiceError>;
}

/// A decoder, which reads one file.
pub(crate) trait VoiceDecoder {
    /// Answers the beginning of the file.
    fn head(&self) -> Head;

    /// Skips the next packet without decoding it; `None` at the end.
    fn skip(&mut self) -> Result<Option<Skipped>, VoiceError>;

    /// Decodes the next packet; `None` at the end.
    fn next(&mut self) -> Result<Option<&[i16]>, VoiceError>;
}

/// The beginning of a file.
pub(crate) struct Head {
    /// The number of channels: one or two.
    pub(crate) channels: u8,
    /// The number of 48 kHz samples before the sound begins.
    pub(crate) pre_skip: u64,
}

/// A packet that was not decoded.
pub(crate) struct Skipped {
    /// The number of 48 kHz samples in the packet.
    pub(crate) samples: u64,
    /// The end of the packet's page in 48 kHz samples, if the page says so.
    pub(crate) page_end: Option<u64>,
}

/// Begins a file for sound that comes piece by piece: mono, [`SAMPLE_RATE`] samples a second.
pub fn encoder<'a>(sink: Box<dyn Write + Send + 'a>) -> Result<Box<dyn VoiceEncoder + 'a>, VoiceError> {
    codec().encoder(sink)
}

/// The codec in use.
pub(crate) fn codec() -> impl VoiceCodec {
    OpusPure
}

struct OpusPure;

impl VoiceCodec for OpusPure {
    fn encoder<'a>(
        &self,
        sink: Box<dyn Write + Send + 'a>,
    ) -> Result<Box<dyn VoiceEncoder + 'a>, VoiceError> {
        let mut encoder = OpusEncoder::new(SAMPLE_RATE as i32, 1, Application::Voip)?;
        encoder.bitrate_bps = BITRATE;
        encoder.rate_control = RateControl::Vbr;
        encoder.complexity = 9;
        let head = OpusHead::for_encoder(&encoder, SAMPLE_RATE);
        let pre_skip = u64::from(head.pre_skip);
        let mut writer = OggOpusWriter::new(sink, head)?;
        writer.set_page_target(PAGE);
        Ok(Box::new(Encoder { encoder, writer, pre_skip, sound: 0, packet: vec![0; MAX_PACKET_BYTES] }))
    }

    fn decoder<'a>(
        &self,
        source: Box<dyn Read + 'a>,
        rate: u32,
    ) -> Result<Box<dyn VoiceDecoder + 'a>, VoiceError> {
        let reader = OggOpusReader::new(BufReader::new(source))?;
        let head = reader.head();
        if head.mapping_family != 0 {
            return Err(VoiceError::NotVoice("more than two channels"));
        }
        // The decoder mixes two channels to one, also if the file changes its number of channels on the way.
        let mut decoder = OpusDecoder::new(rate as i32, 1)?;
        decoder.gain_q8 = i32::from(head.output_gain_q8);
        let trim = Trim::new(head, rate as i32, 1)?;
        let samples = vec![0; MAX_PACKET_SAMPLES];
        Ok(Box::new(Decoder { reader, decoder, trim, packet: OggPacket::default(), samples }))
    }
}

struct Encoder<'a> {
    encoder: OpusEncoder,
    writer: OggOpusWriter<Box<dyn Write + Send + 'a>>,
    /// The delay of the encoder, in samples.
    pre_skip: u64,
    /// The number of samples of sound taken so far.
    sound: u64,
    packet: Vec<u8>,
}

impl VoiceEncoder for Encoder<'_> {
    fn frame(&mut self, samples: &[i16]) -> Result<(), VoiceError> {
        let bytes = self.encoder.encode_s16(samples, FRAME, &mut self.packet)?;
        self.writer.write_packet(&self.packet[..bytes])?;
        self.sound += FRAME as u64;
        Ok(())
    }

    fn finish(mut self: Box<Self>, rest: &[i16]) -> Result<(), VoiceError> {
        // Silence is put in to get the last samples out of the encoder; the last granule then says where the
        // sound ended.
        let end = self.pre_skip + self.sound + rest.len() as u64;
        let mut rest = rest;
        loop {
            let mut frame = [0; FRAME];
            frame[..rest.len()].copy_from_slice(rest);
            rest = &[];
            let bytes = self.encoder.encode_s16(&frame, FRAME, &mut self.packet)?;
            let left = end - self.writer.granule() as u64;
            let length = left.min(FRAME as u64);
            self.writer.write_packet_with_duration(&self.packet[..bytes], length as u32)?;
            if left <= FRAME as u64 {
                break;
            }
        }
        self.writer.finish()?.flush()?;
        Ok(())
    }
}

struct Decoder<'a> {
    reader: OggOpusReader<BufReader<Box<dyn Read + 'a>>>,
    decoder: OpusDecoder,
    trim: Trim,
    packet: OggPacket,
    samples: Vec<i16>,
}

impl VoiceDecoder for Decoder<'_> {
    fn head(&self) -> Head {
        let head = self.reader.head();
        Head { channels: head.channel_count, pre_skip: u64::from(head.pre_skip) }
    }

    fn skip(&mut self) -> Result<Option<Skipped>, VoiceError> {
        if !self.reader.read_packet_into(&mut self.packet)? {
            return Ok(None);
        }
        let samples = opus_pure::packet::samples_48k(&self.packet.data)? as u64;
        Ok(Some(Skipped { samples, page_end: u64::try_from(self.packet.page_granule).ok() }))
    }

    fn next(&mut self) -> Result<Option<&[i16]>, VoiceError> {
        if !self.reader.read_packet_into(&mut self.packet)? {
            return Ok(None);
        }
        let samples = self.decoder.decode_s16(&self.packet.data, MAX_PACKET_SAMPLES, &mut self.samples)?;
        let kept = self.trim.keep_range(&self.packet, samples);
        Ok(Some(&self.samples[kept]))
    }
}

impl From<opus_pure::Error> for VoiceError {
    fn from(error: opus_pure::Error) -> Self {
        match error {
            opus_pure::Error::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                Self::NotVoice("cut off")
            }
            opus_pure::Error::Io(error) => Self::Io(error),
            opus_pure::Error::InvalidPacket(why) | opus_pure::Error::InvalidStream(why) => {
                Self::NotVoice(why)
            }
            opus_pure::Error::InvalidArgument(why) | opus_pure::Error::Internal(why) => Self::Codec(why),
            _ => Self::Codec("unknown"),
        }
    }
}
