//! Conversations that are put together with random numbers.

use crate::cast::SchoolCast;
use crate::dice::Dice;
use crate::script::{Chapter, End, Thread};
use crate::topics::{self, Topic};

const DAY: i64 = 24 * 60;

/// Adds the school's everyday conversations, in places that no story has taken.
pub(super) fn add(cast: &SchoolCast, dice: &mut Dice, threads: &mut Vec<Thread>) {
    let mut free: Vec<(usize, usize)> = Vec::new();
    for (channel, place) in cast.channels.iter().enumerate() {
        for (student, child) in cast.students.iter().enumerate() {
            let taken = threads.iter().any(|t| t.channel == channel && t.student == student);
            if !taken && place.serves(child) {
                free.push((channel, student));
            }
        }
    }
    for turn in 0..cast.chatter {
        if free.is_empty() {
            return;
        }
        let (channel, student) = free.swap_remove(dice.below(free.len()));
        threads.push(thread(cast, dice, channel, student, turn));
    }
}

fn thread(cast: &SchoolCast, dice: &mut Dice, channel: usize, student: usize, turn: usize) -> Thread {
    let members: Vec<usize> =
        (0..cast.staff.len()).filter(|index| cast.staff[*index].channels.contains(&channel)).collect();
    let first = dice.below(members.len());
    let guardians = cast.students[student].guardians.len();
    let starter = dice.below(guardians);
    let subjects = topics::of(cast.channels[channel].kind);
    let mut subject = dice.below(subjects.len());
    let mut chapters = Vec::new();
    let mut ended = dice.between(70, 200) * DAY;
    for _ in 0..dice.below(3) {
        chapters.push(past(dice, subjects[subject], ended));
        subject = (subject + 1) % subjects.len();
        ended = dice.between(10, 20) * DAY + ended / 4;
    }
    chapters.push(current(dice, subjects[subject], turn));
    Thread {
        channel,
        student,
        starter,
        second: (starter + 1) % guardians,
        staff: [members[first], members[(first + 1) % members.len()]],
        chapters,
        encore: None,
    }
}

fn past(dice: &mut Dice, topic: Topic, ended: i64) -> Chapter {
    let end = if dice.percent(60) { rated(dice) } else { End::Finished };
    Chapter { ended, pace: dice.between(4, 90), end, lines: topic.to_vec() }
}

/// Makes the current ticket; the statuses take turns.
fn current(dice: &mut Dice, topic: Topic, turn: usize) -> Chapter {
    let answered = topic.iter().position(|line| !line.starts_with("f:")).unwrap_or(topic.len());
    match turn % 5 {
        // The family waits, since minutes or days; a topic that the school begins cannot wait.
        0 | 3 if answered > 0 => Chapter {
            ended: [7, 55, 180, 26 * 60, 3 * DAY][turn / 2 % 5] + dice.between(0, 30),
            pace: dice.between(1, 6),
            end: End::Open,
            lines: topic[..answered].to_vec(),
        },
        0 | 1 | 3 => {
            let said = dice.between(answered as i64 + 1, topic.len() as i64);
            Chapter {
                ended: dice.between(12, 2 * DAY),
                pace: dice.between(3, 40),
                end: End::Open,
                lines: topic[..usize::try_from(said).unwrap_or(topic.len())].to_vec(),
            }
        }
        2 => Chapter {
            ended: dice.between(5 * 60, 4 * DAY),
            pace: dice.between(3, 40),
            end: End::Finished,
            lines: topic.to_vec(),
        },
        _ => Chapter {
            ended: dice.between(DAY, 8 * DAY),
            pace: dice.between(3, 40),
            end: rated(dice),
            lines: topic.to_vec(),
        },
    }
}

fn rated(dice: &mut Dice) -> End {
    let rating = [5, 5, 4, 5, 3, 4, 5, 2][dice.below(8)];
    let comment = dice.percent(40).then(|| topics::COMMENTS[dice.below(topics::COMMENTS.len())]);
    End::Rated(rating, comment)
}
