//! Who works on a description: several threads share what there is to do of a large one. How many there are changes nothing of
//! what is said.

use std::iter;
use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon_core::{Scope, ThreadPool, ThreadPoolBuilder};

use crate::watch::Watching;

/// Stack of a thread: descriptions are walked on the heap, this is for the libraries. The files of `tests/hostile.rs` take less
/// than 512 KB of it, and 10,000 levels less than 256 KB: the thread that the system starts has enough too.
pub const STACK: usize = 16 << 20;

/// Bytes of a description up to which two threads judge it no sooner than one: a start and colder caches cost what they save
/// (`scripts/threads`).
pub const JUDGED_ALONE: usize = 600_000;

/// The same where rules of others run on it, which take two to three times as long as the guide's.
pub const LINTED_ALONE: usize = 100_000;

/// Those who work on one description.
#[derive(Clone, Copy)]
pub struct Workers<'w> {
    /// How many threads at most, which is asked for a large description: one works where somebody follows, and on a small one.
    pub threads: &'w dyn Fn() -> NonZero<usize>,
    /// Who follows.
    pub watching: Watching<'w>,
}

impl Default for Workers<'_> {
    /// One thread, which nobody follows.
    fn default() -> Self {
        Self { threads: &|| NonZero::<usize>::MIN, watching: None }
    }
}

impl Workers<'_> {
    /// How many threads work on so many bytes, of which one does less than `alone`.
    pub(crate) fn count(&self, bytes: usize, alone: usize) -> NonZero<usize> {
        if self.watching.is_some() || bytes < alone {
            return NonZero::<usize>::MIN;
        }
        (self.threads)()
    }
}

/// The most threads that find something to do in one description: it has some forty criteria.
const MOST: NonZero<usize> = NonZero::new(32).expect("not zero");

/// The threads that were started, if they could be.
static STARTED: OnceLock<Option<ThreadPool>> = OnceLock::new();

/// Starts so many threads at most, that which asks among them, and says how many there are: one, where no other can be started.
/// They are there for all descriptions. Nobody waits until they are, which takes a tenth of a millisecond: a global pool of rayon's is
/// waited for.
///
/// Without this, threads are those of the pool in which one is, or of rayon's own.
pub fn start(threads: NonZero<usize>) -> NonZero<usize> {
    let threads = threads.min(MOST);
    let start = || {
        let pool = ThreadPoolBuilder::new().num_threads(threads.get());
        pool.use_current_thread().stack_size(STACK).build().ok()
    };
    let others = threads.get() > 1 && STARTED.get_or_init(start).is_some();
    if others { threads } else { NonZero::<usize>::MIN }
}

/// Those that were started.
fn started() -> Option<&'static ThreadPool> {
    STARTED.get()?.as_ref()
}

/// Does what hands out work to the threads, and waits for it.
fn scope<'s, R>(hand_out: impl FnOnce(&Scope<'s>) -> R) -> R {
    match started() {
        Some(pool) => pool.in_place_scope(hand_out),
        None => rayon_core::in_place_scope(hand_out),
    }
}

/// Does so many pieces of work, each once, and gives what comes of them in their order. The first are begun first.
///
/// A piece may wait for what another has begun to make. So it shares nothing out itself: whoever waits for shared work may be given
/// any other piece, that which it waits for among them.
pub(crate) fn share<T: Send + Sync>(
    threads: NonZero<usize>,
    pieces: usize,
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let done: Vec<OnceLock<T>> = (0..pieces).map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let take = || {
        let ranks = iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        for (rank, done) in ranks.map_while(|rank| Some((rank, done.get(rank)?))) {
            done.get_or_init(|| work(rank));
        }
    };
    let others = 1..threads.get().min(pieces);
    if others.is_empty() {
        take();
    } else {
        scope(|scope| {
            others.for_each(|_| scope.spawn(|_| take()));
            take();
        });
    }
    done.into_iter().filter_map(OnceLock::into_inner).collect()
}

/// Has each thread do a part of a list, as many as there are threads, and gives what comes of the parts in their order.
pub(crate) fn share_out<I: Sync, T: Send + Sync>(
    threads: NonZero<usize>,
    list: &[I],
    work: impl Fn(&[I]) -> T + Sync,
) -> Vec<T> {
    let parts: Vec<&[I]> = list.chunks(list.len().div_ceil(threads.get()).max(1)).collect();
    share(threads, parts.len(), |rank| work(parts[rank]))
}

/// Does two things: the first by another thread, if one comes to it in time.
pub fn both<A: Send, B: Send>(
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    let (second, first) = match started() {
        Some(pool) => pool.join(second, first),
        None => rayon_core::join(second, first),
    };
    (first, second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_comes_in_order() {
        for threads in [1, 2, 7] {
            let threads = NonZero::new(threads).expect("not zero");
            assert_eq!(share(threads, 5, |rank| rank * rank), [0, 1, 4, 9, 16]);
        }
        assert!(share(NonZero::<usize>::MIN, 0, |rank| rank).is_empty());
        let three = NonZero::new(3).expect("not zero");
        assert_eq!(share_out(three, &[1, 2, 3, 4], <[i32]>::to_vec), [vec![1, 2], vec![3, 4]]);
        assert!(share_out(three, &[0; 0], <[i32]>::len).is_empty());
        assert_eq!(both(|| "first", || 2), ("first", 2));
    }
}
