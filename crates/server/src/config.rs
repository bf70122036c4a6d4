//! The configuration of the server.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::RangedI64ValueParser;
use conversas_domain::attachment::DEFAULT_FILE_LIMIT;
use conversas_protocol::{Demo, OLDEST};

use crate::Clock;
use crate::origin::Proxies;

mod limits;

pub use limits::{ConnectionLimits, NotSeconds, PersonLimits, Seconds};

/// The configuration of a server, complete at its start.
#[derive(Debug, Clone)]
pub struct Config {
    /// The folder of everything that is kept; made by [`init`](crate::init).
    pub data: PathBuf,
    /// The address to listen on. Port 0 takes any free one.
    pub listen: SocketAddr,
    /// The example accounts that the sign-in page offers, of a folder with example schools; none at a real school's server.
    pub demo: Option<Demo>,
    /// The clock by which the server tells the time.
    pub clock: Clock,
    /// The settings for files that people send.
    pub files: FileConfig,
    /// The proxies whose word counts for the origin of a request.
    pub proxies: Proxies,
    /// The limits of connections.
    pub connections: ConnectionLimits,
    /// The limits of one person's requests.
    pub people: PersonLimits,
    /// The number of free bytes, on the disk of the data or of the files, below which the server says that it
    /// is not ready.
    pub least_free: u64,
    /// The number of days for which each kind of record is kept.
    pub keeping: Keeping,
    /// The oldest version of the protocol that an app may speak; an older app is told to be updated.
    pub oldest_app: u32,
}

/// The number of days for which each kind of record is kept (rule 33). Messages are kept for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::Args)]
pub struct Keeping {
    /// Days that the log of changes goes back: a device that was away for longer loads everything anew.
    #[arg(id = "keep-events-days", long = "keep-events-days", default_value_t = Keeping::DEFAULT.events, value_parser = days(1))]
    pub events: u32,
    /// Days after which an operation that is sent again is not known any more.
    #[arg(id = "keep-receipts-days", long = "keep-receipts-days", default_value_t = Keeping::DEFAULT.receipts, value_parser = days(1))]
    pub receipts: u32,
    /// Days after which a refused operation that is sent again is not known any more.
    #[arg(id = "keep-refused-days", long = "keep-refused-days", default_value_t = Keeping::DEFAULT.refused, value_parser = days(1))]
    pub refused: u32,
    /// Days for which is kept what administrators were shown.
    #[arg(id = "keep-looks-days", long = "keep-looks-days", default_value_t = Keeping::DEFAULT.looks, value_parser = days(1))]
    pub looks: u32,
    /// Days without use after which a device has to sign in again. At least two: its use is written down once a day.
    #[arg(id = "keep-devices-days", long = "keep-devices-days", default_value_t = Keeping::DEFAULT.devices, value_parser = days(2))]
    pub devices: u32,
    /// Days for which a revoked device is remembered: it is told so, and erases what it has.
    #[arg(id = "keep-revoked-days", long = "keep-revoked-days", default_value_t = Keeping::DEFAULT.revoked, value_parser = days(1))]
    pub revoked: u32,
}

/// Parses a number of days, at least `least`: the very next sweep may not take a record that was just made.
pub fn days(least: i64) -> RangedI64ValueParser<u32> {
    RangedI64ValueParser::new().range(least..)
}

impl Keeping {
    /// The number of days of each kind if the command line says nothing.
    pub const DEFAULT: Keeping =
        Keeping { events: 60, receipts: 180, refused: 30, looks: 730, devices: 90, revoked: 730 };
}

/// The limits of uploads that are in no message yet, so that nobody fills the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// The number of files of one person.
    pub files_of_person: u64,
    /// The number of bytes of one person's files.
    pub bytes_of_person: u64,
    /// The number of files of all people of a school.
    pub files_of_school: u64,
    /// The number of bytes of a school's files.
    pub bytes_of_school: u64,
}

impl Quota {
    /// The limits if the command line says nothing: 400 files and 2 GiB of one person, 5,000 files and 50 GiB
    /// of a school.
    pub const DEFAULT: Quota = Quota {
        files_of_person: 400,
        bytes_of_person: 2 << 30,
        files_of_school: 5_000,
        bytes_of_school: 50 << 30,
    };
}

/// The number of free bytes with which a server can go on writing: a day of a large school's messages and
/// some files.
pub const LEAST_FREE: u64 = 512 * 1024 * 1024;

/// The settings for files that people send.
#[derive(Debug, Clone)]
pub struct FileConfig {
    /// The largest file, in bytes.
    pub limit: u64,
    /// The place of the contents; none: a folder beside the database.
    pub place: Option<FilePlace>,
    /// The virus scanner; none: files are not scanned.
    pub scanner: Option<ScannerPlace>,
    /// The limits of files that wait to be sent.
    pub quota: Quota,
    /// The number of days after which a complete file is removed that was not sent.
    pub unsent_days: u32,
}

