//! Gives the shared library its name, so that a program linked against it finds it by that name and
//! not by the path it was linked from.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |key: &str| std::env::var(key).unwrap_or_default();
    if target("CARGO_CFG_TARGET_OS") == "linux" {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libcrm.so");
    }
    if target("CARGO_CFG_TARGET_OS") == "macos" {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-install_name,@rpath/libcrm.dylib");
    }
}
