//! A stream of one microphone: the format of its sound, and the meaning of its errors.

use cpal::traits::DeviceTrait;
use cpal::{
    BufferSize, Device, ErrorKind, FromSample, I24, SampleFormat, SizedSample, Stream, StreamConfig,
    SupportedStreamConfig, U24,
};

use crate::SAMPLE_RATE;
use crate::error::RecorderError;
use crate::source::{Sink, Trouble};

/// The number of callbacks a second that are asked for: at 25 none was late under load; at 50 there were gaps.
const CALLBACKS: u32 = 25;

/// Chooses the format. Best is the one without conversion: 48 kHz, 16 bit, one channel; otherwise the
/// microphone's default.
pub(super) fn config(device: &Device) -> Result<SupportedStreamConfig, RecorderError> {
    let format = |format| match format {
        SampleFormat::I16 => 0,
        SampleFormat::F32 => 1,
        SampleFormat::I32 | SampleFormat::I24 => 2,
        _ => 3,
    };
    let configs = device.supported_input_configs().map_err(refused)?;
    let fitting = configs.filter_map(|range| range.try_with_sample_rate(SAMPLE_RATE));
    match fitting.min_by_key(|config| (config.channels(), format(config.sample_format()))) {
        Some(config) => Ok(config),
        None => device.default_input_config().map_err(refused),
    }
}

pub(super) fn stream(
    device: &Device,
    config: &SupportedStreamConfig,
    sink: Sink,
) -> Result<Stream, RecorderError> {
    let wished = BufferSize::Fixed(config.sample_rate() / CALLBACKS);
    let stream = build(device, config, wished, sink.clone());
    let stream = stream.or_else(|error| {
        tracing::debug!(%error, "no stream with blocks of the wished length");
        build(device, config, BufferSize::Default, sink)
    });
    stream.map_err(refused)
}

fn build(
    device: &Device,
    config: &SupportedStreamConfig,
    buffer_size: BufferSize,
    sink: Sink,
) -> Result<Stream, cpal::Error> {
    let format = config.sample_format();
    let config = StreamConfig { buffer_size, ..config.config() };
    match format {
        SampleFormat::I8 => build_as::<i8>(device, config, sink),
        SampleFormat::I16 => build_as::<i16>(device, config, sink),
        SampleFormat::I24 => build_as::<I24>(device, config, sink),
        SampleFormat::I32 => build_as::<i32>(device, config, sink),
        SampleFormat::I64 => build_as::<i64>(device, config, sink),
        SampleFormat::U8 => build_as::<u8>(device, config, sink),
        SampleFormat::U16 => build_as::<u16>(device, config, sink),
        SampleFormat::U24 => build_as::<U24>(device, config, sink),
        SampleFormat::U32 => build_as::<u32>(device, config, sink),
        SampleFormat::U64 => build_as::<u64>(device, config, sink),
        SampleFormat::F32 => build_as::<f32>(device, config, sink),
        SampleFormat::F64 => build_as::<f64>(device, config, sink),
        _ => Err(ErrorKind::UnsupportedConfig.into()),
    }
}

fn build_as<T>(device: &Device, config: StreamConfig, mut sink: Sink) -> Result<Stream, cpal::Error>
where
    T: SizedSample,
    f32: FromSample<T>,
{
    let channels = usize::from(config.channels);
    let troubles = sink.clone();
    device.build_input_stream(
        config,
        move |samples: &[T], _: &_| sink.sound(mono(samples, channels)),
        move |error| {
            if let Some(trouble) = trouble(error.kind()) {
                troubles.trouble(trouble);
            }
        },
        None,
    )
}

/// Mixes all channels into one.
pub(super) fn mono<T>(samples: &[T], channels: usize) -> Vec<f32>
where
    T: Copy,
    f32: FromSample<T>,
{
    let frames = samples.chunks_exact(channels.max(1));
    frames
        .map(|frame| frame.iter().map(|sample| f32::from_sample_(*sample)).sum::<f32>() / channels as f32)
        .collect()
}

/// The meaning of an error of a running stream; most that sound bad are not the end.
fn trouble(kind: ErrorKind) -> Option<Trouble> {
    match kind {
        ErrorKind::Xrun => Some(Trouble::Gap),
        ErrorKind::DeviceChanged => Some(Trouble::Changed),
        ErrorKind::RealtimeDenied | ErrorKind::DeviceBusy => None,
        _ => Some(Trouble::Lost),
    }
}

/// Why a microphone could not be opened.
pub(super) fn refused(error: cpal::Error) -> RecorderError {
    match error.kind() {
        ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable => RecorderError::NoMicrophone,
        ErrorKind::PermissionDenied => RecorderError::NoPermission,
        ErrorKind::DeviceBusy => RecorderError::MicrophoneBusy,
        kind => RecorderError::MicrophoneFailed(format!("{kind:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_system_refuses_is_not_what_it_lacks() {
        let code = |kind: ErrorKind| refused(kind.into()).code();
        assert_eq!(code(ErrorKind::PermissionDenied), "no_permission");
        assert_eq!(code(ErrorKind::DeviceNotAvailable), "no_microphone");
        assert_eq!(code(ErrorKind::DeviceBusy), "microphone_busy");
    }
}