impl FileConfig {
    /// The value of [`FileConfig::unsent_days`] if the command line says nothing.
    pub const UNSENT_DAYS: u32 = 7;
}

/// The place where contents are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilePlace {
    /// A folder.
    Folder(PathBuf),
    /// `s3://bucket/prefix`; credentials, region and endpoint come from the environment (`AWS_…`).
    S3(String),
}

/// The address at which a clamd listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScannerPlace {
    /// Host and port.
    Tcp(String),
    /// A socket on this machine.
    #[cfg(unix)]
    Unix(PathBuf),
}

/// An address that cannot be parsed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected {0}")]
pub struct NotAPlace(&'static str);

impl Config {
    /// Makes the configuration of a folder, served on a free loopback port.
    pub fn new(data: impl Into<PathBuf>) -> Config {
        Config {
            data: data.into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            demo: None,
            clock: Clock::System,
            files: FileConfig::default(),
            proxies: Proxies::default(),
            connections: ConnectionLimits::default(),
            people: PersonLimits::default(),
            least_free: LEAST_FREE,
            keeping: Keeping::DEFAULT,
            oldest_app: OLDEST,
        }
    }

    /// Answers the folders that the server writes to.
    pub(crate) fn folders(&self) -> Vec<PathBuf> {
        let files = match &self.files.place {
            Some(FilePlace::Folder(folder)) => Some(folder.clone()),
            Some(FilePlace::S3(_)) | None => None,
        };
        [self.data.clone()].into_iter().chain(files).collect()
    }
}

impl Default for FileConfig {
    fn default() -> Self {
        FileConfig {
            limit: DEFAULT_FILE_LIMIT,
            place: None,
            scanner: None,
            quota: Quota::DEFAULT,
            unsent_days: FileConfig::UNSENT_DAYS,
        }
    }
}

impl FromStr for FilePlace {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        match text.split_once("://") {
            Some(("s3", rest)) if !rest.is_empty() => Ok(FilePlace::S3(text.to_owned())),
            None if !text.is_empty() => Ok(FilePlace::Folder(text.into())),
            _ => Err(NotAPlace("a folder, or s3://BUCKET/PREFIX")),
        }
    }
}

impl FromStr for ScannerPlace {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        match text.split_once(':') {
            #[cfg(unix)]
            Some(("unix", path)) if path.starts_with('/') => Ok(ScannerPlace::Unix(path.into())),
            Some(("tcp", address))
                if address.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok()) =>
            {
                Ok(ScannerPlace::Tcp(address.trim_start_matches('/').to_owned()))
            }
            _ => Err(NotAPlace("tcp:HOST:PORT, or unix:/PATH")),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(clap::Parser)]
    struct Told {
        #[command(flatten)]
        keeping: Keeping,
    }

    #[test]
    fn nothing_is_kept_for_no_day_at_all() {
        let told = |option: &str, days: &str| {
            Told::try_parse_from(["serve", option, days])
                .map(|told| told.keeping)
                .map_err(|error| error.kind())
        };
        let wrong = Err(clap::error::ErrorKind::ValueValidation);
        for kept in ["events", "receipts", "refused", "looks", "devices", "revoked"] {
            let option = format!("--keep-{kept}-days");
            assert_eq!(told(&option, "0"), wrong, "{option}");
            assert_eq!(told(&option, "1").is_ok(), kept != "devices", "{option}");
        }
        assert_eq!(told("--keep-devices-days", "2"), Ok(Keeping { devices: 2, ..Keeping::DEFAULT }));
    }

    #[test]
    fn places_are_read_or_refused() {
        assert_eq!("/srv/files".parse(), Ok(FilePlace::Folder("/srv/files".into())));
        assert_eq!("s3://b/escola".parse(), Ok(FilePlace::S3("s3://b/escola".into())));
        for wrong in ["", "s3://", "ftp://x"] {
            assert!(wrong.parse::<FilePlace>().is_err(), "{wrong}");
        }
        assert_eq!("tcp:127.0.0.1:3310".parse(), Ok(ScannerPlace::Tcp("127.0.0.1:3310".into())));
        assert_eq!("tcp://av:3310".parse(), Ok(ScannerPlace::Tcp("av:3310".into())));
        assert_eq!("unix:/run/clamd.ctl".parse(), Ok(ScannerPlace::Unix("/run/clamd.ctl".into())));
        for wrong in ["", "127.0.0.1:3310", "tcp:host", "unix:relative"] {
            assert!(wrong.parse::<ScannerPlace>().is_err(), "{wrong}");
        }
    }
}
