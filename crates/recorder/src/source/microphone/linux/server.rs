//! The sound server of a desktop: PulseAudio, or PipeWire in PulseAudio's language. The server knows the
//! microphones by the names that people know, and moves streams from one to another without telling ALSA.

use std::io::{BufRead, BufReader, ErrorKind};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use pulseaudio::protocol::{
    AuthParams, AuthReply, Command, CommandReply, MAX_VERSION, Prop, Props, ProtocolError, PulseError,
    ServerInfo, SetClientNameReply, SourceInfo, SourceInfoList, SourceOutputInfo, SourceOutputInfoList,
    SubscriptionEvent, SubscriptionEventFacility, SubscriptionEventType, SubscriptionMask, read_ack_message,
    read_command_message, read_reply_message, write_command_message,
};

use crate::source::{Microphone, Sink, Trouble};

/// The beginning of the ids of the server's microphones, and ALSA's name of the way to the server.
const WAY: &str = "pulse:";

/// Bytes of the cookie that lets a program in.
const COOKIE: usize = 256;

/// The time in which the server must answer, and between two looks whether a stream is still watched.
const PATIENCE: Duration = Duration::from_secs(1);

/// Answers the server's microphones; none: there is no such server.
pub(in crate::source::microphone) fn microphones() -> Option<Vec<Microphone>> {
    listed().inspect_err(|error| tracing::debug!(?error, "no sound server answers")).ok()
}

fn listed() -> Result<Vec<Microphone>, ProtocolError> {
    let mut server = Server::connect()?;
    let default = server.ask::<ServerInfo>(&Command::GetServerInfo)?.default_source_name;
    let sources = server.sources()?.into_iter().filter(|source| !is_monitor(source));
    let known = sources.filter_map(|source| {
        // ALSA has no other way to say a quote.
        let id = source.name.to_str().ok().filter(|name| !name.contains('\''))?;
        let name = source.description.as_ref().unwrap_or(&source.name).to_string_lossy().into_owned();
        Some(Microphone {
            id: format!("{WAY}{id}"),
            name,
            is_default: Some(&source.name) == default.as_ref(),
        })
    });
    Ok(known.collect())
}

/// ALSA's name of a microphone of the server.
pub(in crate::source::microphone) fn name_of(id: &str) -> Option<String> {
    id.strip_prefix(WAY).map(|source| format!("{WAY}'{source}'"))
}

/// Whether the server is there and does not let this program in.
pub(in crate::source::microphone) fn is_refused() -> bool {
    match Server::connect() {
        Err(ProtocolError::ServerError(error)) => {
            matches!(error, PulseError::AccessDenied | PulseError::AuthKey)
        }
        Err(ProtocolError::Io(error)) => error.kind() == ErrorKind::PermissionDenied,
        _ => false,
    }
}

/// Whether a source is the sound that a loudspeaker plays, and no microphone.
fn is_monitor(source: &SourceInfo) -> bool {
    source.monitor_of_sink_index.is_some()
}

/// Tells when the server moves this program's stream, until this value is dropped.
pub(in crate::source::microphone) struct Watch {
    _end: Sender<()>,
}

impl Watch {
    pub(in crate::source::microphone) fn begin(sink: Sink) -> Self {
        let (end, ended) = channel();
        // Without this thread the stream works as well, but a move is not told.
        let watching = thread::Builder::new().name("moves".into()).spawn(move || watch(&sink, &ended));
        if let Err(error) = watching {
            tracing::warn!(%error, "the microphone is not watched");
        }
        Self { _end: end }
    }
}

