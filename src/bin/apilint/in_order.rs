//! Work on many inputs by several threads, whose results are taken in the order of the inputs: few are held at a time,
//! however many there are.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use apilint::work::STACK;

/// Results that may wait for an earlier one, by thread.
const WAITING: usize = 8;

/// Works on every input, by so many threads, and gives each result to `take`, in the order of the inputs. It stops at the first
/// result that is not taken. The thread that asks is one of them: it takes what is there, and works while nothing is. What cannot
/// be started is done without.
pub fn in_order<I: Sync, R: Send, E>(
    inputs: &[I],
    threads: NonZero<usize>,
    work: impl Fn(&I) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads.get().min(inputs.len());
    if threads < 2 {
        return inputs.iter().try_for_each(|input| take(work(input)));
    }
    let line = Line {
        state: Mutex::new(State {
            next: 0,
            wanted: 0,
            early: BTreeMap::new(),
            asleep: 0,
            is_over: false,
        }),
        changed: Condvar::new(),
        count: inputs.len(),
        most: WAITING * threads,
    };
    thread::scope(|scope| {
        // Whatever ends this, a panic included, the threads are sent home.
        let _closing = Closing(&line);
        for _ in 1..threads {
            let helper = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || {
                // A thread that panics would leave a gap that is waited for.
                let closing = Closing(&line);
                while let Some(rank) = line.start() {
                    line.done(rank, work(&inputs[rank]));
                }
                std::mem::forget(closing);
            });
            if helper.is_err() {
                break;
            }
        }
        for _ in inputs {
            let result = loop {
                match line.turn() {
                    Turn::Take(result) => break result,
                    Turn::Work(rank) => line.done(rank, work(&inputs[rank])),
                    Turn::Over => return Ok(()),
                }
            };
            take(result)?;
        }
        Ok(())
    })
}

/// The results that wait for their turn.
struct Line<R> {
    state: Mutex<State<R>>,
    /// Told whenever the state changes.
    changed: Condvar,
    /// How many inputs there are.
    count: usize,
    /// How many of them may be ahead of the result that is wanted.
    most: usize,
}

struct State<R> {
    /// The input that a thread starts next.
    next: usize,
    /// The result that is taken next.
    wanted: usize,
    /// Results that are not taken yet.
    early: BTreeMap<usize, R>,
    /// Threads that wait for a change: where there are none, nobody is told.
    asleep: usize,
    /// Nobody takes results any more, or one will never come.
    is_over: bool,
}

/// What the thread that takes results does next.
enum Turn<R> {
    /// Takes the one that is wanted.
    Take(R),
    /// Works on this input.
    Work(usize),
    /// Goes: the result will never come.
    Over,
}

impl<R> Line<R> {
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'l>(&self, mut state: MutexGuard<'l, State<R>>) -> MutexGuard<'l, State<R>> {
        state.asleep += 1;
        let mut state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        state.asleep -= 1;
        state
    }

    /// Lets go of the state, and tells who waits that it changed.
    fn tell(&self, state: MutexGuard<'_, State<R>>) {
        let is_awaited = state.asleep > 0;
        drop(state);
        if is_awaited {
            self.changed.notify_all();
        }
    }

    /// The next input, unless too many results wait.
    fn begin(&self, state: &mut State<R>) -> Option<usize> {
        let rank = state.next;
        let may_start = rank < self.count && rank < state.wanted + self.most;
        may_start.then(|| {
            state.next += 1;
            rank
        })
    }

    /// The input to work on next; none when all are started. Waits where too many results do.
    fn start(&self) -> Option<usize> {
        let mut state = self.lock();
        loop {
            if state.is_over || state.next == self.count {
                return None;
            }
            if let Some(rank) = self.begin(&mut state) {
                return Some(rank);
            }
            state = self.wait(state);
        }
    }

    fn done(&self, rank: usize, result: R) {
        let mut state = self.lock();
        state.early.insert(rank, result);
        self.tell(state);
    }

    /// What is next for the thread that takes results. It waits where there is nothing to do.
    fn turn(&self) -> Turn<R> {
        let mut state = self.lock();
        loop {
            let wanted = state.wanted;
            if let Some(result) = state.early.remove(&wanted) {
                state.wanted += 1;
                self.tell(state);
                return Turn::Take(result);
            }
            if state.is_over {
                return Turn::Over;
            }
            if let Some(rank) = self.begin(&mut state) {
                return Turn::Work(rank);
            }
            state = self.wait(state);
        }
    }
}

/// Ends the work when it goes.
struct Closing<'l, R>(&'l Line<R>);

impl<R> Drop for Closing<'_, R> {
    fn drop(&mut self) {
        self.0.lock().is_over = true;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn threads(count: usize) -> NonZero<usize> {
        NonZero::new(count).expect("there is one at least")
    }

    #[test]
    fn results_come_in_order_and_few_wait() {
        let inputs: Vec<usize> = (0..500).collect();
        let (started, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |rank: &usize| {
            let ahead = started.fetch_add(1, Ordering::SeqCst) - taken.load(Ordering::SeqCst);
            assert!(ahead <= 4 * WAITING + 4, "{ahead} ahead");
            if rank.is_multiple_of(97) {
                thread::sleep(Duration::from_millis(5));
            }
            *rank
        };
        let mut order = Vec::new();
        let done = in_order(&inputs, threads(4), work, |rank| {
            taken.fetch_add(1, Ordering::SeqCst);
            order.push(rank);
            Ok::<(), ()>(())
        });
        assert!(matches!(done, Ok(())));
        assert_eq!(order, inputs);
    }

    #[test]
    fn it_stops_where_a_result_is_not_taken() {
        let inputs: Vec<usize> = (0..500).collect();
        let worked = AtomicUsize::new(0);
        let work = |rank: &usize| {
            worked.fetch_add(1, Ordering::SeqCst);
            *rank
        };
        let done =
            in_order(
                &inputs,
                threads(2),
                work,
                |rank| {
                    if rank == 3 { Err("enough") } else { Ok(()) }
                },
            );
        assert!(matches!(done, Err("enough")));
        assert!(worked.into_inner() < 100);
        assert!(in_order(&[0; 0], threads(2), |_| (), |()| Ok::<(), ()>(())).is_ok());
    }
}
