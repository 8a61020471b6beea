//! What is the reader's own: the config file → what holds for a session, and what is wrong with it.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::session::ending::Ending;
use crate::session::out::said::write_out;
use crate::settings::Theme;

/// The most of a config that is read, in bytes: ten times what all that can be set takes.
const LARGEST: u64 = 1 << 18;

/// What a reader has set, and where.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// What is set.
    pub config: Config,
    /// The file; `None` where there is no home.
    path: Option<PathBuf>,
    /// Why it cannot be read.
    unread: Option<String>,
}

/// Reads the config, `ibid/config.toml` in `$XDG_CONFIG_HOME`, else in `~/.config` (XDG Base
/// Directory Specification). Where there is none, nothing is set.
pub fn own() -> Own {
    use etcetera::BaseStrategy;
    let folders = etcetera::choose_base_strategy().ok();
    let Some(path) = folders.map(|folders| folders.config_dir().join("ibid").join("config.toml"))
    else {
        return Own::default();
    };
    match read_file(&path) {
        Ok(Some(source)) => Own { config: Config::read(&source), path: Some(path), unread: None },
        Ok(None) => Own { path: Some(path), ..Own::default() },
        Err(error) => {
            let unread = Some(format!("{} could not be read: {error}.", path.display()));
            Own { path: Some(path), unread, ..Own::default() }
        }
    }
}

/// The words of a file, if there is one.
fn read_file(path: &Path) -> io::Result<Option<String>> {
    let kind = match std::fs::metadata(path) {
        Ok(kind) => kind,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    // A pipe would be waited for, and a device may have no end.
    if !kind.is_file() {
        return Err(io::Error::other("it is no plain file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other("it is too large for a config"));
    }
    String::from_utf8(bytes).map(Some).map_err(|_| io::Error::other("it is not in UTF-8"))
}

impl Own {
    /// What is wrong with the config, in one sentence, for a reader who has just opened a text.
    pub(super) fn warning(&self) -> Option<String> {
        if self.unread.is_some() {
            return self.unread.clone();
        }
        let mistakes = &self.config.mistakes;
        let first = mistakes.first()?;
        let more = match mistakes.len() {
            1 => String::new(),
            many => format!("; ibid config --check says all {many}"),
        };
        Some(format!("config.toml, {first}{more}"))
    }

    /// The theme of this name.
    ///
    /// # Errors
    /// Says which there are.
    pub fn theme(&self, name: &str) -> Result<Theme, String> {
        let names = self.config.palettes.names();
        names.theme(name).ok_or_else(|| {
            let known: Vec<&str> = names.all().map(|(name, _)| name).collect();
            let name = crate::layout::fit(name, 40);
            format!(
                "There is no theme {name}. Themes are: {}.\n\
                 For more information, try '--help'.\n",
                known.join(", ")
            )
        })
    }

    /// Says on standard output what is wrong with the config, and gives whether anything is.
    ///
    /// # Errors
    /// Passes on what the system reports.
    pub fn check(&self) -> io::Result<Ending> {
        let Some(path) = &self.path else {
            write_out("There is no home folder, and no config.\n")?;
            return Ok(Ending::Wrong);
        };
        let shown = path.display();
        let said = match (&self.unread, &self.config.mistakes[..]) {
            (Some(unread), _) => format!("{unread}\n"),
            (None, []) if path.exists() => {
                write_out(&format!("{shown}: nothing is wrong.\n"))?;
                return Ok(Ending::Quit);
            }
            (None, []) => {
                write_out(&format!("{shown}: there is no such file; nothing is set.\n"))?;
                return Ok(Ending::Quit);
            }
            (None, mistakes) => {
                mistakes.iter().map(|mistake| format!("{shown}, {mistake}\n")).collect()
            }
        };
        write_out(&said)?;
        Ok(Ending::Wrong)
    }
}