/// Watches the stream. Ends early where the stream is not one of the server's.
fn watch(sink: &Sink, ended: &Receiver<()>) -> Result<(), ProtocolError> {
    let (mut news, mut server) = (Server::connect()?, Server::connect()?);
    news.subscribe()?;
    let Some(stream) = server.own_stream()? else { return Ok(()) };
    let (mut source, mut was_monitor) = (stream.source_index, server.hears_monitor(stream.source_index)?);
    while ended.try_recv() == Err(TryRecvError::Empty) {
        let is_ours = |event: &SubscriptionEvent| {
            event.event_facility == SubscriptionEventFacility::SourceOutput
                && event.event_type == SubscriptionEventType::Changed
                && event.index == Some(stream.index)
        };
        if !news.event()?.as_ref().is_some_and(is_ours) {
            continue;
        }
        let now = server.ask::<SourceOutputInfo>(&Command::GetSourceOutputInfo(stream.index))?.source_index;
        if now == source {
            continue;
        }
        let is_monitor = server.hears_monitor(now)?;
        // When the last microphone goes, the server lets the stream hear a loudspeaker.
        let is_lost = is_monitor && !was_monitor;
        (source, was_monitor) = (now, is_monitor);
        sink.trouble(if is_lost { Trouble::Lost } else { Trouble::Changed });
    }
    Ok(())
}

/// A connection to the server.
struct Server {
    line: BufReader<UnixStream>,
    version: u16,
}

impl Server {
    fn connect() -> Result<Self, ProtocolError> {
        let address =
            pulseaudio::socket_path_from_env().ok_or(ErrorKind::NotFound).map_err(std::io::Error::from)?;
        let line = UnixStream::connect(address)?;
        line.set_read_timeout(Some(PATIENCE))?;
        line.set_write_timeout(Some(PATIENCE))?;
        let mut server = Self { line: BufReader::new(line), version: MAX_VERSION };
        let cookie = pulseaudio::cookie_path_from_env().and_then(|path| std::fs::read(path).ok());
        let mut cookie = cookie.unwrap_or_default();
        // Without a cookie, zeros of the same length are sent.
        cookie.resize(COOKIE, 0);
        let auth = AuthParams { version: MAX_VERSION, supports_shm: false, supports_memfd: false, cookie };
        let reply: AuthReply = server.ask(&Command::Auth(auth))?;
        server.version = reply.version.min(MAX_VERSION);
        let mut props = Props::new();
        props.set(Prop::ApplicationName, c"Conversas");
        server.ask::<SetClientNameReply>(&Command::SetClientName(props))?;
        Ok(server)
    }

    /// Asks one question after the other, so the numbers of messages are not compared.
    fn ask<T: CommandReply>(&mut self, question: &Command) -> Result<T, ProtocolError> {
        write_command_message(self.line.get_mut(), 0, question, self.version)?;
        read_reply_message(&mut self.line, self.version).map(|(_, reply)| reply)
    }

    fn sources(&mut self) -> Result<Vec<SourceInfo>, ProtocolError> {
        self.ask::<SourceInfoList>(&Command::GetSourceInfoList)
    }

    fn hears_monitor(&mut self, index: u32) -> Result<bool, ProtocolError> {
        Ok(self.sources()?.iter().any(|source| source.index == index && is_monitor(source)))
    }

    /// The newest stream of this program that records.
    fn own_stream(&mut self) -> Result<Option<SourceOutputInfo>, ProtocolError> {
        let me = format!("{}\0", std::process::id()).into_bytes();
        let all = self.ask::<SourceOutputInfoList>(&Command::GetSourceOutputInfoList)?.into_iter();
        let own = all.filter(|stream| stream.props.get(Prop::ApplicationProcessId) == Some(&me));
        Ok(own.max_by_key(|stream| stream.index))
    }

    fn subscribe(&mut self) -> Result<(), ProtocolError> {
        let wish = Command::Subscribe(SubscriptionMask::SOURCE_OUTPUT);
        write_command_message(self.line.get_mut(), 0, &wish, self.version)?;
        read_ack_message(&mut self.line).map(drop)
    }

    /// Waits for the next event; none if that took too long.
    fn event(&mut self) -> Result<Option<SubscriptionEvent>, ProtocolError> {
        match self.line.fill_buf() {
            Ok([]) => return Err(ErrorKind::UnexpectedEof).map_err(|kind| std::io::Error::from(kind).into()),
            Ok(_) => {}
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                return Ok(None);
            }
            Err(error) => return Err(error.into()),
        }
        match read_command_message(&mut self.line, self.version)?.1 {
            Command::SubscribeEvent(event) => Ok(Some(event)),
            _ => Ok(None),
        }
    }
}
