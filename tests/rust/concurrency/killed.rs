//! A server that is killed and started again in the middle of the work: the library connects again
//! by itself, what was answered is there, and what was not is done once when it is repeated.

use crate::hands::Board;
use crate::{THREADS, hands, proof, seed, setting};
use crm_core::Crm;
use crm_core::storage::postgres::Workspaces;
use crm_tests::server::Server;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

#[test]
fn a_server_is_killed_in_the_middle_of_the_work() {
    let server = Server::start();
    let workspaces = Workspaces::of(server.url()).unwrap();
    workspaces.create("killed").unwrap();
    let url = format!("{}?workspace=killed&connections=16", server.url());
    let crm = Crm::open(&url).unwrap();
    let board = Board::set_up(&crm);
    let (seed, kills) = (seed(), setting("CRM_SOAK_SERVER_KILLS", 3));
    let done = AtomicBool::new(false);
    let log = std::thread::scope(|scope| {
        let hands: Vec<_> = (0..THREADS)
            .map(|number| {
                let (crm, board, done) = (crm.clone(), &board, &done);
                scope.spawn(move || {
                    let mut log = hands::Log::default();
                    for round in 0.. {
                        let number = number + round * THREADS;
                        let part = hands::work(&crm, board, seed, number, 10);
                        log = hands::Log::joined(vec![log, part]);
                        if done.load(Ordering::SeqCst) {
                            break;
                        }
                    }
                    log
                })
            })
            .collect();
        for _ in 0..kills {
            std::thread::sleep(Duration::from_millis(700));
            server.kill();
            std::thread::sleep(Duration::from_millis(100));
            server.start_again();
        }
        std::thread::sleep(Duration::from_millis(300));
        done.store(true, Ordering::SeqCst);
        hands::Log::joined(hands.into_iter().map(|hand| hand.join().unwrap()).collect())
    });
    println!("seed {seed}: {kills} kills, {log:?}");
    let shaken: u64 = log.repeated.values().sum();
    assert!(shaken > 0, "no call noticed that the server was killed");
    proof::of(&crm, &board, &log);
}
