//! Looking words up with a program of the reader's: what it writes is listed.

use std::io::{self, Read};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::app::Input;
use crate::config::Opener;
use crate::layout::{clean, fit};
use crate::session::report::report;
use crate::term::Post;

/// The most that is read of an answer, in bytes: more than any entry of a dictionary has.
const MOST: u64 = 1 << 17;
/// The longest words that are looked up, in bytes.
const LONGEST: usize = 400;
/// How long a program may take for what it says to be of interest still. One with a window of its own
/// ends when that is closed, and has nothing to say then.
const SOON: Duration = Duration::from_secs(15);

/// Begins to look words up, and gives what to say meanwhile.
pub(in crate::session) fn look_up(words: &str, opener: Option<&Opener>, post: Post) -> String {
    // What a text has must not be taken for an option.
    let bare = words.trim_start_matches('-').trim().to_owned();
    let Some(opener) = opener else {
        return "No program looks words up. The config sets one: [open] word = \"sdcv -n {}\""
            .to_owned();
    };
    if bare.is_empty() || bare.len() > LONGEST {
        return "These are not words that can be looked up: w chooses one alone.".to_owned();
    }
    let (program, arguments) = opener.command(&bare);
    let (program, said) = (program.to_owned(), format!("Looking up {} …", fit(&bare, 40)));
    std::thread::spawn(move || {
        let begun = Instant::now();
        let answer = answer(&program, &arguments);
        if begun.elapsed() > SOON {
            return;
        }
        let input = match answer {
            Ok(answer) if !answer.trim().is_empty() => Input::Answer { words: bare, answer },
            Ok(_) => Input::Tell(format!("{} says nothing of it.", clean(&program))),
            Err(error) => {
                Input::Tell(format!("{} could not be started: {error}.", clean(&program)))
            }
        };
        report(&post, |session| session.give(input));
    });
    said
}

/// What a program writes. It has nothing of the terminal.
fn answer(program: &str, arguments: &[String]) -> io::Result<String> {
    let mut command = Command::new(program);
    let command = command.args(arguments).stdin(Stdio::null()).stderr(Stdio::null());
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let mut bytes = Vec::new();
    let read = child.stdout.take().map(|out| out.take(MOST).read_to_end(&mut bytes));
    // Whoever has more to say than is read is not waited for.
    if bytes.len() as u64 >= MOST {
        let _ = child.kill();
    }
    child.wait()?;
    read.transpose()?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
