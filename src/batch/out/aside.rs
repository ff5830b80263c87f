//! Tables written by threads of their own: a workbook takes half as long as its reports, and
//! nobody has to wait for it.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use crate::render::{ErrorRow, Rows, TableWriter};

/// So many reports wait at most to be written, which bounds the memory that they take.
const MOST_WAITING: usize = 32;

/// A table that a thread writes, in the order in which it is told to.
pub(super) struct Aside {
    orders: Option<SyncSender<Order>>,
    writing: Option<JoinHandle<io::Result<()>>>,
}

enum Order {
    Report(Arc<Rows>),
    Error(Arc<ErrorRow>),
    Finish,
}

impl Aside {
    /// Starts the thread.
    ///
    /// # Errors
    /// If there is none to be had.
    pub(super) fn start(table: Box<dyn TableWriter + Send>) -> io::Result<Self> {
        let (orders, told) = sync_channel(MOST_WAITING);
        let writing = thread::Builder::new().spawn(move || write(table, &told))?;
        Ok(Self { orders: Some(orders), writing: Some(writing) })
    }

    /// Adds the rows of one report.
    ///
    /// # Errors
    /// What the output could not take, of these rows or of earlier ones.
    pub(super) fn report(&mut self, rows: &Arc<Rows>) -> io::Result<()> {
        self.tell(Order::Report(Arc::clone(rows)))
    }

    /// Adds a file that could not be read.
    ///
    /// # Errors
    /// As [`Aside::report`].
    pub(super) fn error(&mut self, row: &Arc<ErrorRow>) -> io::Result<()> {
        self.tell(Order::Error(Arc::clone(row)))
    }

    /// Begins to write what is left. How that went [`Aside::finish`] tells.
    pub(super) fn conclude(&self) {
        if let Some(orders) = &self.orders {
            // A thread that has ended before has an error to tell.
            let _ = orders.send(Order::Finish);
        }
    }

    /// Waits until all is written.
    ///
    /// # Errors
    /// As [`Aside::report`].
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.conclude();
        self.ended()
    }

    fn tell(&mut self, order: Order) -> io::Result<()> {
        match self.orders.as_ref().map(|orders| orders.send(order)) {
            Some(Ok(())) => Ok(()),
            // It ended before it was told to.
            _ => self.ended().and(Err(io::ErrorKind::BrokenPipe.into())),
        }
    }

    fn ended(&mut self) -> io::Result<()> {
        self.orders = None;
        match self.writing.take().map(JoinHandle::join) {
            Some(Ok(ended)) => ended,
            Some(Err(_)) => {
                Err(io::Error::other("expected a table to be written, but its writer panicked"))
            }
            None => Ok(()),
        }
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        // A run that was given up has nobody who asks how it ended; its files are not to be
        // written to any more.
        let _ = self.ended();
    }
}

fn write(mut table: Box<dyn TableWriter + Send>, orders: &Receiver<Order>) -> io::Result<()> {
    for order in orders {
        match order {
            Order::Report(rows) => table.report(&rows)?,
            Order::Error(row) => table.error(&row)?,
            Order::Finish => return table.finish(),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    /// Takes so many reports and no more.
    struct Narrow(usize, Arc<Mutex<Vec<String>>>);

    impl TableWriter for Narrow {
        fn report(&mut self, rows: &Rows) -> io::Result<()> {
            self.0 = self.0.checked_sub(1).ok_or(io::ErrorKind::StorageFull)?;
            self.1.lock().unwrap().push(rows.reports[0][0].clone().unwrap());
            Ok(())
        }

        fn error(&mut self, row: &ErrorRow) -> io::Result<()> {
            self.1.lock().unwrap().push(row.code.clone());
            Ok(())
        }

        fn finish(self: Box<Self>) -> io::Result<()> {
            self.1.lock().unwrap().push("end".to_owned());
            Ok(())
        }
    }

    fn report(name: usize) -> Arc<Rows> {
        Arc::new(Rows { reports: vec![vec![Some(name.to_string())]], ..Rows::default() })
    }

    #[test]
    fn all_is_written_in_the_order_in_which_it_was_told() {
        let written = Arc::default();
        let mut aside = Aside::start(Box::new(Narrow(1000, Arc::clone(&written)))).unwrap();
        for name in 0..100 {
            aside.report(&report(name)).unwrap();
        }
        let words = crate::words::words!(en: "empty", zh: "空");
        aside.error(&Arc::new(ErrorRow::new("a.md", "E_EMPTY", words))).unwrap();
        aside.finish().unwrap();
        let expected: Vec<String> = (0..100).map(|n| n.to_string()).collect();
        let written = written.lock().unwrap();
        assert_eq!(written[..100], expected);
        assert_eq!(written[100..], ["E_EMPTY", "end"]);
    }

    #[test]
    fn what_could_not_be_written_is_told_at_the_latest_at_the_end() {
        let mut aside = Aside::start(Box::new(Narrow(3, Arc::default()))).unwrap();
        let told = (0..100).map(|name| aside.report(&report(name))).find(Result::is_err);
        assert_eq!(told.unwrap().unwrap_err().kind(), io::ErrorKind::StorageFull);
        let mut aside = Aside::start(Box::new(Narrow(0, Arc::default()))).unwrap();
        let told = aside.report(&report(1)).and_then(|()| aside.finish());
        assert_eq!(told.unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}
