//! `conversas-server`: makes the folder of a new server, serves the schools of one, makes their devices download again, or
//! prints the description of its interface.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use conversas_demo::{Account, PASSWORD};
use conversas_domain::attachment::DEFAULT_FILE_LIMIT;
use conversas_domain::person::Role;
use conversas_server::config::{ConnectionLimits, LEAST_FREE, PersonLimits, days};
use conversas_server::origin::{Cidr, ForwardedHeader, Proxies};
use conversas_server::{
    Clock, Config, FileConfig, FilePlace, Keeping, Quota, ScannerPlace, download_again, init, openapi,
    security_log, start,
};
use tracing_subscriber::EnvFilter;

/// The number of families of each school that are printed, one on a line.
const FAMILIES_SHOWN: usize = 5;
/// The largest limit for files: every reader of JSON gets a number up to this one exactly.
const LARGEST_FILE: u64 = conversas_domain::exact::LARGEST.unsigned_abs();

#[derive(Parser)]
#[command(version, about = "The sync server of Conversas")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes the data of a new server in a folder.
    Init(Init),
    /// Answers devices until it is told to stop.
    Serve(Box<Serve>),
    /// Makes all devices download everything again, after damaged rows were repaired: for a server that does not run.
    DownloadAgain(DownloadAgain),
    /// Prints the OpenAPI document.
    Openapi,
}

#[derive(Args)]
struct Init {
    /// Folder for everything that is kept; made if missing.
    #[arg(long)]
    data: PathBuf,
}

#[derive(Args)]
struct DownloadAgain {
    /// Folder for everything that is kept, made by `init`.
    #[arg(long)]
    data: PathBuf,
}

#[derive(Args)]
struct Serve {
    /// Folder for everything that is kept, made by `init`; with --demo made if missing.
    #[arg(long)]
    data: PathBuf,
    /// Address and port; port 0 takes any free one.
    #[arg(long, default_value = "127.0.0.1:4780")]
    listen: SocketAddr,
    /// Fills a folder of its own with three example schools and prints their accounts.
    #[arg(long)]
    demo: bool,
    /// So many generated conversations more, and one thread with so many messages.
    #[arg(long, requires = "demo", default_value_t = 0)]
    size: u32,
    /// Largest file that may be sent, in bytes.
    #[arg(long, default_value_t = DEFAULT_FILE_LIMIT, value_parser = clap::value_parser!(u64).range(1..=LARGEST_FILE))]
    max_file_bytes: u64,
    /// Where files are kept: a folder, or s3://BUCKET/PREFIX; else a folder beside the database.
    #[arg(long)]
    files: Option<FilePlace>,
    /// A clamd that looks into every file: tcp:HOST:PORT or unix:/PATH. Without one: --no-scanner.
    #[arg(long, conflicts_with = "no_scanner")]
    scanner: Option<ScannerPlace>,
    /// A reverse proxy in front, by address or range: what it says of where a request comes from counts. May be repeated.
    #[arg(long = "trusted-proxy", env = "CONVERSAS_TRUSTED_PROXY", value_delimiter = ',')]
    trusted_proxies: Vec<Cidr>,
    /// The header in which it says so.
    #[arg(long, value_enum, default_value_t = ForwardedHeader::XForwardedFor)]
    forwarded_header: ForwardedHeader,
    #[command(flatten)]
    connections: ConnectionLimits,
    #[command(flatten)]
    people: PersonLimits,
    /// Below so many free bytes on the disk of the data, /readyz answers 503.
    #[arg(long, default_value_t = LEAST_FREE)]
    min_free_bytes: u64,
    /// Nobody looks for viruses in what people send.
    #[arg(long)]
    no_scanner: bool,
    /// Days after which a complete file goes away that was not sent.
    #[arg(long, default_value_t = FileConfig::UNSENT_DAYS, value_parser = days(1))]
    keep_unsent_days: u32,
    /// Files of one person that may wait to be sent.
    #[arg(long, default_value_t = Quota::DEFAULT.files_of_person)]
    unsent_files_of_person: u64,
    /// Their bytes.
    #[arg(long, default_value_t = Quota::DEFAULT.bytes_of_person)]
    unsent_bytes_of_person: u64,
    /// Files of all people of a school that may wait to be sent.
    #[arg(long, default_value_t = Quota::DEFAULT.files_of_school)]
    unsent_files_of_school: u64,
    /// Their bytes.
    #[arg(long, default_value_t = Quota::DEFAULT.bytes_of_school)]
    unsent_bytes_of_school: u64,
    #[command(flatten)]
    keeping: Keeping,
    /// How log lines look.
    #[arg(long, value_enum, default_value_t = Log::Compact)]
    log: Log,
}

#[derive(Clone, Copy, ValueEnum)]
enum Log {
    Compact,
    Json,
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Serve(serve) => {
            write_logs(serve.log);
            tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(run(*serve))
        }
        Command::Init(Init { data }) => {
            init(&data)?;
            println!("Conversas data was made in {}", data.display());
            Ok(())
        }
        Command::DownloadAgain(DownloadAgain { data }) => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(download_again(&data))?;
            println!("All devices of {} will download everything again", data.display());
            Ok(())
        }
        Command::Openapi => {
            println!("{}", openapi::document().to_pretty_json()?);
            Ok(())
        }
    }
}

fn write_logs(log: Log) {
    let chosen = std::env::var(EnvFilter::DEFAULT_ENV).unwrap_or_else(|_| "info".to_owned());
    // The security log stays on under a filter for fewer lines about requests, unless the filter names it.
    let security = format!("{}=info", security_log::TARGET);
    let all = if chosen.contains(security_log::TARGET) { chosen } else { format!("{chosen},{security}") };
    let (filter, unread) = match EnvFilter::try_new(all) {
        Ok(filter) => (filter, None),
        Err(error) => (EnvFilter::new("info"), Some(error)),
    };
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match log {
        Log::Compact => lines.compact().init(),
        Log::Json => lines.json().init(),
    }
    if let Some(error) = unread {
        tracing::warn!(%error, "the choice of what is logged cannot be read");
    }
}

async fn run(serve: Serve) -> anyhow::Result<()> {
    if serve.scanner.is_none() && !serve.no_scanner && !serve.demo {
        anyhow::bail!("--scanner PLACE names the virus scanner; --no-scanner goes without one");
    }
    if serve.scanner.is_none() && !serve.demo {
        tracing::warn!("no virus scanner: what people send is not looked into (see --scanner)");
    }
    let files = FileConfig {
        limit: serve.max_file_bytes,
        place: serve.files,
        scanner: serve.scanner,
        quota: Quota {
            files_of_person: serve.unsent_files_of_person,
            bytes_of_person: serve.unsent_bytes_of_person,
            files_of_school: serve.unsent_files_of_school,
            bytes_of_school: serve.unsent_bytes_of_school,
        },
        unsent_days: serve.keep_unsent_days,
    };
    let config = Config {
        data: serve.data,
        listen: serve.listen,
        demo: None,
        clock: Clock::System,
        files,
        proxies: Proxies { trusted: serve.trusted_proxies, header: serve.forwarded_header },
        connections: serve.connections,
        people: serve.people,
        least_free: serve.min_free_bytes,
        keeping: serve.keeping,
        oldest_app: conversas_protocol::OLDEST,
    };
    let (server, accounts) = match serve.demo {
        true => conversas_demo::start(config, serve.size).await?,
        false => (start(config).await?, Vec::new()),
    };
    announce(server.addr(), &accounts);
    told_to_stop().await?;
    tracing::info!("stopping");
    server.stop().await;
    Ok(())
}

/// Prints the address of the server and, for a demonstration, the accounts to sign in with: all staff, and
/// some families of each school.
fn announce(addr: SocketAddr, accounts: &[Account]) {
    println!("Conversas at http://{addr}");
    let mut school = "";
    let mut families = 0;
    for account in accounts {
        if account.school != school {
            school = &account.school;
            families = 0;
            println!("\n{school} (password of everybody: {PASSWORD})");
        }
        families += usize::from(account.role == Role::Guardian);
        if families <= FAMILIES_SHOWN {
            let Account { email, name, role, about, .. } = account;
            let role = match role {
                Role::Guardian => "family",
                Role::Staff => "staff",
                Role::Admin => "admin",
            };
            println!("  {email:38} {role:7} {name}: {}", about.join(", "));
        }
    }
}

#[cfg(unix)]
async fn told_to_stop() -> std::io::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        result = tokio::signal::ctrl_c() => result,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn told_to_stop() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_wait_to_be_sent_are_kept_for_a_day_at_least() {
        let told = |days| {
            let told =
                ["conversas-server", "serve", "--data", "x", "--no-scanner", "--keep-unsent-days", days];
            Cli::try_parse_from(told).map(drop).map_err(|error| error.kind())
        };
        assert_eq!(told("0"), Err(clap::error::ErrorKind::ValueValidation));
        assert_eq!(told("1"), Ok(()));
    }

    #[test]
    fn who_serves_says_whether_files_are_looked_into() {
        let told = Cli::try_parse_from(["conversas-server", "serve", "--data", "nowhere"]);
        let Ok(Cli { command: Command::Serve(serve) }) = told else { panic!("a command") };
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let refused = runtime.block_on(run(*serve)).expect_err("nothing is said about a scanner");
        assert!(refused.to_string().contains("--no-scanner"), "{refused}");
    }
}
